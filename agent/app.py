"""Builds the agent's parts once, ties them together, and runs them until a signal."""

import gc
import logging
import random
import secrets
import signal
import socket
import threading
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from agent import identity
from agent.composer import Composer
from agent.delivery import Delivery, Sender
from agent.http_channel import Channel
from agent.identity import CA_FILE, Identity
from agent.jobs import ProbeTable, build_jobs, enabled_fact_probes, given_to
from agent.kept_facts import KeptFacts
from agent.kept_identity import KeptIdentity
from agent.lock import acquire
from agent.residents import Residents
from agent.runner import Runner
from agent.schedule import Schedule, groups, phase
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.shared.wire import Event
from agent.spool import Spool

if TYPE_CHECKING:  # an agent that reads no devices never loads it
    from agent.switches.poller import Poller

log = logging.getLogger(__name__)

WATCH_S = 10.0
DAY_S = 86400.0
REPORT_AFTER_S = 1.0  # how long after the probes of the same minute
STOP_S = 2.0
"""How long a stop may take, with the last delivery: systems wait while they shut down."""
LEAST_DELIVERY_S = 0.5
SELDOM_S = 6 * 3600.0
LATE_AFTER_S = 600.0
DISCOVERY = "discovery"
DISCOVER_AFTER_S = 120.0


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
        self._kept_facts = KeptFacts(folder)
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
            kept=self._kept_facts.load(_tellers(table, settings)),
            urgent=self._urgent.set,
            devices=_device_names(settings),
        )
        self.runner = Runner(
            clock, on_done=self.composer.done, on_change=self.composer.change
        )
        own_sources = {
            "states": lambda: self.runner.states,
            "backlog": self.spool.backlog,
            "figures": lambda: self.delivery.figures,
        }
        self._residents = Residents(
            settings, lambda: self._kept.current().urls, clock, self._happened
        )
        sources = {"own": own_sources, **self._residents.sources}
        given = given_to(table, settings.plan(resident=True), clock, sources)
        self._jobs, self._intervals = build_jobs(table, settings, self.composer, given)
        self._late = _late(self._intervals, self.composer.facts_by_probe)
        self._schedule = Schedule()
        self._poller = _poller(settings, self.composer, clock)

    def stop(self) -> None:
        """Make ``run`` send a last report and return."""
        self._stopping.set()
        self._urgent.set()
        self._new.set()

    def run(self) -> None:
        """Measure and report until ``stop``."""
        courier = threading.Thread(target=self._deliver, daemon=True, name="delivery")
        self.composer.event(Event("agent_started"), urgent=False)
        started = self._clock.uptime()
        self._round(name for name in self._jobs if name not in self._late)
        self._urgent.clear()
        self.report()
        courier.start()
        self._plan()
        if self._poller is not None:
            self._poller.start()
        self._residents.start(self._jobs)
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
            if self._late and self._clock.uptime() - started > LATE_AFTER_S:
                late, self._late = self._late, ()
                self._round(late)
        self._end(courier)

    def _round(self, names: Iterable[str]) -> None:
        self.runner.round([self._jobs[name] for name in names])

    def _plan(self) -> None:
        interval_s = self._settings.report_interval_s
        start_s = phase(self._agent, interval_s)
        for every_s, names in groups(self._intervals).items():
            jobs = [self._jobs[name] for name in names]
            first_s = start_s if every_s <= interval_s else start_s + every_s
            self._schedule.every(
                f"probes every {every_s:g} s",
                partial(self.runner.round, jobs),
                every_s,
                first_s=first_s,
            )
        self._schedule.every(
            "report", self._regular, interval_s, first_s=start_s + REPORT_AFTER_S
        )
        self._schedule.every("credential", self._renew, DAY_S, first_s=start_s + 300)
        self._plan_discovery(start_s)
        self._schedule.start()

    def _plan_discovery(self, start_s: float) -> None:
        switches = self._settings.switches
        if self._poller is None or not switches.ranges:
            return
        if not switches.discover_interval_s:
            return
        from agent.switches.start_discovery import discovery

        job = discovery(switches, self.composer, self._poller, self._clock)
        every_s = switches.discover_interval_s
        first_s = start_s + DISCOVER_AFTER_S
        self._schedule.every(DISCOVERY, job.run, every_s, first_s=first_s)

    def _end(self, courier: threading.Thread) -> None:
        end_s = self._clock.uptime() + STOP_S
        self._schedule.stop()
        self._residents.stop()
        if self._poller is not None:
            self._poller.stop()
        self.composer.event(Event("agent_stopped"), urgent=False)
        self.report(stopping=True)
        courier.join(max(0.0, end_s - self._clock.uptime()))
        if not courier.is_alive():
            left_s = max(LEAST_DELIVERY_S, end_s - self._clock.uptime())
            self.delivery.step(total_s=left_s)
            self._channel.close()
        self.spool.close()
        self._lock.close()
        log.info("agent %s stopped", self._agent)

    def _happened(self, event: Event, uptime_s: float) -> None:
        self.composer.event(event, uptime_s=uptime_s)

    # --- reports -------------------------------------------------------------
    def _regular(self) -> None:
        self.runner.watch()
        self.report()

    def report(self, *, stopping: bool = False) -> None:
        """Put what has been gathered into the spool, and wake the delivery."""
        drafts = self.composer.drafts(stopping=stopping)
        facts = self.composer.facts
        for draft in drafts:
            known = not draft.facts_id or self.spool.has_facts(draft.facts_id)
            self.spool.append(
                lambda spool, sequence, draft=draft, known=known: draft.spooled(  # type: ignore[misc]
                    spool, sequence, None if known else facts
                ),
                draft.tables,
            )
        self._kept_facts.save(self.composer.facts_by_probe)
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


def _late(intervals: Mapping[str, float], kept: Collection[str]) -> tuple[str, ...]:
    """Return the probes that need not run at the start: slow ones, whose facts are kept.

    In the morning sixty machines start at once, and people want to work.
    """
    return tuple(
        name for name, s in intervals.items() if s >= SELDOM_S and name in kept
    )


def _poller(settings: Settings, composer: Composer, clock: Clock) -> "Poller | None":
    """Return what reads devices for others, if the settings name any."""
    if not settings.switches.devices and not settings.switches.ranges:
        return None
    from agent.switches.start import poller

    return poller(settings, composer, clock)


def _device_names(settings: Settings) -> Collection[str] | None:
    """Return the devices whose tables are of use; None: all."""
    if settings.switches.watch_found:
        return None
    return {device.name for device in settings.switches.devices}


def _tellers(table: ProbeTable, settings: Settings) -> list[str]:
    """Return who tells facts: probes, and discovery."""
    tellers = enabled_fact_probes(table, settings)
    return [*tellers, DISCOVERY] if settings.switches.ranges else tellers


def stop_on_signals(agent: Agent) -> None:
    """Make SIGTERM and SIGINT (on Windows Ctrl-C and Ctrl-Break) stop *agent*."""
    names = ("SIGTERM", "SIGINT", "SIGBREAK")
    for name in names:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: agent.stop())
