"""What the collector does by the clock: roll-ups, retention, certificates, gauges."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from agent.shared.clock import Clock
from collector.self_metrics import SelfMetrics

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do every ``interval_s``; the first time after ``delay_s``.

    ``run`` works in a thread and may block; ``run_async`` works in the event loop,
    for what touches state that lives there.
    """

    name: str
    interval_s: float
    run: Callable[[], object] | None = None
    run_async: Callable[[], Awaitable[object]] | None = None
    delay_s: float = 0.0


class JobRunner:
    """Runs one job once, contains its failure and notes how it went.

    A job that starts failing is logged, and when it recovers; not every time.
    """

    def __init__(self, metrics: SelfMetrics, clock: Clock) -> None:
        self._metrics = metrics
        self.clock = clock
        self._failing: set[str] = set()

    def run(self, job: Job) -> None:
        """Run the blocking *job*."""
        begin = self.clock.uptime()
        try:
            if job.run is not None:
                job.run()
        except Exception as err:  # noqa: BLE001 - a broken job stays contained
            self._failed(job, err)
        else:
            self._worked(job)
        self._timed(job, begin)

    async def run_async(self, job: Job) -> None:
        """Run the *job* that lives in the event loop."""
        begin = self.clock.uptime()
        try:
            if job.run_async is not None:
                await job.run_async()
        except Exception as err:  # noqa: BLE001 - a broken job stays contained
            self._failed(job, err)
        else:
            self._worked(job)
        self._timed(job, begin)

    def _worked(self, job: Job) -> None:
        self._metrics.job_success.labels(job.name).set(1)
        self._metrics.job_last_success_timestamp_seconds.labels(job.name).set(
            self.clock.now()
        )
        if job.name in self._failing:
            self._failing.discard(job.name)
            log.info("job %s works again", job.name)

    def _failed(self, job: Job, err: Exception) -> None:
        self._metrics.job_success.labels(job.name).set(0)
        if job.name not in self._failing:
            self._failing.add(job.name)
            log.error("job %s failed: %s", job.name, err, exc_info=err)

    def _timed(self, job: Job, begin: float) -> None:
        took = self.clock.uptime() - begin
        self._metrics.job_duration_seconds.labels(job.name).set(took)


class Schedule:
    """Runs jobs at their intervals inside a running event loop."""

    def __init__(self, jobs: Sequence[Job], runner: JobRunner) -> None:
        self._jobs = jobs
        self._runner = runner
        self._scheduler: AsyncIOScheduler | None = None

    def start(self) -> None:
        """Begin; to be called inside the event loop."""
        scheduler = AsyncIOScheduler(
            timezone="UTC",
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1},
        )
        for job in self._jobs:
            scheduler.add_job(
                self._runner.run_async if job.run_async else self._runner.run,
                "interval",
                (job,),
                seconds=job.interval_s,
                id=job.name,
                next_run_time=datetime.fromtimestamp(
                    self._runner.clock.now() + job.delay_s, UTC
                ),
                misfire_grace_time=None,
                jitter=min(5.0, job.interval_s / 20),
            )
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """Start nothing more; what runs in a thread ends by itself."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
