"""What each probe of facts last said, kept over restarts of the agent.

Without it a machine would seem to have lost its drives' verdicts and its backups from
each start of the agent until the slowest probe has run.
"""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from agent.shared.wire import Facts
from agent.sources.kept import Kept

log = logging.getLogger(__name__)

FILE = "facts.json"


class _ByProbe(msgspec.Struct):
    probes: dict[str, Facts] = {}


class KeptFacts:
    """The facts by probe in the data directory *folder*."""

    def __init__(self, folder: Path) -> None:
        self._file = Kept(folder / FILE, _ByProbe, resident=True)
        self._saved: Mapping[str, Facts] | None = None
        self._worked = True

    def load(self, probes: Iterable[str]) -> dict[str, Facts]:
        """Return what *probes* last said; nothing of one that never ended a run."""
        kept = self._file.load().probes
        return {name: kept[name] for name in probes if name in kept}

    def save(self, by_probe: Mapping[str, Facts]) -> None:
        """Keep *by_probe*; where that cannot be, say so once and go on without."""
        if by_probe == self._saved:
            return
        try:
            self._file.save(_ByProbe(dict(by_probe)))
        except OSError as err:
            if self._worked:
                log.warning("facts cannot be kept over a restart: %s", err.strerror)
            self._worked = False
            return
        self._saved, self._worked = dict(by_probe), True
