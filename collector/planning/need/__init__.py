"""Pressure, its causes, and the order in which they are cured."""

from collector.planning.need.estate import needs
from collector.planning.need.words import cause_text, pressure_text

__all__ = ["cause_text", "needs", "pressure_text"]
