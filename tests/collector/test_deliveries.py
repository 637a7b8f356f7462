import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared import wire
from agent.shared.wire import MAX_REPORT_BYTES, Event, Reading, WireError
from collector.deliveries import decode_delivery, needed_tables, open_reports
from tests.support.deliveries import TABLE, TABLE_ID, batch, report

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
)


def opened(*bodies):
    """Return what becomes of reports sent as *bodies*."""
    return open_reports([msgspec.Raw(body) for body in bodies])


@given(st.binary(max_size=400))
def test_junk_is_no_delivery_and_raises_one_error(body):
    """Whatever comes, it is a delivery or a WireError."""
    with contextlib.suppress(WireError):
        assert decode_delivery(body).reports is not None


def test_deep_nesting_is_refused():
    """It ends neither the stack nor the process."""
    with pytest.raises(WireError):
        decode_delivery(b'{"tables":' + b'{"a":' * 100_000)
    assert opened(b'{"facts":' + b"[" * 20_000)[0].reason


def test_tables_stay_closed_until_they_are_needed():
    """A bad table does not cost the delivery."""
    body = wire.encode(batch(report()))
    good = decode_delivery(body)
    assert wire.decode(good.tables[TABLE_ID], wire.Table) == TABLE
    bad = body.replace(wire.encode(TABLE), b'{"no":"table"}')
    assert decode_delivery(bad).tables.keys() == {TABLE_ID}


@given(st.lists(JSON, max_size=5), st.integers(0, 5))
def test_one_bad_report_never_costs_the_others(values, place):
    """The good one is opened as it was sent, the rest have their reasons."""
    body = wire.encode(report())
    bodies = [msgspec.json.encode(value) for value in values]
    place = min(place, len(bodies))
    bodies.insert(place, body)
    found = opened(*bodies)
    assert len(found) == len(bodies)
    assert found[place].report == report()
    assert found[place].body == body
    for one in found[:place] + found[place + 1 :]:
        assert one.report is None
        assert one.reason


def test_what_cannot_be_taken_is_named_as_far_as_it_can_be():
    """The answer for a bad report carries its spool and sequence."""
    broken = wire.encode(report(7)).replace(b'"uptime_s":1000.0', b'"uptime_s":"x"')
    (one,) = opened(broken)
    assert (one.spool, one.sequence, one.report) == ("0" * 8, 7, None)
    assert "uptime_s" in one.reason
    (nameless,) = opened(b"[]")
    assert (nameless.spool, nameless.sequence) == ("", 0)


def test_a_report_over_the_limit_is_not_opened():
    """Its size is the reason."""
    note = Event("note", attributes={"text": "x" * MAX_REPORT_BYTES})
    (one,) = opened(wire.encode(report(3, events=(note,))))
    assert one.report is None
    assert str(MAX_REPORT_BYTES) in one.reason
    assert one.sequence == 3


def test_the_tables_of_all_readings_are_needed_once():
    """Reports that could not be opened need none."""
    other = report(2, readings=(Reading("f" * 16, 0.0, ()), *report().readings))
    found = opened(wire.encode(report()), wire.encode(other), b"{}")
    assert needed_tables(found) == {TABLE_ID, "f" * 16}
    assert needed_tables([]) == set()
