"""What may be done for each need, by catalogue and rules, as a problem to be solved."""

from collector.planning.options.propose import propose
from collector.planning.options.shapes import Option, Proposal

__all__ = ["Option", "Proposal", "propose"]
