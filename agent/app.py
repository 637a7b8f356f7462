"""Builds the agent's parts once, ties them together, and runs them until a signal."""

import gc
import logging
import random
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from agent import identity, runner
from agent.composer import Composer
from agent.delivery import Delivery, Sender
from agent.http_channel import Channel
from agent.identity import CA_FILE, Identity
from agent.kept_identity import KeptIdentity
from agent.lock import acquire
from agent.runner import Job, Runner
from agent.schedule import Schedule, groups, phase
from agent.settings import Settings, intervals
from agent.shared.clock import Clock
from agent.shared.metric import Metric
from agent.shared.wire import Event
from agent.spool import Spool

log = logging.getLogger(__name__)

WATCH_S = 10.0
DAY_S = 86400.0
REPORT_AFTER_S = 1.0  # how long after the probes of the same minute
LAST_DELIVERY_S = 3.0


class ProbeTable(NamedTuple):
    """Which probes there are: as ``agent.probes`` says, or a test."""

    probes: Mapping[str, str]
    intervals: Mapping[str, float]
    facts: Collection[str]
    limits: Mapping[str, float] = MappingProxyType({})
    arguments: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


def all_probes() -> ProbeTable:
    """Return the table of ``agent.probes``."""
    from agent import probes

    return ProbeTable(
        probes.PROBES, probes.INTERVALS, probes.FACT_PROBES, probes.LIMITS
    )


def build_jobs(
    table: ProbeTable,
    settings: Settings,
    composer: Composer,
    own: Mapping[str, Any],
) -> tuple[dict[str, Job], dict[str, float]]:
    """Return the jobs of all enabled probes by name, and their intervals.

    A probe whose module cannot be imported becomes a job that fails and says so.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    wanted = intervals(settings, table.intervals, table.probes)
    arguments = {**table.arguments, "own": own}
    built: dict[str, Any] = {}

    def make(name: str) -> Any:
        if name not in built:
            built[name] = runner.load(table.probes[name], arguments.get(name))
        return built[name]

    def limit_s(name: str) -> float:
        return max(settings.probe_time_limit_s, table.limits.get(name, 0.0))

    jobs = {
        name: composer.job(name, _Lazy(make, name), interval_s, limit_s(name))
        for name, interval_s in wanted.items()
    }
    return jobs, wanted


def enabled_fact_probes(table: ProbeTable, settings: Settings) -> list[str]:
    """Return the probes of facts that shall run.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    wanted = intervals(settings, table.intervals, table.probes)
    return [name for name in table.facts if name in wanted]


class _Lazy:
    """A probe that is imported and made when it is first read, inside the runner."""

    metrics: ClassVar[tuple[Metric, ...]] = ()

    def __init__(self, make: Callable[[str], Any], name: str) -> None:
        self._make = make
        self._name = name

    def read(self) -> Iterable[Any]:
        return self._make(self._name).read()  # type: ignore[no-any-return]


class Agent:
    """A running agent; ``run`` ends after ``stop``, which any thread may call.

    Raises LockedError where another agent uses the data directory.
    """

    def __init__(
        self, settings: Settings, own: Identity, clock: Clock, table: ProbeTable
    ) -> None:
        folder = settings.data_directory
        self._lock = acquire(folder)
        self._settings = settings
        self._kept = KeptIdentity(folder, own)
        self._agent = own.agent
        self._clock = clock
        self.failed = False
        self._stopping = threading.Event()
        self._urgent = threading.Event()  # main thread: report now, or stop
        self._new = threading.Event()  # delivery thread: something new to send
        self.spool = Spool(
            folder,
            clock,
            max_bytes=settings.spool.max_bytes,
            max_age_s=settings.spool.max_age_days * DAY_S,
        )
        sender = Sender(self._kept.current, secrets.token_hex(8), socket.gethostname())
        self._channel = Channel(folder / CA_FILE, settings.proxy)
        rng = random.Random()  # noqa: S311 - jitter only
        self.delivery = Delivery(self.spool, sender, clock, self._channel, rng)
        self.composer = Composer(
            clock,
            tables=self.spool.current_tables(),
            fact_probes=enabled_fact_probes(table, settings),
            urgent=self._urgent.set,
        )
        self.runner = Runner(
            clock, on_done=self.composer.done, on_change=self.composer.change
        )
        own_sources = {
            "states": lambda: self.runner.states,
            "backlog": self.spool.backlog,
            "figures": lambda: self.delivery.figures,
        }
        self._jobs, self._intervals = build_jobs(
            table, settings, self.composer, own_sources
        )
        self._schedule = Schedule()

    def stop(self) -> None:
        """Make ``run`` send a last report and return."""
        self._stopping.set()
        self._urgent.set()
        self._new.set()

    def run(self) -> None:
        """Measure and report until ``stop``."""
        courier = threading.Thread(target=self._deliver, daemon=True, name="delivery")
        self.composer.event(Event("agent_started"), urgent=False)
        self.runner.round(list(self._jobs.values()))
        self._urgent.clear()
        self.report()
        courier.start()
        self._plan()
        gc.collect()
        gc.freeze()  # what start-up made stays; walking it again costs a cold cache
        log.info("agent %s runs %d probes", self._agent, len(self._jobs))
        while not self._stopping.is_set():
            if self._urgent.wait(WATCH_S):
                self._urgent.clear()
                if not self._stopping.is_set():
                    self.report()
            if self.composer.watch_clock():
                self._schedule.realign()
        self._end(courier)

    def _plan(self) -> None:
        interval_s = self._settings.report_interval_s
        start_s = phase(self._agent, interval_s)
        for every_s, names in groups(self._intervals).items():
            jobs = [self._jobs[name] for name in names]
            first_s = start_s if every_s <= interval_s else start_s + every_s
            self._schedule.every(
                f"probes every {every_s:g} s",
                lambda jobs=jobs: self.runner.round(jobs),  # type: ignore[misc]
                every_s,
                first_s=first_s,
            )
        self._schedule.every(
            "report", self._regular, interval_s, first_s=start_s + REPORT_AFTER_S
        )
        self._schedule.every("credential", self._renew, DAY_S, first_s=start_s + 300)
        self._schedule.start()

    def _end(self, courier: threading.Thread) -> None:
        self._schedule.stop()
        self.composer.event(Event("agent_stopped"), urgent=False)
        self.report(stopping=True)
        courier.join(LAST_DELIVERY_S)
        if not courier.is_alive():
            self.delivery.step(total_s=LAST_DELIVERY_S)
            self._channel.close()
        self.spool.close()
        self._lock.close()
        log.info("agent %s stopped", self._agent)

    # --- reports -------------------------------------------------------------
    def _regular(self) -> None:
        self.runner.watch()
        self.report()

    def report(self, *, stopping: bool = False) -> None:
        """Put what has been gathered into the spool, and wake the delivery."""
        draft = self.composer.draft(stopping=stopping)
        facts = self.composer.facts
        known = not draft.facts_id or self.spool.has_facts(draft.facts_id)
        self.spool.append(
            lambda spool, sequence: draft.spooled(
                spool, sequence, None if known else facts
            ),
            draft.tables,
        )
        self._new.set()

    def _deliver(self) -> None:
        try:
            while not self._stopping.is_set():
                self._new.clear()
                wait = self.delivery.step()
                if self.delivery.figures.acknowledged:
                    self._kept.approved()
                if wait.idle:
                    self._new.wait(wait.seconds)
                else:
                    self._stopping.wait(wait.seconds)
        except BaseException:
            self.failed = True  # better a restart than an agent that sends nothing
            self.stop()
            raise

    # --- the credential ------------------------------------------------------
    def _renew(self) -> None:
        own = self._kept.current()
        if not identity.rotation_due(own, now=self._clock.now()):
            return
        from agent.enrolment import EnrolmentError, rotate

        try:
            folder, proxy = self._settings.data_directory, self._settings.proxy
            self._kept.set(rotate(folder, own, clock=self._clock, proxy=proxy))
        except EnrolmentError as err:
            log.warning("the credential is not replaced yet: %s", err)


def measure_once(
    settings: Settings, clock: Clock, table: ProbeTable
) -> tuple[Composer, Runner]:
    """Run every probe and read all facts once; the composer has what they gave.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    facts = enabled_fact_probes(table, settings)
    composer = Composer(clock, tables={}, fact_probes=facts)
    found = Runner(clock, on_done=composer.done, on_change=composer.change)
    own = {"states": lambda: found.states}
    jobs, _ = build_jobs(table, settings, composer, own)
    found.round([*(job for name, job in jobs.items() if name != "own")])
    found.settle()
    if "own" in jobs:
        found.round([jobs["own"]])
        found.settle()
    return composer, found


def stop_on_signals(agent: Agent) -> None:
    """Make SIGTERM and SIGINT (on Windows Ctrl-C and Ctrl-Break) stop *agent*."""
    names = ("SIGTERM", "SIGINT", "SIGBREAK")
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: agent.stop())
