"""The knowledge files that findings are judged by, read again when they change."""

import logging
from pathlib import Path

from agent.shared.knowledge import Knowledge, KnowledgeError, load

log = logging.getLogger(__name__)

Stamp = tuple[tuple[str, int, int], ...]


class KnowledgeFolder:
    """What this version ships, or an administrator's files in *folder* instead.

    Raises (when made):
        KnowledgeError: a file cannot be used; the text says which and why.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stamp = self._look()
        self._knowledge = load(folder)

    def current(self) -> Knowledge:
        """Return the knowledge as the files have it now; blocks.

        A file that became unusable is logged once, and what was known stays.
        """
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._knowledge = load(self._folder)
            except KnowledgeError as err:
                log.error("the changed knowledge is not used: %s", err)  # noqa: TRY400
            else:
                log.info("the knowledge files were read again")
        return self._knowledge

    def _look(self) -> Stamp:
        """Return names, times and sizes of the files, by which a change is seen."""
        if self._folder is None:
            return ()
        found = []
        try:
            for path in sorted(self._folder.glob("*.toml")):
                status = path.stat()
                found.append((path.name, status.st_mtime_ns, status.st_size))
        except OSError:  # a file went meanwhile: look again next time
            return (("", 0, 0),)
        return tuple(found)
