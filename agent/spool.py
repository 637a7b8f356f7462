"""The spool: reports that no collector has acknowledged yet; it never fails its user.

They lie in a SpoolFile. While the disk cannot take them (full, read-only, broken) the
newest stay in memory, under a spool id of their own that dies with the process: so no
(spool, sequence) is ever given twice. They move to the file when it works again. A
damaged file is set aside and a new one begun.
"""

import logging
import secrets
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from agent.packed_tables import PackedTables
from agent.shared.clock import Clock
from agent.shared.wire import Table, encode
from agent.spool_file import Spooled, SpoolFile

log = logging.getLogger(__name__)

FILE_NAME = "spool.db"
MEMORY_REPORTS = 240
MEMORY_BYTES = 2_000_000
_DAMAGE = ("malformed", "not a database", "do not fit", "unknown layout", "no such")


def _is_damage(err: Exception) -> bool:
    """Return whether the file itself is at fault, not the disk below it."""
    return not isinstance(err, sqlite3.Error) or any(m in str(err) for m in _DAMAGE)


class Backlog(NamedTuple):
    """What waits. ``dropped`` and ``refused`` count since the spool was made."""

    reports: int
    bytes: int
    oldest: float | None
    dropped: int
    refused: int


class Take(NamedTuple):
    """Reports for one delivery, and how many stay behind with the oldest's time."""

    reports: list[Spooled]
    pending: int
    oldest: float | None


class Spool:
    """The spool in *folder*, safe to use from several threads."""

    def __init__(
        self, folder: Path, clock: Clock, *, max_bytes: int, max_age_s: float
    ) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._bounds = (max_bytes, max_age_s)
        self._lock = threading.RLock()
        self._file: SpoolFile | None = None
        self._memory: deque[Spooled] = deque()
        self._memory_id = secrets.token_hex(4)
        self._memory_sequence = 0
        self._lost = 0
        self._tables: dict[str, Table] = {}
        self._known: dict[str, bool] = {}  # told in this process
        self._facts = ""
        self._settled: dict[tuple[str, int], Spooled] = {}  # done, disk did not take it
        self._works = True
        self._try(lambda file: file.count)

    @property
    def works(self) -> bool:
        """Whether the disk took what it was last given."""
        return self._works

    @property
    def id(self) -> str:
        """The id under which new reports are counted now."""
        return self._file.id if self._file and self._works else self._memory_id

    def close(self) -> None:
        """Close the file; what is still in memory is gone after this."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    # --- the one place where the disk may fail -------------------------------
    def _write(self, act: Callable[[SpoolFile], object]) -> bool:
        """Do *act*, which changes the file; say whether it worked."""
        return self._try(act) and self._note("")

    def _try(self, act: Callable[[SpoolFile], object]) -> bool:
        """Do *act* on the file, a new one if the old is damaged; say if it worked."""
        for _ in range(2):
            try:
                if self._file is None:
                    self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                    self._file = SpoolFile(self._path, self._clock, *self._bounds)
                act(self._file)
            except (sqlite3.Error, msgspec.MsgspecError) as err:
                if not _is_damage(err):
                    return self._note(str(err))
                if not self._set_aside(str(err)):
                    break
            except OSError as err:
                return self._note(str(err))
            else:
                return True
        return False

    def _note(self, trouble: str) -> bool:
        if trouble and self._works:
            log.error(
                "the spool cannot be written (%s); the newest reports stay in memory:"
                " make room on the disk of %s",
                trouble,
                self._path,
            )
        elif not trouble and not self._works:
            log.info("the spool can be written again")
        self._works = not trouble
        return self._works

    def _set_aside(self, why: str) -> bool:
        """Rename the damaged file so that a new one can begin."""
        aside = self._path.with_name(FILE_NAME + ".damaged")
        self.close()
        try:
            for suffix in ("-wal", "-shm", ""):
                path = self._path.with_name(FILE_NAME + suffix)
                if path.exists():
                    path.replace(aside.with_name(aside.name + suffix))
        except OSError as err:
            return self._note(str(err))
        log.error(
            "the spool was damaged (%s): it is kept as %s, anew begun", why, aside
        )
        return True

    # --- reports in ----------------------------------------------------------
    def append(
        self, make: Callable[[str, int], Spooled], tables: Mapping[str, Table]
    ) -> None:
        """Keep the report that *make* makes of a spool id and a sequence."""
        with self._lock:
            self._forget_settled()
            rescued, lost = tuple(self._memory), self._lost
            # Those of the rescued, too; copying would unpack all.
            used = {**self._tables, **tables} if self._tables else tables
            if self._write(
                lambda file: file.append(make, used, rescued=rescued, lost=lost)
            ):
                self._memory.clear()
                self._tables.clear()
                self._lost -= lost
                return
            self._memory_sequence += 1
            self._memory.append(make(self._memory_id, self._memory_sequence))
            self._tables.update(tables)
            while len(self._memory) > 1 and (
                len(self._memory) > MEMORY_REPORTS
                or sum(len(r.body) for r in self._memory) > MEMORY_BYTES
            ):
                self._memory.popleft()
                self._lost += 1

    # --- reports out ---------------------------------------------------------
    def take(self, limit: int, max_bytes: int) -> Take:
        """Return reports for one delivery: the newest quarter first, then the oldest.

        At least one if any waits, at most *limit* with together *max_bytes*. So fresh
        reports never wait for a backlog, and the backlog shrinks from its old end.
        """
        with self._lock:
            newest, oldest = self._ends(max(1, limit // 4), limit, max_bytes)
            chosen: dict[tuple[str, int], Spooled] = {}
            room = max_bytes
            for report in (*newest, *oldest):
                if report.name in chosen:
                    continue
                room -= len(report.body)
                if chosen and (room < 0 or len(chosen) >= limit):
                    break
                chosen[report.name] = report
            left = [report for report in oldest if report.name not in chosen]
            backlog = self.backlog()
            pending = max(0, backlog.reports - len(chosen))
            stays = left[0].time if left and pending else None
            return Take(list(chosen.values()), pending, stays)

    def _ends(
        self, newest: int, oldest: int, most: int
    ) -> tuple[list[Spooled], list[Spooled]]:
        late: list[Spooled] = []
        early: list[Spooled] = []

        def read(file: SpoolFile) -> None:
            late[:], early[:] = file.ends(
                newest, oldest + newest, most_bytes=most, skip=self._settled
            )

        if self._file is not None:
            self._try(read)
        memory = list(self._memory)
        return (list(reversed(memory)) + late)[:newest], early + memory

    def settle(
        self, done: Iterable[Spooled], refused: Iterable[tuple[Spooled, str]] = ()
    ) -> None:
        """Forget the reports *done*; put those *refused* aside, with their reasons."""
        with self._lock:
            finished, put_aside = list(done), list(refused)
            both = {r.name: r for r in (*finished, *(r for r, _ in put_aside))}
            held = {r.name for r in self._memory}
            self._memory = deque(r for r in self._memory if r.name not in both)
            for report in finished:
                self._facts = report.facts or self._facts
            if not self._write(lambda file: file.settle(finished, put_aside)):
                self._settled |= {
                    name: report._replace(body=b"")
                    for name, report in both.items()
                    if name not in held
                }

    def _forget_settled(self) -> None:
        """Take from the file what was acknowledged while it could not be written."""
        gone = list(self._settled.values())
        if gone and self._try(lambda file: file.settle(gone, ())):
            self._settled.clear()

    def backlog(self) -> Backlog:
        """Return what waits now."""
        with self._lock:
            count = len(self._memory) - len(self._settled)
            size = sum(len(r.body) for r in self._memory)
            found: list[Spooled] = []
            totals = [0, 0]

            def read(file: SpoolFile) -> None:
                found[:] = file.ends(0, 1)[1]
                totals[:] = file.counters()

            if self._file is not None and self._try(read) and self._file is not None:
                count += self._file.count
                size += self._file.bytes
            first = (*found, *self._memory)
            oldest = first[0].time if first else None
            return Backlog(count, size, oldest, totals[0] + self._lost, totals[1])

    # --- what belongs to the reports -----------------------------------------
    def new_tables(self, among: Collection[str]) -> dict[str, bytes]:
        """Return those *among* that the collector is not known to have, as JSON."""
        with self._lock:
            told = self._known
            held = {n: t for n, t in self._tables.items() if n in among}
            found = {n: encode(t) for n, t in held.items() if not told.get(n)}
            self._try(lambda file: found.update(file.tables(among, told)))
            return found

    def current_tables(self) -> PackedTables:
        """Return the tables of the newest kept report, by id."""
        found: list[tuple[str, bytes]] = []
        with self._lock:
            self._try(lambda file: found.extend(file.current_tables()))
        return PackedTables.of_bodies(found)

    def set_known(self, ids: Iterable[str], *, known: bool) -> None:
        """Note that the collector has the tables *ids*, or wants them again."""
        names = set(ids)
        with self._lock:
            self._known.update(dict.fromkeys(names, known))
            if names:
                self._write(lambda file: file.set_known(names, known=known))

    def has_facts(self, facts: str) -> bool:
        """Return whether the facts of this id are acknowledged or wait in a report."""
        with self._lock:
            if facts == self._facts or any(r.facts == facts for r in self._memory):
                return True
            found = [False]

            def read(file: SpoolFile) -> None:
                found[0] = file.has_facts(facts)

            self._try(read)
            return found[0]

    def forget_facts(self) -> None:
        """Note that the collector wants the facts again."""
        with self._lock:
            self._facts = ""
            self._write(lambda file: file.forget_facts())
