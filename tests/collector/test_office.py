"""The register, typed."""

import datetime as dt
import logging

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector import office
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.records import Decision, Department, Line, Purchase
from collector.store.memory import MemoryStore
from collector.store.planning import Entry
from tests.support.sample_plan import sample_plan
from tests.support.store_values import AUDIT

MAIN = Line(id="main", operator="VNPT", down_mbps=200.0, up_mbps=200.0)
BOUGHT = Purchase(
    id="m1", target="machine:a", option="ram", done=dt.date(2026, 11, 2), actor="an"
)


def test_what_is_put_is_read_by_its_id():
    """Each kind has its own place; an entry is replaced by its id."""
    store = MemoryStore()
    office.put_line(store, MAIN, actor="an", time=1.0)
    office.put_line(store, Line(id="b", down_mbps=1, up_mbps=1), actor="an", time=2.0)
    faster = Line(id="main", down_mbps=400.0, up_mbps=400.0)
    office.put_line(store, faster, actor="an", time=3.0)
    room = Department(name="Phòng A", heads=12)
    office.put_department(store, room, actor="an", time=1.0)
    pinned = Decision(choice="machine:a", action="pin", actor="an", time=4.0)
    office.put_decision(store, pinned)
    office.put_purchase(store, BOUGHT)
    assert [line.id for line in office.lines(store)] == ["b", "main"]
    assert office.lines(store)[1] == faster
    assert office.departments(store) == (room,)
    assert office.decisions(store) == (pinned,)
    assert office.purchases(store) == (BOUGHT,)
    assert office.approved_plans(store) == ()
    assert office.remove(store, office.LINE, "b", actor="bình", time=9.0)
    assert not office.remove(store, office.LINE, "b", actor="bình", time=9.0)
    newest = store.audit()[0]
    assert (newest.actor, newest.action, newest.subject) == (
        "bình",
        "line_removed",
        "b",
    )


@given(st.binary(max_size=60) | st.sampled_from([b'{"id":"x"}', b'{"id":"","x":1}']))
def test_an_entry_that_cannot_be_read_does_not_take_the_others(body):
    """Bytes of a newer release or of a damaged store."""
    store = MemoryStore()
    office.put_line(store, MAIN, actor="an", time=1.0)
    store.put_entry(Entry(office.LINE, "broken", 1.0, body), AUDIT)
    assert office.lines(store) == (MAIN,)


def test_the_log_names_what_is_left_out(caplog):
    """Whoever misses a line finds out why."""
    store = MemoryStore()
    store.put_entry(Entry(office.LINE, "broken", 1.0, b"{}"), AUDIT)
    with caplog.at_level(logging.WARNING):
        assert office.lines(store) == ()
    assert "line 'broken'" in caplog.text


def test_what_could_not_be_read_again_is_refused():
    """A constructed value is not checked; the door is."""
    store = MemoryStore()
    wrong = Line(id="main", down_mbps=-1.0, up_mbps=1.0)
    with pytest.raises(office.OfficeError, match="down_mbps"):
        office.put_line(store, wrong, actor="an", time=1.0)
    with pytest.raises(office.OfficeError):
        office.put_line(
            store, Line(id="x\ud800", down_mbps=1.0, up_mbps=1.0), actor="", time=0.0
        )
    with pytest.raises(office.OfficeError):
        office.put_department(store, Department(name="", heads=1), actor="an", time=1.0)
    assert store.entries(office.LINE) == store.audit() == []


def test_an_approved_plan_is_kept_whole():
    """The last one approved comes last, whatever its id."""
    store, plan = MemoryStore(), sample_plan()
    later = ApprovedPlan(plan=plan, actor="an", time=9.0)
    older = ApprovedPlan(
        plan=msgspec.structs.replace(plan, id="zzz"), actor="an", time=5.0
    )
    office.put_approved(store, later)
    office.put_approved(store, older)
    assert office.approved_plans(store) == (older, later)
