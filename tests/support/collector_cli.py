"""The collector's command line over a store in memory."""

from typing import NamedTuple

from collector.__main__ import main
from collector.store.memory import MemoryStore

NOW = 1_795_000_000.0


class StillClock:
    """A clock that stands still."""

    boot = "b"

    def now(self):
        """Return one moment."""
        return NOW

    def uptime(self):
        """Return another."""
        return 5.0


class LastingStore(MemoryStore):
    """A store that the next command finds as the last one left it."""

    def close(self):
        """Stay open."""


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


class Cli:
    """Runs commands one after the other in one data directory."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.store = LastingStore()
        self._capsys = capsys

    def __call__(self, *words):
        """Run one command."""
        common = ["--data-directory", str(self.folder), "--language", "en"]
        self._capsys.readouterr()
        code = main(
            [*common, *words], clock=StillClock(), open_store=lambda _url: self.store
        )
        return Result(code, *self._capsys.readouterr())
