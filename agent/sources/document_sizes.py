"""Adds up the sizes of files in folders: no names are kept, no link is followed."""

import fnmatch
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from agent.shared.data_safety import MOST_FOLDERS
from agent.sources.guarded_folder import leads_elsewhere

MOST_ENTRIES = 5_000_000
MOST_WAITING = 200_000
BATCH = 500
FRESH_S = 20 * 3600.0
# Files of a cloud drive that are not on this machine: offline, recall on open or access.
_NOT_HERE = 0x1000 | 0x40000 | 0x400000


class Total(msgspec.Struct, frozen=True):
    """What was added up; ``reason`` says why it is not all, "" if it is.

    ``refused`` counts folders below that the agent may not enter.
    """

    size: int = 0
    folders: int = 0
    refused: int = 0
    reason: str = ""


class Counted(msgspec.Struct, frozen=True):
    """A total, of which folders, and when (Unix seconds); 0 for never."""

    total: Total = Total()
    patterns: tuple[str, ...] = ()
    time: float = 0.0

    def fresh(self, patterns: Sequence[Path], *, now: float) -> bool:
        """Return whether that is the total of *patterns*, of the last hours, whole."""
        same = self.patterns == tuple(map(str, patterns))
        return same and not self.total.reason and 0 <= now - self.time < FRESH_S


class DocumentSizes:
    """Walks folders gently: it rests as long as it has worked.

    *pause* sleeps for so many seconds; *uptime* is what *limit_s* is measured by.
    """

    def __init__(
        self,
        *,
        uptime: Callable[[], float],
        pause: Callable[[float], None],
        limit_s: float = 240.0,
        most_entries: int = MOST_ENTRIES,
    ) -> None:
        self.uptime = uptime
        self._pause = pause
        self._limit_s = limit_s
        self._most = most_entries

    def measure(self, patterns: Sequence[Path]) -> Total:
        """Return the size of all files below the folders that *patterns* name.

        Each folder is walked within its own drive; a folder inside another one counts
        once, as does a file with several names.
        """
        folders = outermost(
            [folder for pattern in patterns for folder in expand(pattern)]
        )
        walk = _Walk(self, self.uptime() + self._limit_s, self._most)
        for folder in folders[:MOST_FOLDERS]:
            walk.add(folder)
        reason = walk.reason
        if len(folders) > MOST_FOLDERS:
            reason = reason or f"more than {MOST_FOLDERS} folders"
        return Total(walk.size, walk.folders, walk.refused, reason)

    def rest(self, since: float) -> float:
        """Rest as long as the work *since* took; return when it goes on."""
        self._pause(min(max(self.uptime() - since, 0.0), 1.0))
        return self.uptime()


class _Walk:
    """One walk over all folders: what has been added up, and what is left of limits."""

    def __init__(self, owner: DocumentSizes, end: float, most: int) -> None:
        self.size = self.folders = self.refused = 0
        self.reason = ""
        self._owner = owner
        self._end = end
        self._left = most
        self._seen: set[tuple[int, int]] = set()
        self._batch = 0
        self._since = owner.uptime()

    def add(self, top: Path) -> None:
        """Add what lies below *top*."""
        try:
            status = top.lstat()
        except OSError:
            return
        if leads_elsewhere(status) or not stat.S_ISDIR(status.st_mode):
            return
        self.folders += 1
        waiting = [os.fspath(top)]
        while waiting and not self.reason:
            self._enter(waiting.pop(), status.st_dev, waiting)

    def _enter(self, place: str, device: int, waiting: list[str]) -> None:
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if self._over():
                        return
                    self._one(entry, device, waiting)
        except OSError:
            self.refused += 1

    def _one(self, entry: os.DirEntry[str], device: int, waiting: list[str]) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return
        if leads_elsewhere(status):
            return
        if stat.S_ISDIR(status.st_mode):
            # scandir of Windows does not say the drive; a mounted one is a junction.
            if status.st_dev in {device, 0} and len(waiting) < MOST_WAITING:
                waiting.append(entry.path)
        elif stat.S_ISREG(status.st_mode) and self._first(status):
            self.size += size_here(status)

    def _first(self, status: os.stat_result) -> bool:
        """Return whether a file of several names is met for the first time."""
        if status.st_nlink < 2:
            return True
        key = (status.st_dev, status.st_ino)
        if key in self._seen:
            return False
        if len(self._seen) < MOST_WAITING:
            self._seen.add(key)
        return True

    def _over(self) -> bool:
        self._left -= 1
        self._batch += 1
        if self._batch >= BATCH:
            self._batch = 0
            self._since = self._owner.rest(self._since)
            if self._since > self._end:
                self.reason = "the time was over before everything was counted"
        if self._left < 0:
            self.reason = "there are more files than are counted"
        return bool(self.reason)


def size_here(status: os.stat_result) -> int:
    """Return how many bytes of a file lie on this machine: holes and clouds do not."""
    if getattr(status, "st_file_attributes", 0) & _NOT_HERE:
        return 0
    blocks = getattr(status, "st_blocks", None)
    if blocks is None:
        return status.st_size
    return min(status.st_size, blocks * 512) if blocks else 0


def expand(pattern: Path) -> Iterator[Path]:
    """Yield the folders that *pattern* names; ``*`` and ``?`` stand within one name."""
    found = [Path(pattern.anchor)]
    for part in pattern.parts[1:]:
        if "*" in part or "?" in part:
            found = [one for place in found for one in _matching(place, part)]
        else:
            found = [place / part for place in found]
    yield from sorted(set(found))


def _matching(place: Path, part: str) -> list[Path]:
    try:
        with os.scandir(place) as entries:
            return [
                place / entry.name
                for entry in entries
                if fnmatch.fnmatch(entry.name, part)
                and not leads_elsewhere(entry.stat(follow_symlinks=False))
            ][: 10 * MOST_FOLDERS]
    except OSError:
        return []


def outermost(folders: Sequence[Path]) -> list[Path]:
    """Return *folders* that are there, without those that lie inside another."""
    there = sorted({folder for folder in folders if folder.is_dir()})
    return [one for one in there if not any(up in there for up in one.parents)]
