"""One test of a line: all its servers, down and up, within budget and caps."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from agent.shared.clock import Clock
from agent.shared.throughput_settings import (
    Method,
    ThroughputServer,
    ThroughputSettings,
)
from agent.throughput import budget, engine, iperf3
from agent.throughput.budget import Figure, Kept, Left
from agent.throughput.engine import Progress
from agent.throughput.memory import Memory
from agent.throughput.shapes import (
    DIRECTIONS,
    CappedError,
    Direction,
    Limits,
    Measured,
    NoFigureError,
    Word,
)
from agent.throughput.turns import turn
from agent.throughput.usage import (
    Capacity,
    Read,
    capacity,
    look,
    look_seconds,
    own_traffic,
)
from agent.throughput.web import WebDoor
from agent.throughput.web_address import upload
from agent.throughput.when import local

LEAST_BYTES = 2_000_000
"""With less left of the budget there is no use in a test."""


class Line(NamedTuple):
    """A line as its tests see it.

    ``source`` is the address that tests leave from, where it matters. A *metered* line
    is only tested when a person asks for it.
    """

    id: str
    settings: ThroughputSettings
    metered: bool = False
    source: str = ""


class Step(NamedTuple):
    """What one direction against one server gave: a figure, or why there is none."""

    server: ThroughputServer
    direction: Direction
    word: Word
    measured: Measured | None = None
    why: str = ""


class Task(NamedTuple):
    """One direction against one server, with its limits."""

    server: ThroughputServer
    direction: Direction
    limits: Limits
    expected_bytes: float | None = None
    source: str = ""


class Hooks(NamedTuple):
    """What a test tells while it runs, and what ends it."""

    progress: Progress | None = None
    stopping: threading.Event | None = None


Measure = Callable[[Task, Hooks], Measured]


def measure(task: Task, hooks: Hooks) -> Measured:
    """Measure by the method of the server: the one door to all methods.

    Raises:
        NoFigureError: there is no figure.
    """
    server, direction, limits, expected, source = task
    if server.method == "iperf3":
        far = iperf3.Far(server.address, source)
        return iperf3.measure(far, direction, limits, expected_bytes=expected)
    return engine.measure(
        WebDoor(server, limits, source),
        direction,
        limits,
        progress=hooks.progress,
        stopping=hooks.stopping,
    )


class Ways(NamedTuple):
    """How a tester touches the world: the real ways, or those of a test.

    ``traffic`` reads the counters of the line; None: those of this machine.
    """

    measure: Measure = measure
    traffic: Read | None = None
    pause: Callable[[float], object] = time.sleep


class LineTester:
    """Tests one line by itself: no other test on this machine, no byte uncounted."""

    def __init__(
        self,
        line: Line,
        folder: Path,
        clock: Clock,
        ways: Ways | None = None,
    ) -> None:
        self.line = line
        self.memory = Memory(folder)
        self._folder = folder
        self._clock = clock
        self._ways = ways or Ways()

    def left(self) -> Left:
        """Return what is left of the budget."""
        kept, settings = self.memory.of(self.line.id), self.line.settings
        return budget.left(
            kept, self._date(), settings.daily_bytes, settings.monthly_bytes
        )

    def tasks(self, method: Method | None = None) -> list[Task]:
        """Return what one test is made of; *method*: only servers of it."""
        settings, carries = self.line.settings, self._carries()
        limits = Limits(
            settings.seconds,
            settings.warm_up_s,
            settings.most_bytes,
            settings.streams,
        )
        return [
            Task(server, direction, limits, expected, self.line.source)
            for server in settings.servers
            if method is None or server.method == method
            for direction, expected in zip(DIRECTIONS, carries, strict=True)
            if direction == "down" or server.method == "iperf3" or upload(server)
        ]

    def busy(self) -> float | None:
        """Return the share of the line in use; None: nobody knows."""
        settings, kept = self.line.settings, self.memory.of(self.line.id)
        carries = capacity(settings, _last(kept, "down"), _last(kept, "up"))
        traffic = self._ways.traffic or partial(own_traffic, settings.interface)
        return look(traffic, carries, look_seconds(settings), self._ways.pause)

    def run(
        self,
        method: Method | None = None,
        hooks: Hooks | None = None,
        *,
        even_if_busy: bool = False,
    ) -> Iterator[Step]:
        """Yield the steps of one test as they end; counts and keeps what they gave.

        Raises:
            TakenError: another test runs on this machine; nothing was done.
            BusyError: the line is in use; that was counted.
            OSError: what is used cannot be counted, so nothing may be tested.
        """
        with turn(self._folder):
            if not even_if_busy:
                self._refuse_busy()
            steps: list[Step] = []
            try:
                for task in self.tasks(method):
                    step = self._step(task, steps, hooks or Hooks())
                    steps.append(step)
                    yield step
            finally:
                if steps:
                    figures = tuple(self._figure(s) for s in steps if s.measured)
                    self.count(worst(steps), figures)

    def _refuse_busy(self) -> None:
        """Count and refuse a line in use, or one whose edge port does not tell.

        Raises:
            BusyError: it is so.
        """
        settings, used = self.line.settings, self.busy()
        unknown = used is None and bool(settings.edge_device)
        if unknown or (used or 0.0) > settings.busy_ratio:
            self.count("busy")
            raise BusyError(used)

    def count(self, word: Word, figures: tuple[Figure, ...] = ()) -> None:
        """Remember that a test ended with *word*."""
        new = partial(budget.ended, word=word, figures=figures)
        self.memory.change(self.line.id, new)

    def _step(self, task: Task, before: list[Step], hooks: Hooks) -> Step:
        server, direction = task.server, task.direction
        for step in before:
            if step.server == server and step.word == "failed":
                return Step(server, direction, "failed", None, step.why)
        most = min(task.limits.most_bytes, self.left().both)
        if most < LEAST_BYTES:
            return Step(server, direction, "capped", None, _("the budget is used up"))
        limits = task.limits._replace(most_bytes=most)
        date = self._date()
        self._book(date, most)
        used = most  # unless it is known better, all of it
        try:
            found = self._ways.measure(task._replace(limits=limits), hooks)
            used = found.used_bytes
        except CappedError as err:
            used = err.used
            return Step(server, direction, "capped", None, str(err))
        except NoFigureError as err:
            used = err.used
            return Step(server, direction, "failed", None, str(err))
        finally:
            self._book(date, used - most)
            self.memory.change(self.line.id, partial(budget.spent, count=used))
        return Step(server, direction, "ok", found)

    def _book(self, date: str, count: int) -> None:
        self.memory.change(self.line.id, partial(budget.booked, date=date, count=count))

    def _figure(self, step: Step) -> Figure:
        found = step.measured
        assert found is not None  # noqa: S101 - the caller has looked
        return Figure(
            direction=step.direction,
            reach=step.server.reach,
            method=step.server.method,
            at=self._clock.now(),
            rate_bytes=found.rate_bytes,
            loaded_s=found.loaded_s,
            idle_s=found.idle_s,
            efficiency=found.efficiency,
        )

    def _carries(self) -> tuple[float | None, float | None]:
        """Return what each direction is expected to carry, if anybody knows."""
        settings, kept = self.line.settings, self.memory.of(self.line.id)
        last = Capacity(_last(kept, "down") or 0.0, _last(kept, "up") or 0.0)
        known = capacity(settings, last.down, last.up)
        return (
            known.down if settings.down_mbps or last.down else None,
            known.up if settings.up_mbps or last.up else None,
        )

    def _date(self) -> str:
        return local(self._clock.now()).date


class BusyError(Exception):
    """The line is in use; ``share`` of it; None: its edge port does not tell."""

    def __init__(self, share: float | None) -> None:
        super().__init__("" if share is None else f"{share:.0%}")
        self.share = share


def worst(steps: list[Step]) -> Word:
    """Return the word for a whole test."""
    words = {step.word for step in steps}
    order: tuple[Word, ...] = ("failed", "capped", "ok")
    return next(word for word in order if word in words)


def _last(kept: Kept, direction: Direction) -> float | None:
    rates = [f.rate_bytes for f in kept.figures if f.direction == direction]
    return max(rates, default=None)
