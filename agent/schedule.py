"""When each thing runs: APScheduler, light, and unmoved by a clock that jumps."""

import queue
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

MOST_THREADS = 4


class Every(BaseTrigger):  # type: ignore[misc]
    """Fires every *interval_s*, first after *first_s*; misses are made up for once.

    Unlike APScheduler's own it never lists the missed times one by one, which after a
    wrong CMOS clock is set right would be millions.
    """

    def __init__(self, interval_s: float, first_s: float) -> None:
        self._interval = timedelta(seconds=interval_s)
        self._first = timedelta(seconds=first_s)

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime:
        """Return the next time, always after *now* once it has fired."""
        if previous_fire_time is None:
            return now + self._first
        following = previous_fire_time + self._interval
        if following > now:
            return following
        return now + self._interval - (now - following) % self._interval


class DaemonExecutor(BaseExecutor):  # type: ignore[misc]
    """Runs jobs in a few threads that never keep the process from ending.

    APScheduler's own pool is joined at exit, where a hung probe would wait for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._queue: queue.SimpleQueue[tuple[Any, list[datetime]]] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = 0

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        self._queue.put((job, run_times))
        if not self._idle.acquire(blocking=False) and self._threads < MOST_THREADS:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True, name="jobs").start()

    def _work(self) -> None:
        while True:
            job, run_times = self._queue.get()
            events = run_job(job, job._jobstore_alias, run_times, self._logger.name)  # noqa: SLF001 - as APScheduler's own executors do
            self._run_job_success(job.id, events)
            self._idle.release()


class Schedule:
    """Runs actions at their intervals, each never twice at the same time."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            executors={"default": DaemonExecutor()},
            timezone=UTC,
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": None,
            },
        )
        self._intervals: dict[str, float] = {}

    def every(
        self,
        name: str,
        action: Callable[[], None],
        interval_s: float,
        *,
        first_s: float,
    ) -> None:
        """Run *action* every *interval_s*, for the first time in *first_s*."""
        self._intervals[name] = interval_s
        trigger = Every(interval_s, first_s)
        self._scheduler.add_job(action, trigger, id=name, name=name)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def stop(self) -> None:
        """Start nothing more; what runs is left to itself."""
        self._scheduler.shutdown(wait=False)

    def realign(self) -> None:
        """Bring back jobs that a backward jump of the wall clock left far away."""
        now = datetime.now(UTC)  # noqa: TID251 - the scheduler compares with the same clock
        for job in self._scheduler.get_jobs():
            latest = now + timedelta(seconds=self._intervals[job.id])
            if job.next_run_time is not None and job.next_run_time > latest:
                job.modify(next_run_time=latest)


def groups(
    intervals: Mapping[str, float],
) -> dict[float, list[str]]:
    """Return interval → names, so that one wake-up serves all with the same interval."""
    found: dict[float, list[str]] = {}
    for name, interval_s in intervals.items():
        found.setdefault(interval_s, []).append(name)
    return dict(sorted(found.items()))


def phase(agent: str, interval_s: float) -> float:
    """Return how long *agent* waits before its first regular run.

    Spread evenly over the interval by the agent's id: ten thousand agents that power
    returns to in the same second do not report in the same second for ever.
    """
    return int(agent[:8] or "0", 16) / 2**32 * interval_s
