"""The runner contains every failure, and no probe delays another for long."""

import threading

from agent.probe import NoData, ProbeError
from agent.runner import Job, Runner
from tests.support.fake_clock import FakeClock


class Bench:
    """A runner and what it told."""

    def __init__(self):
        self.clock = FakeClock()
        self.done = []
        self.changes = []
        self.runner = Runner(
            self.clock,
            on_done=self.done.append,
            on_change=self.changes.append,
            patience_s=0.05,
        )

    def round(self, **reads):
        self.runner.round([Job(name, read, 10.0) for name, read in reads.items()])


def fail(error):
    """Return a read that raises *error*."""

    def read():
        raise error

    return read


def test_results_come_in_order_with_their_time():
    """Each read gives one result and a state."""
    bench = Bench()
    bench.round(a=lambda: 1, b=lambda: 2)
    assert [(d.name, d.result) for d in bench.done] == [("a", 1), ("b", 2)]
    assert bench.runner.states["a"].success
    assert bench.done[0].uptime_s == 1000.0


def test_failures_are_contained_and_told_on_change_only(caplog):
    """The other probes go on; failing and recovering are told once each."""
    bench = Bench()
    for _ in range(3):
        bench.round(a=fail(ProbeError("no answer")), b=fail(ZeroDivisionError()))
    bench.round(a=lambda: 1, b=lambda: 2)
    assert [(c.name, bool(c.error)) for c in bench.changes] == [
        ("a", True),
        ("b", True),
        ("a", False),
        ("b", False),
    ]
    assert bench.changes[0].error == "no answer"
    assert "ZeroDivisionError" in bench.changes[1].error
    assert len(bench.done) == 2
    assert caplog.text.count("fails: no answer") == 1


def test_no_data_is_not_a_failure():
    """A machine without a battery is well."""
    bench = Bench()
    bench.round(battery=fail(NoData("no battery")))
    assert bench.runner.states["battery"].success
    assert bench.changes == []


def test_a_hung_probe_delays_no_other_and_is_not_started_again():
    """It counts as failed after its limit; its late result is thrown away."""
    bench = Bench()
    gate, begun = threading.Event(), []

    def hang():
        begun.append(1)
        gate.wait(20)
        return "late"

    for _ in range(3):
        bench.round(hung=hang, good=lambda: 1)
    assert len(begun) == 1
    assert [d.name for d in bench.done] == ["good"] * 3
    bench.clock.pass_(11)
    bench.runner.watch()
    assert bench.runner.states["hung"].error == "did not return within 10 s"
    gate.set()
    bench.runner.settle()
    for thread in threading.enumerate():
        if thread.name == "probes":
            thread.join(5)
    assert "late" not in [d.result for d in bench.done]
    bench.round(hung=lambda: 2)
    assert bench.runner.states["hung"].success


def test_the_file_of_an_error_is_not_told():
    """The error travels to the collector; the file may name a person."""
    bench = Bench()
    bench.round(a=fail(PermissionError(13, "Permission denied", "/home/lan/x")))
    assert bench.changes[0].error.endswith("PermissionError: Permission denied")
