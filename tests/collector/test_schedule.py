"""What the collector does by the clock."""

import asyncio
import logging

from agent.shared.clock import SystemClock
from collector.schedule import Job, JobRunner, Schedule
from collector.self_metrics import SelfMetrics


class StillClock:
    """A clock that stands still."""

    boot = "b"

    def __init__(self, now=1_000_000_000.0):
        self._now = now

    def now(self):
        """Return one moment."""
        return self._now

    def uptime(self):
        """Return another."""
        return 5.0


def value(metrics, name):
    """Return one series of the collector's own page."""
    lines = metrics.render().decode().splitlines()
    return next(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_a_failing_job_is_contained_counted_and_told_once(caplog):
    """The log marks the change to failing and the change back."""
    metrics = SelfMetrics()
    runner = JobRunner(metrics, StillClock())
    good = []

    def work():
        if not good:
            raise OSError("the disk is full")

    job = Job("prune", 60.0, run=work)
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            runner.run(job)
        assert value(metrics, 'hatang_collector_job_success{job_name="prune"}') == 0
        good.append(True)
        runner.run(job)
    assert [r.levelname for r in caplog.records] == ["ERROR", "INFO"]
    assert value(metrics, 'hatang_collector_job_success{job_name="prune"}') == 1
    stamp = 'hatang_collector_job_last_success_timestamp_seconds{job_name="prune"}'
    assert value(metrics, stamp) == 1_000_000_000.0


def test_a_job_of_the_event_loop_is_contained_as_well():
    """It runs where the state lives that it touches."""
    metrics = SelfMetrics()

    async def work():
        raise RuntimeError("no")

    runner = JobRunner(metrics, StillClock())
    asyncio.run(runner.run_async(Job("refresh", 1.0, run_async=work)))
    assert value(metrics, 'hatang_collector_job_success{job_name="refresh"}') == 0


def test_jobs_run_in_their_place_and_the_schedule_stops():
    """A blocking job in a thread, the other in the loop."""
    import threading

    places = {}

    async def main():
        done = asyncio.Event()
        loop = asyncio.get_running_loop()

        def block():
            places["thread"] = threading.current_thread()
            loop.call_soon_threadsafe(done.set)

        async def inside():
            places["loop"] = threading.current_thread()

        jobs = [Job("a", 60.0, run_async=inside), Job("b", 60.0, run=block)]
        # The scheduler walks through all times that it missed since that moment.
        clock = StillClock(SystemClock().now())
        schedule = Schedule(jobs, JobRunner(SelfMetrics(), clock))
        schedule.start()
        await asyncio.wait_for(done.wait(), 10)
        while "loop" not in places:
            await asyncio.sleep(0.01)
        schedule.stop()
        schedule.stop()

    asyncio.run(main())
    assert places["loop"] is threading.main_thread()
    assert places["thread"] is not threading.main_thread()
