"""The fact files that plans are made by, read again when they change."""

import logging
from pathlib import Path

from collector.planning.shapes.facts import PlanningFacts
from collector.planning_facts.files import FILES, PlanningFactsError, load_planning

log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int], ...]


class PlanningFolder:
    """What this version ships, or an administrator's files in *folder* instead.

    Raises (when made):
        PlanningFactsError: a file cannot be used; the text says which and why.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stamp = self._look()
        self._facts = load_planning(folder)

    def current(self) -> PlanningFacts:
        """Return the facts as the files have them now; blocks.

        A file that became unusable is logged once, and what was known stays.
        """
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._facts = load_planning(self._folder)
            except PlanningFactsError as err:
                log.error("the changed facts are not used: %s", err)  # noqa: TRY400
            else:
                log.info("the fact files of planning were read again")
        return self._facts

    def _look(self) -> Stamp:
        """Return names, times and sizes of the files, by which a change is seen."""
        found = []
        for name in sorted(FILES):
            try:
                status = (self._folder / name).stat() if self._folder else None
            except OSError:  # not there: the shipped one counts
                status = None
            if status is not None:
                found.append((name, status.st_mtime_ns, status.st_size))
        return tuple(found)
