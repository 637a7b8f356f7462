"""Runs probes, each within a time limit, and contains whatever they do."""

import importlib
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from agent.probe import NoData, ProbeError
from agent.shared.clock import Clock

log = logging.getLogger(__name__)


class ProbeState(msgspec.Struct):
    """How the last run of one probe went. ``runs`` counts those that ended."""

    success: bool = True
    duration_s: float = 0.0
    error: str = ""
    runs: int = 0


class Job(NamedTuple):
    """One thing to run: ``read`` is called in a worker thread."""

    name: str
    read: Callable[[], Any]
    limit_s: float


class Done(NamedTuple):
    """What a run in time gave, and the uptime at which it ended."""

    name: str
    result: Any
    uptime_s: float


class Change(NamedTuple):
    """A probe began to fail (with why) or works again (empty)."""

    name: str
    error: str


class _Run:
    """One run under way; ``done`` is set when it has returned."""

    def __init__(self, job: Job, started: float) -> None:
        self.job = job
        self.started = started
        self.late = False
        self.done = threading.Event()


class Runner:
    """Runs jobs one after the other; a slow one never holds up the others.

    The jobs of a round share one worker thread. When one is not done within
    *patience_s*, the rest of the round goes on in a new thread; the slow one has until
    its limit, then it counts as failed and is not started again until it returns.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        on_done: Callable[[Done], None],
        on_change: Callable[[Change], None],
        patience_s: float = 0.5,
    ) -> None:
        self.states: dict[str, ProbeState] = {}
        self._clock = clock
        self._on_done = on_done
        self._on_change = on_change
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._running: dict[str, _Run] = {}

    def round(self, jobs: Sequence[Job]) -> None:
        """Run *jobs*; return when all have ended or have had their patience."""
        self.watch()
        waiting = list(jobs)
        while waiting:
            queue, waiting = waiting, []
            runs = [run for run in map(self._claim, queue) if run is not None]
            turn = _Turn(runs)
            thread = threading.Thread(
                target=self._work, args=(turn,), daemon=True, name="probes"
            )
            thread.start()
            for position, run in enumerate(runs):
                if not run.done.wait(self._patience_s) and turn.cut(position + 1):
                    rest = runs[position + 1 :]
                    for left in rest:
                        self._release(left)
                    waiting = [left.job for left in rest]
                    break

    def watch(self) -> None:
        """Declare failed what has been running for longer than its limit."""
        now = self._clock.uptime()
        with self._lock:
            late = [
                run
                for run in self._running.values()
                if not run.late and now - run.started > run.job.limit_s
            ]
            for run in late:
                run.late = True
        for run in late:
            error = f"did not return within {run.job.limit_s:g} s"
            self._note(run.job.name, now - run.started, error)

    def settle(self) -> None:
        """Return when nothing runs any more, or only what is over its limit."""
        while True:
            self.watch()
            with self._lock:
                left = [run for run in self._running.values() if not run.late]
            if not left:
                return
            left[0].done.wait(0.2)

    def _claim(self, job: Job) -> _Run | None:
        with self._lock:
            if job.name in self._running:
                return None
            run = self._running[job.name] = _Run(job, self._clock.uptime())
            return run

    def _release(self, run: _Run) -> None:
        with self._lock:
            if self._running.get(run.job.name) is run:
                del self._running[run.job.name]

    def _work(self, turn: "_Turn") -> None:
        while (run := turn.next()) is not None:
            run.started = self._clock.uptime()
            result, error = self._contain(run.job)
            ended = self._clock.uptime()
            self._release(run)
            limit = run.job.limit_s
            if not error and (run.late or ended - run.started > limit):
                error = f"returned after {ended - run.started:.0f} s, limit {limit:g} s"
            self._note(run.job.name, ended - run.started, error)
            if not error:
                self._on_done(Done(run.job.name, result, ended))
            run.done.set()

    def _contain(self, job: Job) -> tuple[Any, str]:
        try:
            return job.read(), ""
        except NoData as err:
            log.debug("probe %s has no data: %s", job.name, err)
            return None, ""
        except ProbeError as err:
            return None, str(err) or "no reason given"
        except Exception as err:
            worked = self.states.get(job.name, ProbeState()).success
            level = logging.WARNING if worked else logging.DEBUG
            log.log(level, "probe %s broke", job.name, exc_info=True)
            return None, f"unexpected error: {type(err).__name__}: {_told(err)}"

    def _note(self, name: str, duration_s: float, error: str) -> None:
        """Keep how a run went; log and tell when that changed."""
        with self._lock:
            state = self.states.setdefault(name, ProbeState())
            changed = state.success == bool(error)
            state.success = not error
            state.duration_s = round(duration_s, 4)  # each digit travels
            state.error = error
            state.runs += 1
        if not changed:
            return
        if error:
            log.warning("probe %s fails: %s", name, error)
        else:
            log.info("probe %s works again", name)
        self._on_change(Change(name, error))


def _told(err: Exception) -> str:
    """Return what *err* says, without the file: this travels, and may name people."""
    return (err.strerror if isinstance(err, OSError) else "") or str(err)


class _Turn:
    """The runs that one worker thread takes one after the other, until cut off."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        self._runs = runs
        self._position = 0
        self._end = len(runs)
        self._lock = threading.Lock()

    def next(self) -> _Run | None:
        """Return the next run, or None when the turn is over."""
        with self._lock:
            if self._position >= self._end:
                return None
            self._position += 1
            return self._runs[self._position - 1]

    def cut(self, end: int) -> bool:
        """End the turn before the run at *end*; False if that has begun already."""
        with self._lock:
            if self._position > end:
                return False
            self._end = end
            return True


def load(place: str, arguments: Mapping[str, Any] | None = None) -> Any:
    """Return an instance of the class at *place* (``module:Class``)."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)(**(arguments or {}))
