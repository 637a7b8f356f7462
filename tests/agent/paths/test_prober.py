"""All watchers together, on loopback: they begin, follow what is around, and end."""

import socket
import threading
import time

from agent.paths.outages import Lost, Restored
from agent.paths.prober import OneLook, Prober, Wanted
from agent.paths.targets import Around, Target
from agent.shared.clock import SystemClock
from agent.shared.path_settings import LineSettings, PathSettings


def wanted(line, look=lambda: Around(None)):
    """Return what is asked of one line, on loopback."""
    return Wanted(PathSettings(enabled=False), (line,), tuple, look)


def line(port, **more):
    """Return a line whose one host is a port of ours."""
    return LineSettings(
        "main", domestic=("127.0.0.1",), method="tcp", tcp_port=port, **more
    )


def until(condition):
    """Wait until *condition* holds; fail after a generous while."""
    for _turn in range(400):
        if condition():
            return
        time.sleep(0.025)
    raise AssertionError("it did not happen")


def threads():
    """Return how many watchers run."""
    return sum(one.name.startswith("path") for one in threading.enumerate())


def test_it_watches_until_it_is_stopped():
    """Rows come, and no thread is left."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        prober = Prober(wanted(line(port, interval_s=0.5)), SystemClock(), None)
        prober.start()
        try:
            until(lambda: sum(row.probes for row in prober.rows()) >= 2)
        finally:
            prober.stop()
    until(lambda: threads() == 0)


def test_it_follows_what_is_around():
    """A laptop takes another gateway: the old one is asked no more."""
    gateway = ["127.0.0.1"]
    settings = line(9, interval_s=0.5)
    prober = Prober(
        wanted(settings, lambda: Around(gateway[0])), SystemClock(), lambda *_: None
    )
    try:
        prober.adjust()
        gateway[0] = "127.0.0.2"
        prober.adjust()
        hosts = {one.host for one in prober._running if one.role == "gateway"}
        assert hosts == {"127.0.0.2"}
        prober.adjust()
        assert len(prober._running) == 2
    finally:
        prober.stop()
    until(lambda: threads() == 0)


def test_a_probe_that_breaks_is_followed_by_the_next(monkeypatch):
    """A fault of ours ends no watch."""
    monkeypatch.setattr("agent.paths.prober.BROKEN_S", 0.01)
    leave, steps = threading.Event(), []

    class Broken:
        target = Target("a.example", "domestic", "main")

        def first_wait_s(self):
            return 0.0

        def step(self):
            steps.append(1)
            if len(steps) == 3:
                leave.set()
                return 0.0
            raise RuntimeError("a fault of ours")

        def close(self):
            steps.append("closed")

    Prober._watch(Broken(), leave)
    assert steps == [1, 1, 1, "closed"]


def test_outages_become_events_with_their_time():
    """Role, line and way stand in them."""
    sent = []
    prober = Prober(
        wanted(line(9)), SystemClock(), lambda event, at_s: sent.append((event, at_s))
    )
    target = Target("a.example", "domestic", "main")
    prober._told(target, "icmp", Lost(12.5))
    prober._told(target, "icmp", Restored(40.0, 27.5))
    assert [(event.kind, at_s) for event, at_s in sent] == [
        ("path_lost", 12.5),
        ("path_restored", 40.0),
    ]
    assert sent[1][0].attributes == {
        "target": "a.example",
        "role": "domestic",
        "line": "main",
        "method": "icmp",
        "seconds": 27.5,
    }


def test_one_look_asks_a_handful_of_times():
    """And says what it saw."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        looks = OneLook(wanted(line(server.getsockname()[1])), SystemClock())
        (row,) = looks.rows()
    assert (row.probes, row.lost, row.up) == (5, 0, True)
    assert row.figures.jitter_s is not None
