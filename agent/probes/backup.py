"""Backups: when each set last succeeded, what proves it, and whether it can be restored."""

import hashlib
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import msgspec

from agent.facts.backup import Standing, happened, judge, standing_item
from agent.probe import NoData, known
from agent.shared.clock import Clock, SystemClock
from agent.shared.data_safety import MOST_SETS, BackupSettings, Plan
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Event, Facts, Item
from agent.sources.backup_files import Dropped
from agent.sources.backup_repositories import Repositories
from agent.sources.backup_shapes import Evidence, Memory, Remembered
from agent.sources.backup_veeam import claimed
from agent.sources.backups import Backups
from agent.sources.canaries import BOOK_FILE, Book
from agent.sources.doors import Doors, real_doors
from agent.sources.kept import Kept
from agent.sources.programs import RealPrograms

MEMORY_FILE = "backups.json"
HOUR_S = 3600.0

LAST_SUCCESS = Metric(
    "hatang_backup_last_success_timestamp_seconds",
    "gauge",
    "When the set was last backed up, by the strongest proof; left out if never.",
    labels=("set", "tool"),
)
LAST_ATTEMPT = Metric(
    "hatang_backup_last_attempt_timestamp_seconds",
    "gauge",
    "When the set was last tried, by whatever tells of it.",
    labels=("set",),
)
SUCCEEDED = Metric(
    "hatang_backup_last_attempt_success",
    "gauge",
    "1 if the last attempt succeeded and its target shows it, 0 otherwise.",
    labels=("set",),
)
RESTORED = Metric(
    "hatang_backup_last_restore_test_timestamp_seconds",
    "gauge",
    "When a file, as our canary, was last restored from the set unharmed.",
    labels=("set",),
)
REACHABLE = Metric(
    "hatang_backup_target_reachable",
    "gauge",
    "1 if the target of the set answered, 0 if not.",
    labels=("set",),
)
EVERY = Metric(
    "hatang_backup_every_seconds",
    "gauge",
    "How often the set shall be backed up, by the settings.",
    labels=("set",),
)


def through(doors: Doors, plan: Plan, clock: Clock) -> Backups:
    """Return the sources of the machine behind *doors*.

    Only what needs no settings goes through them: repositories and folders that the
    settings name are nobody else's to read.
    """
    host = socket.gethostname()
    windows = doors.platform == "win32"
    programs = doors.programs
    systems: dict[str, Callable[[], Evidence]] = {
        "veeam-agent": lambda: claimed(programs, windows=windows, now=clock.now()),
    }
    if windows:
        from agent.sources.backup_windows import file_history, windows_backup

        systems |= {
            "windows-backup": lambda: windows_backup(programs, now=clock.now()),
            "file-history": lambda: file_history(programs, now=clock.now()),
        }
    keep = plan.keep or Path()
    repositories = Repositories(RealPrograms(), keep=keep, host=host)
    return Backups(
        repositories, systems, textfiles=plan.textfiles, host=host, clock=clock
    )


class BackupProbe:
    """Looks at the sets of the *plan*, and at those of which drop-ins tell."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        LAST_SUCCESS,
        LAST_ATTEMPT,
        SUCCEEDED,
        RESTORED,
        REACHABLE,
        EVERY,
    )

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        clock: Clock | None = None,
        doors: Doors | None = None,
        source: Callable[[Doors, Plan, Clock], Backups] = through,
    ) -> None:
        self._plan = plan or Plan()
        self._clock = clock or SystemClock()
        self._source = source(doors or real_doors(), self._plan, self._clock)
        kept = self._plan.kept
        resident = self._plan.resident
        self._memory = Kept(kept(MEMORY_FILE), Memory, resident=resident)
        self._book = Kept(kept(BOOK_FILE), Book)
        self._standing: dict[str, Standing] = {}
        self._turn = 0

    def read(self) -> Iterator[Sample | Facts | Event]:
        """Yield how each set stands, and what has become of it.

        Nothing at all is a fact, too: no backup was found.

        Raises:
            NoData: nothing was found, and the settings are not at hand.
        """
        facts: dict[str, Item] = {}
        dropped = self._source.dropped()
        yield from self._named(dropped, facts)
        for tool, seen in self._source.unnamed(self._plan.backups):
            yield from self._tell(tool, tool, self._unnamed(seen), None, facts)
        named = {one.name for one in self._plan.backups}
        others = {n: c for n, c in dropped.claims.items() if n not in named}
        for name, claim in sorted(others.items())[:MOST_SETS]:
            standing = self._unnamed(Evidence(claim=claim))
            yield from self._tell(name, "textfile", standing, None, facts)
        if not facts and not self._plan.live:
            raise NoData("no backup program of the system is in use")
        yield {"backup": facts}

    def _named(
        self, dropped: Dropped, facts: dict[str, Item]
    ) -> Iterator[Sample | Event]:
        """Yield how the sets stand that the settings name."""
        sets = self._plan.backups
        # Each run begins with another set: a slow one cannot starve the same others.
        self._turn = (self._turn + 1) % max(len(sets), 1)
        order = (*sets[self._turn :], *sets[: self._turn])
        memory = self._memory.load().sets if sets else {}
        before = {one.name: _remembered(memory, one) for one in sets}
        after: dict[str, Remembered] = {}
        found = self._source.look(order, before, self._book.load(), dropped)
        for wanted, seen in found:
            every_s = wanted.every_hours * HOUR_S
            past = before[wanted.name]
            standing = judge(seen, past, now=self._clock.now(), every_s=every_s)
            after[wanted.name] = standing.remembered(past.of)
            yield from self._tell(wanted.name, wanted.tool, standing, every_s, facts)
        self._memory.save(Memory(after))

    def _unnamed(self, seen: Evidence) -> Standing:
        now = self._clock.now()
        return judge(seen, Remembered(), now=now, every_s=24 * HOUR_S)

    def _tell(
        self,
        name: str,
        tool: str,
        standing: Standing,
        every_s: float | None,
        facts: dict[str, Item],
    ) -> Iterator[Sample | Event]:
        yield from happened(name, self._standing.get(name), standing)
        self._standing[name] = standing
        facts[name] = standing_item(standing, tool=tool, every_s=every_s)
        if standing.last_success is not None:
            yield LAST_SUCCESS.sample(standing.last_success, set=name, tool=tool)
        yield from known(
            (
                (LAST_ATTEMPT, standing.last_attempt),
                (SUCCEEDED, standing.succeeded),
                (RESTORED, standing.last_restore_test),
                (REACHABLE, standing.reachable),
                (EVERY, every_s),
            ),
            set=name,
        )


def _remembered(memory: Mapping[str, Remembered], wanted: BackupSettings) -> Remembered:
    """Return what is remembered of exactly this set; nothing if its settings changed."""
    told = [wanted.tool, wanted.repository.reveal(), wanted.host, wanted.tag]
    told += [str(wanted.path), str(wanted.stamp), wanted.restore_path]
    of = hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
    found = memory.get(wanted.name)
    if found is None or found.of != of:
        return Remembered(of)
    return msgspec.structs.replace(found, of=of)
