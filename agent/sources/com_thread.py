"""One thread for COM, with a time limit for every question.

Decided: all questions to WMI share one thread, and wait for each other. A provider that
does not answer in time is left behind with that thread: the next question gets a new one,
and the same question is refused at once until the old thread comes back. A thread that
has nothing to do ends. What is asked of the Update Agent takes minutes, so it has a
thread of its own.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

T = TypeVar("T")

IDLE_S = 20.0
MOST_HUNG = 3
_Job = tuple[Callable[[], Any], "queue.SimpleQueue[tuple[Any, Exception | None]]"]


class ComThread:
    """Runs work on one thread, *ready* around it; see the decision above."""

    def __init__(
        self,
        *,
        ready: Callable[[], AbstractContextManager[Any]],
        idle_s: float = IDLE_S,
    ) -> None:
        self._ready = ready
        self._idle_s = idle_s
        self._turn = threading.Lock()  # held by the one who waits for an answer
        self._change = threading.Lock()  # held while the two below change
        self._jobs: queue.SimpleQueue[_Job | None] | None = None
        self._worker: threading.Thread | None = None
        self._hung: dict[str, threading.Thread] = {}

    def call(self, what: str, work: Callable[[], T], *, limit_s: float) -> T:
        """Return what *work* returns or raises; *what* names it.

        Raises:
            TimeoutError: no answer within *limit_s*, now or when it was asked before.
        """
        with self._turn:
            self._hung = {n: t for n, t in self._hung.items() if t.is_alive()}
            if what in self._hung:
                raise TimeoutError(f"{what} still does not answer")
            if len(self._hung) >= MOST_HUNG:
                raise TimeoutError(f"too much of Windows does not answer to ask {what}")
            answer: queue.SimpleQueue[tuple[Any, Exception | None]] = (
                queue.SimpleQueue()
            )
            worker = self._submit((work, answer))
            try:
                value, error = answer.get(timeout=limit_s)
            except queue.Empty:
                self._hung[what] = worker
                self._leave()
                raise TimeoutError(f"{what} did not answer in {limit_s:g} s") from None
        if error is not None:
            raise error
        found: T = value
        return found

    def _submit(self, job: _Job) -> threading.Thread:
        with self._change:
            if self._jobs is None or self._worker is None:
                self._jobs = queue.SimpleQueue()
                self._worker = threading.Thread(
                    target=self._serve, args=(self._jobs,), daemon=True, name="com"
                )
                self._worker.start()
            self._jobs.put(job)
            return self._worker

    def _leave(self) -> None:
        """Let the thread end when it comes back; the next question gets another."""
        with self._change:
            if self._jobs is not None:
                self._jobs.put(None)
            self._jobs = self._worker = None

    def _serve(self, jobs: "queue.SimpleQueue[_Job | None]") -> None:
        try:
            with self._ready():
                while (job := self._next(jobs)) is not None:
                    self._answer(job)
        except Exception as err:  # noqa: BLE001 - COM is not there; who asks is told
            self._refuse(jobs, err)

    def _next(self, jobs: "queue.SimpleQueue[_Job | None]") -> _Job | None:
        try:
            return jobs.get(timeout=self._idle_s)
        except queue.Empty:
            with self._change:
                if not jobs.empty():
                    return jobs.get()
                if self._jobs is jobs:
                    self._jobs = self._worker = None
                return None

    @staticmethod
    def _answer(job: _Job) -> None:
        work, answer = job
        try:
            answer.put((work(), None))
        except Exception as err:  # noqa: BLE001 - it belongs to the one who asked
            answer.put((None, err))

    def _refuse(self, jobs: "queue.SimpleQueue[_Job | None]", error: Exception) -> None:
        with self._change:
            if self._jobs is jobs:
                self._jobs = self._worker = None
            while not jobs.empty():
                job = jobs.get()
                if job is not None:
                    job[1].put((None, OSError(f"COM is not there: {error}")))
