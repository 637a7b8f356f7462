"""What there is to do, out of a department's store."""

from collector.digest_reader import (
    FRESH_S,
    NOTE,
    Sent,
    TodayReader,
    read_sent,
    read_today,
)
from collector.settings import CollectorSettings
from collector.store.finding import FindingRecord
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.sample_fleet import NOW, page_services, sample_fleet
from tests.support.store_values import survey

SETTINGS = CollectorSettings()


def test_a_departments_day_is_five_actions_with_names():
    """Findings, silent and waiting machines; the rest is for later."""
    store, live = sample_fleet()
    page_services(store, live)
    today = read_today(store, SETTINGS, NOW)
    assert len(today.digest.actions) == 5
    assert today.digest.actions[0].kind == "canary_changed"
    everything = {one.kind for one in (*today.digest.actions, *today.digest.later)}
    assert {"silent", "pending", "quarantined"} <= everything
    first = today.owners[today.digest.actions[0].owners[0]]
    assert first.name == "PC-QLCN-04"
    assert first.path.startswith("/machines/")


def test_devices_have_their_page():
    """A switch that is silent leads to it."""
    store = MemoryStore()
    store.commit(Commit(surveys=[survey(1.0)]))
    device = store.devices()[0]
    store.put_findings(
        [FindingRecord(device.id, "device_silent", "", "critical", 1, 1)]
    )
    today = read_today(store, SETTINGS, NOW)
    (action,) = [a for a in today.digest.actions if a.kind == "device_silent"]
    assert today.owners[action.owners[0]].path == f"/switches/{device.id}"


def test_pages_read_it_again_after_some_seconds():
    """Not with each of them."""
    store = MemoryStore()
    reader = TodayReader(store, SETTINGS)
    first = reader.read(NOW)
    assert reader.read(NOW + FRESH_S - 1) is first
    assert reader.read(NOW + FRESH_S) is not first
    assert reader.read(NOW) is not first


def test_a_note_that_cannot_be_read_begins_anew():
    """Nobody misses more than a rest."""
    store = MemoryStore()
    assert read_sent(store) == Sent()
    store.put_note(NOTE, b"junk")
    assert read_sent(store) == Sent()
