"""The one way in for reports: group commits by one writer, then the answers."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from agent.shared.clock import Clock
from agent.shared.wire import Acknowledgement, Outcome
from collector.clones import CloneError, CloneWatch, contradiction
from collector.deliveries import Delivery, Opened, needed_tables
from collector.device_book import DeviceBook
from collector.enrolment import quarantine
from collector.group_commit import Job, commit_of, surveys_kept, take_group, write
from collector.ingest import Prepared, Sender, next_status, prepare
from collector.live import LiveState
from collector.registry import Registry
from collector.self_metrics import SelfMetrics
from collector.settings import Limits
from collector.store.interface import AgentStatus, Commit, Store

log = logging.getLogger(__name__)

RETRY_FULL_S = 5.0
TOO_MANY_WAIT = "More reports wait than the collector can write."
STORE_FAILS = "The store cannot take reports now."
RETRY_STORE_S = 30.0


class UnavailableError(Exception):
    """Nothing of the delivery was kept; come again after ``retry_after_s``."""

    def __init__(self, detail: str, retry_after_s: float) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class Committer:
    """Takes deliveries in the event loop and commits them in a thread, in groups.

    What arrives while a commit runs goes into the next one, so under load commits
    grow instead of queues. ``start`` it first; ``stop`` writes what was accepted.
    *facts_came* is told, in the event loop, whose facts were written.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it ties together
        self,
        store: Store,
        registry: Registry,
        live: LiveState,
        devices: DeviceBook,
        metrics: SelfMetrics,
        clock: Clock,
        limits: Limits,
        *,
        facts_came: Callable[[set[str]], None] = lambda _agents: None,
    ) -> None:
        self._store = store
        self._registry = registry
        self._live = live
        self._devices = devices
        self._metrics = metrics
        self._clock = clock
        self._limits = limits
        self._facts_came = facts_came
        self._jobs: deque[Job] = deque()
        self._waiting = 0
        self._coming: dict[str, Prepared] = {}
        self._clones = CloneWatch()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopping = True
        self._failing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="commit")

    async def start(self) -> None:
        """Load what the store knows, and begin to take deliveries.

        Raises:
            StoreError: the store cannot be read.
        """
        loop = asyncio.get_running_loop()
        for load in (self._registry.load, self._devices.load):
            await loop.run_in_executor(self._thread, load)
        self._stopping = False
        self._task = loop.create_task(self._write())

    async def stop(self) -> None:
        """Take nothing more, write what was accepted, and end the thread."""
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            await self._task
            self._task = None
        self._thread.shutdown()

    async def submit(
        self,
        agent_id: str,
        batch: Delivery,
        opened: list[Opened],
        received: float,
    ) -> Acknowledgement:
        """Return the answer to a delivery once the commit that holds it is durable.

        Raises:
            UnavailableError: nothing was kept.
            CloneError: the agent is quarantined; nothing was kept.
            StoreError: the store cannot be read.
        """
        ids = needed_tables(opened)
        known = self._registry.tables(ids)
        if len(known) < len(ids) and ids - batch.tables.keys() - known.keys():
            known = await asyncio.to_thread(self._registry.read_tables, ids)
        self._refuse_when_full(len(opened))  # from here to the queue nothing waits
        status = self._registry.status(agent_id)
        evidence = self._clones.evidence(agent_id, status, batch, opened)
        await self._refuse_clone(agent_id, evidence)
        sender = Sender(
            agent_id,
            received,
            status,
            lambda boot: self._registry.offset(agent_id, boot),
            self._sizes_of(agent_id),
        )
        prepared = prepare(batch, opened, known, sender)
        status = next_status(status, batch, prepared, sender)
        self._registry.keep_status(status)
        self._registry.keep_offset(agent_id, batch.boot, prepared.offset_s)
        new = await self._enqueue(agent_id, prepared, sender, status)
        if not all(new):
            both = (prepared.reports, new)
            evidence = await asyncio.to_thread(contradiction, self._store, *both)
            await self._refuse_clone(agent_id, evidence)
        outcomes = [
            Outcome(stored.spool, stored.sequence, "stored" if fresh else "repeated")
            for stored, fresh in zip(prepared.reports, new, strict=True)
        ]
        for outcome in prepared.others:
            if outcome.result == "refused":
                self._metrics.reports_refused_total.labels("malformed").inc()
        self._tell_refused_surveys(agent_id, prepared.refused_surveys)
        return Acknowledgement(
            received,
            (*outcomes, *prepared.others),
            prepared.want_tables,
            prepared.want_facts,
        )

    def _sizes_of(self, agent_id: str) -> Mapping[str, int]:
        """Return the devices of an agent, with those that wait for their commit."""
        last = self._coming.get(agent_id)
        return last.devices if last else self._devices.sizes_of(agent_id)

    def _tell_refused_surveys(self, agent_id: str, reasons: Sequence[str]) -> None:
        """Count them, and log the first: one delivery makes one line."""
        if reasons:
            self._metrics.surveys_refused_total.inc(len(reasons))
            text = "agent %s: %d surveys are not taken; the first: %s"
            log.warning(text, agent_id, len(reasons), reasons[0])

    async def _refuse_clone(self, agent_id: str, evidence: str) -> None:
        if evidence:
            await self.quarantine(agent_id, evidence)
            raise CloneError(evidence)

    async def quarantine(self, agent_id: str, reason: str) -> None:
        """Refuse the agent from now on, until an administrator decides.

        Raises:
            StoreError: it could not be written.
        """
        now = self._clock.now()
        await asyncio.to_thread(
            self._registry.change_agent,
            agent_id,
            lambda agent: quarantine(agent, reason, now=now),
        )
        self._clones.forget(agent_id)
        status = self._registry.status(agent_id)
        if status is not None:  # after an approval the judgement begins afresh
            status = msgspec.structs.replace(status, instances=())
            self._registry.keep_status(status)
            await asyncio.get_running_loop().run_in_executor(
                self._thread, self._store.commit, Commit(statuses=(status,))
            )
        self._metrics.quarantines_total.labels("clone").inc()
        log.warning("agent %s is quarantined: %s", agent_id, reason)

    # --- before the commit ---------------------------------------------------
    def _refuse_when_full(self, count: int) -> None:
        if self._stopping:
            raise UnavailableError("The collector is stopping.", RETRY_FULL_S)
        if self._waiting and self._waiting + count > self._limits.queued_reports:
            raise UnavailableError(TOO_MANY_WAIT, RETRY_FULL_S)

    def _enqueue(
        self, agent_id: str, prepared: Prepared, sender: Sender, status: AgentStatus
    ) -> "asyncio.Future[list[bool]]":
        answer: asyncio.Future[list[bool]] = asyncio.get_running_loop().create_future()
        self._jobs.append(Job(agent_id, prepared, sender, status, answer))
        if prepared.surveys or agent_id in self._coming:
            self._coming[agent_id] = prepared
        self._waiting += len(prepared.reports)
        self._metrics.queue_reports.set(self._waiting)
        self._wake.set()
        return answer

    # --- the writer ----------------------------------------------------------
    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._jobs:
                jobs = take_group(self._jobs)
                begin = self._clock.uptime()
                work = loop.run_in_executor(
                    self._thread, write, self._store, commit_of(jobs)
                )
                await asyncio.wait([work])
                err = work.exception()
                if err is None:
                    took = self._clock.uptime() - begin
                    self._metrics.commit_duration_seconds.observe(took)
                    self._settle(jobs, work.result())
                else:
                    self._fail(jobs, err)
                for job in jobs:
                    if self._coming.get(job.agent) is job.prepared:
                        del self._coming[job.agent]
                self._waiting -= sum(len(job.prepared.reports) for job in jobs)
                self._metrics.queue_reports.set(self._waiting)
            if self._stopping:
                return

    def _settle(self, jobs: list[Job], new: list[bool]) -> None:
        """Let everybody know what is durable now."""
        if self._failing:
            self._failing = False
            log.info("the store takes reports again")
        position = fresh = 0
        for job in jobs:
            count = len(job.prepared.reports)
            mine = new[position : position + count]
            position += count
            self._registry.keep_tables(job.prepared.tables)
            self._count(job, mine)
            fresh += sum(mine)
            for stored, report, is_new in zip(
                job.prepared.reports, job.prepared.decoded, mine, strict=True
            ):
                self._clones.keep(stored)
                if is_new:
                    self._live.apply(
                        job.agent,
                        report,
                        job.prepared.known,
                        stored.time,
                        stored.received,
                    )
            if not job.answer.done():
                job.answer.set_result(mine)
        if any(job.prepared.surveys for job in jobs):
            self._devices.keep(surveys_kept(jobs, new))
        if told := {job.agent for job in jobs if job.prepared.facts}:
            self._facts_came(told)
        self._metrics.reports_total.inc(fresh)
        self._metrics.report_repeats_total.inc(len(new) - fresh)

    def _count(self, job: Job, mine: list[bool]) -> None:
        status = self._registry.status(job.agent)
        if status is not None and mine:
            fresh = sum(mine)
            self._registry.keep_status(
                msgspec.structs.replace(
                    status,
                    reports=status.reports + fresh,
                    repeats=status.repeats + len(mine) - fresh,
                )
            )

    def _fail(self, jobs: list[Job], err: BaseException) -> None:
        self._metrics.commit_failures_total.inc()
        if not self._failing:
            self._failing = True
            log.error("the store refuses reports: %s", err, exc_info=err)
        for job in jobs:
            status = self._registry.status(job.agent)
            if status is not None:  # facts that were not written come again
                self._registry.keep_status(msgspec.structs.replace(status, facts_id=""))
            if not job.answer.done():
                job.answer.set_exception(UnavailableError(STORE_FAILS, RETRY_STORE_S))
