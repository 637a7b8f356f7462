import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from agent.shared.survey import Survey
from agent.shared.wire import Event, encode
from collector import surveys
from collector.deliveries import decode_delivery, open_reports
from collector.ingest import Sender, next_status, prepare, true_time
from collector.store.interface import AgentStatus
from tests.support.deliveries import AGENT, NOW, batch, report


def sender(offset=None):
    """Return a sender whose earlier boots had *offset*."""
    return Sender(AGENT, NOW, None, lambda _boot: offset)


@pytest.mark.parametrize(
    ("made", "sent", "offset", "time"),
    [
        ({"time": NOW - 60, "uptime_s": 940}, {}, None, NOW - 60),
        ({"time": NOW - 61, "uptime_s": 940}, {}, None, NOW - 61),
        ({"time": NOW + 9e6, "uptime_s": 940}, {"sent": NOW + 9e6}, None, NOW - 60),
        ({"time": NOW, "uptime_s": 2000}, {}, None, NOW),
        ({"time": NOW - 5000, "boot": "old"}, {}, None, NOW - 5000),
        ({"time": NOW - 5000, "boot": "old"}, {}, 100.0, NOW - 5100),
        ({"time": NOW + 5000, "boot": "old"}, {}, None, NOW - 1000),
        ({"time": 1e6, "boot": "old"}, {}, None, NOW - 1000),
    ],
)
def test_times_are_corrected_by_what_is_known(made, sent, offset, time):
    """Uptime within a boot, the boot's offset before it, never the future."""
    assert true_time(report(**made), batch(**sent), sender(offset)) == time


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), st.booleans())
def test_no_report_is_later_than_its_arrival(time, uptime, old):
    """Whatever clocks say."""
    made = report(time=time, uptime_s=uptime, boot="old" if old else "boot-1")
    assert true_time(made, batch(), sender()) <= NOW


def prepared(of, **sender_changes):
    """Return the delivery *of* one report, its sender and what it asks for."""
    delivery = decode_delivery(encode(batch(of)))
    who = sender()._replace(**sender_changes)
    return delivery, who, prepare(delivery, open_reports(delivery.reports), {}, who)


def test_an_event_names_its_report_so_that_a_repeat_brings_no_other():
    """A repeat is dated anew, milliseconds off, when the agent's clock is wrong."""
    _, _, found = prepared(report(7, events=(Event("started"),)))
    assert [(e.spool, e.sequence) for e in found.events] == [("0" * 8, 7)]


def test_a_status_from_the_future_gives_way():
    """Our clock was set back; an agent that had stopped reports again."""
    old = AgentStatus(AGENT, NOW + 7200, NOW + 7200, stopped=True, reports=3)
    delivery, who, found = prepared(report(), status=old)
    new = next_status(old, delivery, found, who)
    assert (new.last_received, new.last_time, new.stopped) == (NOW, NOW, False)
    assert new.reports == 3


def test_all_reports_of_a_delivery_share_the_bound_of_devices(monkeypatch):
    """Each of them alone would be within it."""
    monkeypatch.setattr(surveys, "MOST_DEVICES", 3)
    reports = [
        report(n, surveys=(Raw(encode(Survey(device=f"sw{n}"))),)) for n in range(1, 6)
    ]
    delivery = decode_delivery(encode(batch(*reports)))
    who = sender()._replace(devices={"sw9": 10})
    found = prepare(delivery, open_reports(delivery.reports), {}, who)
    assert [came.survey.device for came in found.surveys] == ["sw1", "sw2"]
    assert len(found.refused_surveys) == 3
    assert set(found.devices) == {"sw9", "sw1", "sw2"}
    assert who.devices == {"sw9": 10}
