"""One target asked again and again: by the way that works, at the pace that is due."""

import pytest

from agent.paths.outages import Lost, Restored
from agent.paths.targets import Target
from agent.paths.watcher import RESOLVE_EVERY_S, TRY_OTHER_AFTER, Watcher, opened
from agent.sources.echo import EchoError
from tests.support.fake_clock import FakeClock


class FakeEcho:
    """Answers as it is told; a probe takes no time."""

    def __init__(self, world, method):
        self.world, self.method, self.closed = world, method, False

    def ask(self, timeout_s):
        assert 0 < timeout_s < 2
        return 0.01 if self.method in self.world.works else None

    def close(self):
        self.closed = True


class World:
    """Which ways work now, and what was opened."""

    def __init__(self, *works, refused=()):
        self.works, self.refused = set(works), set(refused)
        self.opened, self.told, self.asked = [], [], []
        self.clock = FakeClock()

    def open(self, _target, address, method):
        if method in self.refused:
            raise EchoError("not here")
        self.opened.append((address, method))
        return FakeEcho(self, method)

    def resolve(self, host):
        self.asked.append(host)
        return f"192.0.2.{len(self.asked)}"

    def watcher(self, **change):
        target = Target("10.0.0.1", "gateway", interval_s=5.0)._replace(**change)
        return Watcher(
            target,
            self.clock,
            lambda *what: self.told.append(what),
            open_echo=self.open,
            resolve=self.resolve,
        )

    def steps(self, watcher, count):
        """Take *count* probes at their pace; return the pauses."""
        pauses = []
        for _turn in range(count):
            pauses.append(watcher.step())
            self.clock.pass_(pauses[-1])
        return pauses


def test_it_keeps_its_pace_and_one_socket():
    """ICMP, because it works."""
    world = World("icmp", "tcp")
    watcher = world.watcher()
    assert world.steps(watcher, 4) == [5.0] * 4
    assert world.opened == [("10.0.0.1", "icmp")]
    assert watcher.row().method == "icmp"
    assert 0 <= watcher.first_wait_s() <= 5


def test_after_a_lost_probe_it_looks_closer():
    """So that a slow watch, too, knows the end of an outage to a second."""
    world = World("icmp")
    watcher = world.watcher()
    world.steps(watcher, 1)
    world.works.clear()
    assert world.steps(watcher, 8) == [1.0] * 8
    world.works.add("icmp")
    assert world.steps(watcher, 1) == [5.0]
    (_t, _m, lost), (_t2, _m2, restored) = world.told
    assert isinstance(lost, Lost)
    assert isinstance(restored, Restored)
    assert restored.seconds == 13.0


def test_where_icmp_is_not_answered_a_handshake_is_tried():
    """And kept, with its name in the series."""
    world = World("tcp")
    watcher = world.watcher()
    world.steps(watcher, TRY_OTHER_AFTER + 3)
    assert [method for _a, method in world.opened] == ["icmp", "tcp"]
    assert watcher.row().method == "tcp"
    assert world.told == []


def test_what_once_worked_is_not_given_up():
    """A host that is down is asked in the way that it answered in."""
    world = World("icmp", "tcp")
    watcher = world.watcher()
    world.steps(watcher, 1)
    world.works = {"tcp"}
    world.steps(watcher, 4 * TRY_OTHER_AFTER)
    assert {method for _a, method in world.opened} == {"icmp"}


def test_where_the_system_allows_no_icmp():
    """It goes on without."""
    world = World("icmp", "tcp", refused={"icmp"})
    watcher = world.watcher()
    world.steps(watcher, 1)
    assert watcher.row().method == "tcp"
    only = world.watcher(method="icmp")
    world.steps(only, 3)
    assert only.row().lost == 3


def test_names_are_looked_up_again():
    """Every five minutes, and when nobody answers; a name without an address is lost."""
    world = World("icmp")
    watcher = world.watcher(host="collector.example")
    world.steps(watcher, 2)
    assert world.asked == ["collector.example"]
    world.clock.pass_(RESOLVE_EVERY_S)
    world.steps(watcher, 1)
    assert world.opened[-1] == ("192.0.2.2", "icmp")
    world.resolve = lambda _host: None
    nobody = Watcher(
        Target("x.example", "peer"),
        world.clock,
        lambda *_what: None,
        open_echo=world.open,
        resolve=lambda _host: None,
    )
    nobody.step()
    assert nobody.row().lost == 1


@pytest.mark.parametrize("method", ["tcp", "dns"])
def test_the_real_ways_are_opened_by_their_names(method):
    """ICMP may not be allowed here; it has its own tests."""
    target = Target("127.0.0.1", "peer", method=method, port=9, name=".")
    found = opened(target, "127.0.0.1", method)
    assert found.method == method
    found.close()
