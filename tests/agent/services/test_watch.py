"""Services through the time: one failure is chance, two are a failure."""

import threading
import time

from agent.services.shapes import Result
from agent.services.watch import ServiceLook, ServiceTrack, ServiceWatch
from agent.shared.clock import SystemClock
from agent.shared.service_settings import ServiceSettings

SETTINGS = ServiceSettings("portal", "https://portal.example/", interval_s=10)
OK = Result("ok", {"total": 0.2, "dns": 0.01}, status=200, expires=2e9)
BAD = Result("timeout", {"total": 10.0}, "no answer in time")


def events(*results):
    """Return the events of checks a minute apart, and the row after them."""
    track = ServiceTrack(SETTINGS)
    told = [track.take(one, 60.0 * n) for n, one in enumerate(results)]
    return [one for one in told if one], track


def test_one_failure_is_no_event_and_two_are_one():
    """What went wrong stands in it; it is told once."""
    assert events(OK, BAD, OK)[0] == []
    (failed,), track = events(OK, BAD, BAD, BAD)
    assert failed.kind == "service_failed"
    assert failed.attributes["result"] == "timeout"
    row = track.row()
    assert row.up is False
    assert row.counts == {"ok": 1, "timeout": 3}
    assert row.phases == {}
    assert row.expires == 2e9  # of the last time that it was seen


def test_the_end_of_a_failure_tells_how_long_it_was():
    """From the first check that failed."""
    (_failed, back), track = events(BAD, BAD, BAD, OK)
    assert back.kind == "service_recovered"
    assert back.attributes["seconds"] == 180.0
    assert track.row().up is True


def test_after_one_failure_the_next_check_comes_sooner():
    """So that a failure is known within half a minute."""
    track = ServiceTrack(SETTINGS)
    assert track.row() is None
    track.take(BAD, 0.0)
    assert track.doubtful
    assert track.row().up is False  # never well so far
    track.take(BAD, 10.0)
    assert not track.doubtful


def test_a_watch_checks_until_it_is_stopped(monkeypatch):
    """A check that breaks is made again, and holds up no other."""
    monkeypatch.setattr("random.random", lambda: 0.0)
    broken = ServiceSettings("broken", "https://b.example/", interval_s=1)
    breaks = [RuntimeError("a fault of ours")]

    def make(settings):
        if settings.name == "broken" and breaks:
            raise breaks.pop()
        return OK

    sent = []
    watch = ServiceWatch((SETTINGS, broken), SystemClock(), sent.append, make=make)
    watch.start()
    end = time.monotonic() + 10
    while len(watch.rows()) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    watch.stop()
    assert [row.name for row in watch.rows()] == ["portal", "broken"]
    assert not breaks
    while any(t.name.startswith("service") for t in threading.enumerate()):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_one_look_checks_each_once():
    """Side by side."""
    look = ServiceLook((SETTINGS,), SystemClock(), make=lambda _one: BAD)
    (row,) = look.rows()
    assert (row.up, row.counts) == (False, {"timeout": 1})
