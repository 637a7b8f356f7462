"""The spool on disk: one SQLite file that survives kill -9, power cuts and a full disk.

Why SQLite (WAL, ``synchronous=FULL``) and not segment files of our own: a commit is one
fsync of a few KiB, its recovery is proven by others, deleting what was acknowledged
needs no compaction of ours, and it costs 0.6 MiB of RSS once ``sqlite3`` is loaded.
"""

import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from agent.shared.clock import Clock
from agent.shared.wire import Table
from agent.spool_age import Mark, advance
from agent.spooled import Spooled, first

__all__ = ["SpoolFile", "Spooled"]

LAYOUT = 1
OVERHEAD_BYTES = 128  # what a row costs on disk beside its body
CHECKED_BYTES = 32 * 1024 * 1024  # larger files are not read through at start
KEPT_REFUSED = 50
VACUUM_PAGES = 256

_REPORTS = "SELECT spool, sequence, time, facts, body FROM reports ORDER BY position"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE reports (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    spool TEXT NOT NULL, sequence INTEGER NOT NULL, time REAL NOT NULL,
    age REAL NOT NULL, facts TEXT NOT NULL, body BLOB NOT NULL,
    UNIQUE (spool, sequence));
CREATE TABLE tables (
    id TEXT PRIMARY KEY, body BLOB NOT NULL, known INTEGER NOT NULL,
    until INTEGER) WITHOUT ROWID;
CREATE TABLE refused (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    spool TEXT, sequence INTEGER, reason TEXT, body BLOB);
"""


class SpoolFile:
    """What lies in one spool file. Every method raises sqlite3.Error when it cannot.

    After such an error nothing of the call has happened. A sequence is taken and
    its report kept in one transaction, so that none is ever given twice.
    """

    def __init__(
        self, path: Path, clock: Clock, max_bytes: int, max_age_s: float
    ) -> None:
        self._clock = clock
        self._max_bytes = max_bytes
        self._max_age_s = max_age_s
        fresh = not path.exists() or path.stat().st_size == 0
        self._db = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=2.0
        )
        try:
            self._open(check=not fresh and path.stat().st_size <= CHECKED_BYTES)
        except BaseException:
            self._db.close()
            raise

    def _open(self, *, check: bool) -> None:
        run = self._db.execute
        run("PRAGMA auto_vacuum=INCREMENTAL")
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=FULL")
        run("PRAGMA cache_size=-256")
        if check and run("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the spool's pages do not fit together")
        layout = run("PRAGMA user_version").fetchone()[0]
        if layout == 0:
            self._create()
        elif layout != LAYOUT:
            raise sqlite3.DatabaseError(f"the spool has the unknown layout {layout}")
        self.id = str(self._meta("id"))
        self._mark = msgspec.json.decode(bytes(self._meta("mark")), type=Mark)
        self.count, self.bytes = run(
            "SELECT count(*), coalesce(sum(length(body) + ?), 0) FROM reports",
            (OVERHEAD_BYTES,),
        ).fetchone()

    def _create(self) -> None:
        clock = self._clock
        mark = Mark(0.0, clock.now(), clock.uptime(), clock.boot)
        with self._transaction():
            for statement in _SCHEMA.split(";\n"):
                self._db.execute(statement)
            self._put("id", secrets.token_hex(4))
            self._put("sequence", 0)
            self._put("mark", msgspec.json.encode(mark))
            self._db.execute(f"PRAGMA user_version={LAYOUT}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before = (getattr(self, "count", 0), getattr(self, "bytes", 0))
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self.count, self.bytes = before
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _meta(self, key: str) -> Any:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,))
        found = row.fetchone()
        return found[0] if found else 0

    def _put(self, key: str, value: str | bytes | int) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # --- reports in ----------------------------------------------------------
    def append(
        self,
        make: Callable[[str, int], Spooled],
        tables: Mapping[str, Table],
        *,
        rescued: Iterable[Spooled] = (),
        lost: int = 0,
    ) -> Spooled:
        """Keep the report that *make* makes of the spool's id and the next sequence.

        *tables* are those that it uses; *rescued* are reports that could not be kept
        before, *lost* counts those that are gone. Drops the oldest over the bound.
        """
        mark = advance(self._mark, self._clock)
        with self._transaction():
            sequence = int(self._meta("sequence")) + 1
            report = make(self.id, sequence)
            self._put("sequence", sequence)
            self._put("mark", msgspec.json.encode(mark))
            for one in (*rescued, report):
                self._insert(one, mark.age)
            self._use(tables)
            gone = lost + self._bound(mark.age)
            if gone:
                self._put("dropped", int(self._meta("dropped")) + gone)
        self._mark = mark
        return report

    def _insert(self, report: Spooled, age: float) -> None:
        added = self._db.execute(
            "INSERT OR IGNORE INTO reports (spool, sequence, time, facts, body, age)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (*report, age),
        ).rowcount
        self.count += added
        self.bytes += added * (len(report.body) + OVERHEAD_BYTES)

    def _use(self, tables: Mapping[str, Table]) -> None:
        """Note which tables the newest report uses, and forget the unused ones."""
        run = self._db.execute
        current = {row[0] for row in run("SELECT id FROM tables WHERE until IS NULL")}
        if current == tables.keys():
            return
        (last,) = run("SELECT coalesce(max(position), 0) FROM reports").fetchone()
        for name in current - tables.keys():
            run("UPDATE tables SET until = ? WHERE id = ?", (last, name))
        for name in tables.keys() - current:
            run(
                "INSERT INTO tables VALUES (?, ?, 0, NULL)"
                " ON CONFLICT (id) DO UPDATE SET until = NULL",
                (name, msgspec.json.encode(tables[name])),
            )
        run(
            "DELETE FROM tables WHERE until < "
            "(SELECT coalesce(min(position), 0) FROM reports)"
        )

    def _bound(self, age: float) -> int:
        """Delete the oldest reports over the bound; return how many went."""
        last = None
        gone = 0
        rows = self._db.execute(
            "SELECT position, length(body), age FROM reports ORDER BY position"
        )
        for position, size, born in rows:
            if self.count <= 1 or (
                self.bytes <= self._max_bytes and age - born <= self._max_age_s
            ):
                break
            last = position
            gone += 1
            self.count -= 1
            self.bytes -= size + OVERHEAD_BYTES
        rows.close()
        if last is not None:
            self._db.execute("DELETE FROM reports WHERE position <= ?", (last,))
        return gone

    # --- reports out ---------------------------------------------------------
    def ends(
        self,
        newest: int,
        oldest: int,
        *,
        most_bytes: int = 1 << 40,
        skip: Collection[tuple[str, int]] = (),
    ) -> tuple[list[Spooled], list[Spooled]]:
        """Return the *newest* reports, newest first, and the *oldest*, oldest first.

        Of each end about as many as have *most_bytes*, and none of those in *skip*.
        """

        def end(order: str, count: int) -> list[Spooled]:
            with closing(self._db.execute(f"{_REPORTS} {order}")) as rows:
                reports = (Spooled(*row) for row in rows)
                return first(reports, count, most_bytes, skip)

        return end("DESC", newest), end("ASC", oldest)

    def settle(
        self, done: Iterable[Spooled], refused: Iterable[tuple[Spooled, str]]
    ) -> None:
        """Forget the reports *done*, put those *refused* aside with their reasons."""
        with self._transaction():
            for report in done:
                if self._delete(report) and report.facts:
                    self._put("facts", report.facts)
            for report, reason in refused:
                if self._delete(report):
                    self._db.execute(
                        "INSERT INTO refused (spool, sequence, reason, body)"
                        " VALUES (?, ?, ?, ?)",
                        (report.spool, report.sequence, reason, report.body),
                    )
                    self._put("refused", int(self._meta("refused")) + 1)
            self._db.execute(
                "DELETE FROM refused WHERE position <="
                " (SELECT max(position) FROM refused) - ?",
                (KEPT_REFUSED,),
            )
        if self.count < VACUUM_PAGES:
            self._shrink()

    def _delete(self, report: Spooled) -> bool:
        rows = self._db.execute(
            "DELETE FROM reports WHERE spool = ? AND sequence = ?"
            " RETURNING length(body)",
            report.name,
        ).fetchall()
        for (size,) in rows:
            self.count -= 1
            self.bytes -= size + OVERHEAD_BYTES
        return bool(rows)

    def _shrink(self) -> None:
        """Give the pages of a worked-off backlog back to the file system."""
        if self._db.execute("PRAGMA freelist_count").fetchone()[0] > VACUUM_PAGES:
            self._db.execute("PRAGMA incremental_vacuum").fetchall()
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # --- what belongs to the reports -----------------------------------------
    def tables(self, among: Iterable[str], told: Mapping[str, bool]) -> Iterator[Any]:
        """Yield id and JSON of those *among* the collector lacks; *told* is newer."""
        what = "SELECT id, body FROM tables WHERE id = ? AND (? OR NOT known)"
        for name in among:
            if not told.get(name):
                yield from self._db.execute(what, (name, name in told))

    def current_tables(self) -> list[tuple[str, bytes]]:
        """Return the tables of the newest report as JSON, each with its id."""
        what = "SELECT id, body FROM tables WHERE until IS NULL"
        return [(name, bytes(body)) for name, body in self._db.execute(what)]

    def set_known(self, ids: Iterable[str], *, known: bool) -> None:
        """Note whether the collector knows the tables *ids*."""
        with self._transaction():
            self._db.executemany(
                "UPDATE tables SET known = ? WHERE id = ?", [(known, i) for i in ids]
            )

    def has_facts(self, facts: str) -> bool:
        """Return whether the facts of this id are acknowledged, or wait in a report."""
        waits = self._db.execute("SELECT 1 FROM reports WHERE facts = ?", (facts,))
        return self._meta("facts") == facts or waits.fetchone() is not None

    def forget_facts(self) -> None:
        """Note that the collector asked for the facts again."""
        with self._transaction():
            self._put("facts", "")

    def counters(self) -> tuple[int, int]:
        """Return how many reports were dropped and refused since the spool was made."""
        return int(self._meta("dropped")), int(self._meta("refused"))
