"""From a solution to a plan in which every line says why."""

from collector.planning.explain.compose import compose

__all__ = ["compose"]
