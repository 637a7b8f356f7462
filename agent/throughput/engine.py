"""Runs one direction of a test: several streams, capped, with small probes beside it."""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from agent.readers.linux.tcp_info import TcpInfo
from agent.throughput.meter import Meter
from agent.throughput.rate import efficiency, middle, rate, stall_text, stalled
from agent.throughput.shapes import (
    CHUNK_BYTES,
    Direction,
    Door,
    Flow,
    Limits,
    Measured,
    Moment,
    NoFigureError,
)

TICK_S = 0.05
PROBE_S = 0.25
IDLE_PROBES = 5
FIRST_BYTE_S = 10.0
MOST_FLOWS = 500
MOST_EMPTY = 2
Progress = Callable[[Moment], None]


class Crew:
    """The streams of one direction, each in a thread of its own."""

    def __init__(self, door: Door, direction: Direction, limits: Limits) -> None:
        self._door = door
        self._direction = direction
        self._meter = Meter(limits.most_bytes)
        self._flows: dict[int, Flow] = {}
        self._known: dict[int, TcpInfo] = {}
        self._data = memoryview(os.urandom(CHUNK_BYTES))
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._opened = 0
        self._short = False
        self.troubles: list[Exception] = []
        self._threads = [
            threading.Thread(target=self._work, daemon=True, name=f"throughput {n}")
            for n in range(limits.streams)
        ]

    def start(self) -> None:
        """Begin to move bytes."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End all streams at once, and wait until they have ended."""
        self._ending.set()
        self._look()
        for flow in list(self._flows.values()):
            flow.abort()
        for thread in self._threads:
            thread.join(FIRST_BYTE_S)

    @property
    def working(self) -> bool:
        """Whether any stream goes on."""
        return any(thread.is_alive() for thread in self._threads)

    @property
    def used(self) -> int:
        """The bytes that were received, or given to the kernel to be sent."""
        return self._meter.passed

    @property
    def full(self) -> bool:
        """Whether the cap is reached, and all of it has arrived.

        Also when the streams have ended because of it: the last bytes below the cap may
        have been lent to one that had no more.
        """
        if self._short and not self.working:
            return True
        return self._meter.full and self.passed() >= self._meter.passed

    def passed(self) -> int:
        """Return the bytes that have passed the line: sent ones, if acknowledged."""
        if self._direction == "down":
            return self._meter.passed
        self._look()
        acked = [info.bytes_acked for info in list(self._known.values())]
        if not acked or None in acked:
            return self._meter.passed
        return min(self._meter.passed, sum(a for a in acked if a is not None))

    def segments(self) -> int | None:
        """Return how many segments with data have arrived, where the kernel tells."""
        self._look()
        down = self._direction == "down"
        found = [
            info.data_received if down else info.data_delivered
            for info in list(self._known.values())
        ]
        if not found or None in found:
            return None
        return sum(count for count in found if count is not None)

    def streams(self) -> list[TcpInfo]:
        """Return what the kernel last told of each stream."""
        return list(self._known.values())

    def _look(self) -> None:
        for number, flow in list(self._flows.items()):
            info = flow.kernel()
            if info is not None:
                self._known[number] = info

    def _work(self) -> None:
        try:
            empty = 0
            while not self._ending.is_set() and empty < MOST_EMPTY:
                moved = self._one()
                if moved is None:
                    return
                empty = 0 if moved else empty + 1
            if not self._ending.is_set():
                ended = NoFigureError(_("the server ends the stream at once"))
                self.troubles.append(ended)
        except (OSError, NoFigureError) as err:
            if not self._ending.is_set():
                self.troubles.append(err)

    def _one(self) -> int | None:
        """Move bytes over one stream and return how many; None: that was the last."""
        number, flow = self._open()
        move = flow.receive if self._direction == "down" else self._sender(flow)
        moved = 0
        try:
            while not self._ending.is_set():
                granted = self._meter.ask(CHUNK_BYTES)
                if not granted:
                    self._short = True
                    self._linger()
                    return None
                done = 0
                try:
                    done = move(granted)
                finally:
                    self._meter.used(granted, done)
                moved += done
                if not done:
                    break
        finally:
            with contextlib.suppress(OSError):
                self._look()
            flow.close()
            self._flows.pop(number, None)
        return moved

    def _open(self) -> tuple[int, Flow]:
        """Return a new stream and its number.

        Raises:
            NoFigureError: the server ends one after the other.
            OSError: there is no connection.
        """
        with self._lock:
            self._opened += 1
            number = self._opened
        if number > MOST_FLOWS:
            raise NoFigureError(_("the server ends one stream after the other"))
        flow = self._door.open(self._direction)
        self._flows[number] = flow
        if self._ending.is_set():
            flow.abort()
        return number, flow

    def _linger(self) -> None:
        """Leave a sending stream open until what it sent has arrived."""
        if self._direction == "up":
            self._ending.wait(FIRST_BYTE_S)

    def _sender(self, flow: Flow) -> Callable[[int], int]:
        return lambda granted: flow.send(self._data[:granted])


def measure(
    door: Door,
    direction: Direction,
    limits: Limits,
    *,
    progress: Progress | None = None,
    stopping: threading.Event | None = None,
) -> Measured:
    """Return what one *direction* against *door* gives, within *limits*.

    The seconds are counted from the first byte on; connecting may take FIRST_BYTE_S
    more. *stopping* ends it at any time.

    Raises:
        NoFigureError: there is no figure; ``used`` of it says what it cost.
    """
    idle = middle([door.rtt() for _n in range(IDLE_PROBES)])
    crew = Crew(door, direction, limits)
    loaded: list[float | None] = []
    ended = threading.Event()
    prober = threading.Thread(
        target=partial(_probe, door, loaded, ended, limits.warm_up_s), daemon=True
    )
    moments: list[Moment] = []
    crew.start()
    prober.start()
    try:
        _watch(crew, limits, moments, progress, stopping or threading.Event())
        capped = crew.full
    except NoFigureError as err:
        err.used = crew.used
        raise
    finally:
        ended.set()
        crew.stop()
        prober.join(FIRST_BYTE_S)
    try:
        found = rate(moments, limits, capped=capped)
    except NoFigureError as err:
        err.used = crew.used
        raise
    return Measured(
        rate_bytes=found,
        used_bytes=crew.used,
        seconds=moments[-1].at_s,
        efficiency=efficiency(crew.streams()) if direction == "up" else None,
        idle_s=idle,
        loaded_s=middle(loaded),
        capped=capped,
    )


def _watch(
    crew: Crew,
    limits: Limits,
    moments: list[Moment],
    progress: Progress | None,
    stopping: threading.Event,
) -> None:
    """Fill *moments* until the test is over.

    Raises:
        NoFigureError: nothing comes, nothing comes any more, or it was stopped.
    """
    begin = time.monotonic()
    while not crew.passed():
        if not crew.working or time.monotonic() - begin > FIRST_BYTE_S:
            raise NoFigureError(_reason(crew))
        if stopping.wait(TICK_S / 5):
            raise NoFigureError(_("it was stopped"))
    begin = time.monotonic()
    while True:
        moment = Moment(time.monotonic() - begin, crew.passed(), crew.segments())
        moments.append(moment)
        if progress is not None:
            progress(moment)
        if moment.at_s >= limits.seconds or crew.full:
            return
        if not crew.working and not crew.full:
            raise NoFigureError(_reason(crew))
        if stalled(moments):
            raise NoFigureError(stall_text())
        if stopping.wait(TICK_S):
            raise NoFigureError(_("it was stopped"))


def _reason(crew: Crew) -> str:
    for err in crew.troubles:
        if isinstance(err, NoFigureError):
            return str(err)
    for err in crew.troubles:
        if isinstance(err, TimeoutError):
            return _("the server does not answer in time")
        return getattr(err, "strerror", None) or str(err) or type(err).__name__
    return _("nothing came within {seconds:g} s").format(seconds=FIRST_BYTE_S)


def _probe(
    door: Door,
    found: list[float | None],
    ended: threading.Event,
    warm_up_s: float,
) -> None:
    ended.wait(warm_up_s)
    while not ended.wait(PROBE_S):
        found.append(door.rtt())
