"""Before and after: what a purchase brought, against machines that nobody touched."""

from collector.planning.effects.daily import daily_severity, wanted
from collector.planning.effects.verdict import Bought, effects_of

__all__ = ["Bought", "daily_severity", "effects_of", "wanted"]
