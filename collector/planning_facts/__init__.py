"""The dated fact files that plans rest on: shipped as examples, replaced by a folder's."""

from collector.planning_facts.files import (
    FILES,
    PlanningFactsError,
    load_planning,
)
from collector.planning_facts.folder import PlanningFolder

__all__ = ["FILES", "PlanningFactsError", "PlanningFolder", "load_planning"]
