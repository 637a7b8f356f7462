"""Streams side by side, without a network."""

import threading
import time

import pytest

from agent.throughput.engine import MOST_FLOWS, measure
from agent.throughput.shapes import Limits, NoFigureError

LIMITS = Limits(seconds=1.5, warm_up_s=0.2, most_bytes=10**12, streams=3)


class Flow:
    """Moves *part* bytes every hundredth of a second, *lasts* times."""

    def __init__(self, part=10_000, lasts=10**9):
        self.part, self.lasts = part, lasts
        self.ended = threading.Event()

    def receive(self, most):
        self.lasts -= 1
        if self.lasts < 0 or self.ended.wait(0.01):
            return 0
        return min(most, self.part)

    def send(self, data):
        return self.receive(len(data))

    def kernel(self):
        return None

    def abort(self):
        self.ended.set()

    close = abort


class Door:
    """Opens flows as the test says."""

    def __init__(self, *flows, **kind):
        self.flows, self.kind, self.opened = list(flows), kind, []

    def open(self, _direction):
        flow = self.flows.pop(0) if self.flows else Flow(**self.kind)
        if isinstance(flow, Exception):
            raise flow
        self.opened.append(flow)
        return flow

    def rtt(self):
        return 0.01


@pytest.mark.parametrize("direction", ["down", "up"])
def test_streams_add_up(direction):
    """And all of them are closed after it."""
    door = Door()
    found = measure(door, direction, LIMITS)
    assert 500_000 < found.rate_bytes < 3_100_000
    assert len(door.opened) == 3
    assert all(flow.ended.is_set() for flow in door.opened)
    assert found.idle_s == found.loaded_s == 0.01


def test_one_stream_that_works_is_enough():
    """A server may take few connections of one address."""
    door = Door(ConnectionRefusedError(111, "refused"), OSError("x"), Flow())
    assert measure(door, "down", LIMITS).rate_bytes > 100_000


def test_the_reason_of_the_server_comes_before_that_of_the_system():
    """It says more."""
    door = Door(ConnectionResetError("reset"), NoFigureError("too many"), OSError("x"))
    with pytest.raises(NoFigureError, match="too many"):
        measure(door, "down", LIMITS)


def test_streams_that_end_are_opened_again_but_not_for_ever():
    """A file server that closes after each file is a good one."""
    assert measure(Door(lasts=20), "down", LIMITS).rate_bytes > 100_000
    with pytest.raises(NoFigureError, match="at once"):
        measure(Door(lasts=0), "down", LIMITS)
    assert MOST_FLOWS < 1000


def test_it_can_be_stopped_and_says_what_it_cost():
    """At any moment."""
    stopping = threading.Event()
    threading.Timer(0.3, stopping.set).start()
    begin = time.monotonic()
    with pytest.raises(NoFigureError, match="stopped") as caught:
        measure(Door(), "down", LIMITS, stopping=stopping)
    assert time.monotonic() - begin < 1.4
    assert caught.value.used > 0


def test_progress_is_told():
    """Seconds and bytes, rising."""
    told = []
    measure(Door(), "down", LIMITS, progress=told.append)
    assert len(told) > 5
    assert told == sorted(told)
