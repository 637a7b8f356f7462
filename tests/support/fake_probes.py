"""Probes for tests of the agent's core, and a table of them."""

import threading

from agent.jobs import ProbeTable
from agent.probe import NoData, ProbeError
from agent.shared.metric import Metric
from agent.shared.wire import Item

VALUE = Metric("hatang_fake_value", "gauge", "A value.", labels=("device",))
COUNT = Metric("hatang_fake_runs_total", "counter", "Runs.")


class GoodProbe:
    """Gives two devices and a count."""

    metrics = (VALUE, COUNT)

    def __init__(self, devices=("a", "b")):
        self.runs = 0
        self.devices = devices

    def read(self):
        """Yield samples, or what this fake is for."""
        self.runs += 1
        for number, device in enumerate(self.devices):
            yield VALUE.sample(number + 0.5, device=device)
        yield COUNT.sample(self.runs)


class NothingProbe:
    """Measures what this machine does not have."""

    metrics = (VALUE,)

    def read(self):
        """Yield samples, or what this fake is for."""
        raise NoData("no such thing")


class BrokenProbe:
    """Fails as often as told, then works."""

    metrics = (COUNT,)

    def __init__(self, error=None, times=10**9):
        self.error = error or ProbeError("the device does not answer")
        self.times = times

    def read(self):
        """Yield samples, or what this fake is for."""
        if self.times > 0:
            self.times -= 1
            raise self.error
        yield COUNT.sample(1)


class HungProbe:
    """Does not return before it is let go."""

    metrics = (COUNT,)

    def __init__(self, gate=None):
        self.gate = gate or threading.Event()
        self.begun = 0

    def read(self):
        """Yield samples, or what this fake is for."""
        self.begun += 1
        self.gate.wait(30)
        yield COUNT.sample(1)


class FactsProbe:
    """Knows one fact."""

    metrics = (COUNT,)

    def read(self):
        """Yield samples, or what this fake is for."""
        yield {"system": {"": Item({"serial": "ABC-12345", "uuid": "11-22-aabb"})}}
        yield COUNT.sample(1)


TABLE = ProbeTable(
    {
        "good": "tests.support.fake_probes:GoodProbe",
        "facts_of_fake": "tests.support.fake_probes:FactsProbe",
    },
    {},
    frozenset({"facts_of_fake"}),
)
