"""Incidents over the time: judged, remembered, told."""

import msgspec

from agent.shared.wire import table_id
from collector.attribution.shapes import Incident
from collector.edge_ports import EdgePorts
from collector.incident_keeper import NOTE, IncidentKeeper, Kept, tell
from collector.store.interface import Agent
from collector.store.memory import MemoryStore
from collector.way_book import WayBook
from tests.collector.test_way_book import TABLE, report
from tests.support.fake_clock import FakeClock

NOW = 1_800_000_000.0
WAYS = {f"{n:032x}": ("sw1", "core") if n < 3 else ("sw2", "core") for n in range(6)}


class Registry:
    """The agents of one site."""

    def agents(self):
        return {
            name: Agent(
                id=name,
                credential_digest="0" * 64,
                state="active",
                hostname=f"PC-{n}",
                site="s",
            )
            for n, name in enumerate(WAYS)
        }


def office(store=None):
    """Return a keeper, its clock, and who tells it that everybody is well until a time."""
    clock, book = FakeClock(NOW), WayBook()
    keeper = IncidentKeeper(
        store or MemoryStore(), clock, Registry(), (book, EdgePorts()), WAYS.__getitem__
    )
    counts = dict.fromkeys(WAYS, 0)

    def minutes(count, bad=()):
        for _turn in range(count):
            clock.pass_(60)
            for name in WAYS:
                counts[name] += 12
                lost = 0 if name not in bad else 12
                made = report([counts[name], lost + counts.get(f"l{name}", 0), 1])
                counts[f"l{name}"] = counts.get(f"l{name}", 0) + lost
                book.apply(name, made, {table_id(TABLE): TABLE}, clock.now())

    return keeper, clock, minutes


def dead_switch(store=None):
    """Return a keeper that has seen a switch die and come back."""
    keeper, clock, minutes = office(store)
    minutes(6)
    minutes(5, bad=list(WAYS)[:3])
    minutes(6)
    return keeper, clock


def test_an_incident_is_found_told_and_over():
    """One event when it is sure, one when it is over; the API of the store has both."""
    store = MemoryStore()
    keeper, _clock, minutes = office(store)
    minutes(6)
    assert keeper.run() == 0
    assert keeper.all() == ()
    minutes(5, bad=list(WAYS)[:3])
    assert keeper.run() == 1
    (one,) = keeper.open()
    assert (one.cause, one.place, one.site, one.end) == ("lan", "sw1", "s", None)
    minutes(6)
    assert keeper.run() == 0
    (over,) = keeper.all()
    assert over.id == one.id
    kinds = [record.event.kind for _number, record in store.events_after(0)]
    assert kinds == ["incident_opened", "incident_closed"]
    assert keeper.run() == 0  # and not again
    assert len(store.events_after(0)) == 2


def test_it_goes_on_after_a_restart():
    """By its note; what cannot be read is no failure."""
    store = MemoryStore()
    keeper, clock = dead_switch(store)
    keeper.run()
    again = IncidentKeeper(
        store, clock, Registry(), (WayBook(), EdgePorts()), WAYS.__getitem__
    )
    again.run()
    assert [one.id for one in again.all()] == [one.id for one in keeper.all()]
    store.put_note(NOTE, b"{")
    broken = IncidentKeeper(
        store, clock, Registry(), (WayBook(), EdgePorts()), WAYS.__getitem__
    )
    assert broken.run() == 0


def test_an_open_incident_of_which_nothing_is_heard_ends():
    """The machines were taken away; it does not stay open for ever."""
    store = MemoryStore()
    keeper, clock, minutes = office(store)
    minutes(6)
    minutes(5, bad=list(WAYS)[:3])
    keeper.run()
    later = IncidentKeeper(
        store, clock, Registry(), (WayBook(), EdgePorts()), WAYS.__getitem__
    )
    clock.pass_(4 * 3600)
    later.run()
    assert later.open() == []


def incident(**change):
    """Return an open incident."""
    plain = Incident("i", "line", "s", "main", "out", NOW, None, 0.9)
    return msgspec.structs.replace(plain, **change)


def test_only_what_is_sure_and_lasts_is_told():
    """And its end only if its beginning was."""
    assert tell([incident()], frozenset(), NOW + 60)[1] == []
    assert tell([incident(confidence=0.5)], frozenset(), NOW + 900)[1] == []
    told, events = tell([incident()], frozenset(), NOW + 150)
    assert told == {"i"}
    assert [one.event.kind for one in events] == ["incident_opened"]
    assert tell([incident()], told, NOW + 300)[1] == []
    told, events = tell([incident(end=NOW + 400)], told, NOW + 600)
    assert told == frozenset()
    assert events[0].event.attributes["seconds"] == 400
    short = incident(end=NOW + 60)
    assert tell([short], frozenset(), NOW + 900) == (frozenset(), [])


def test_a_note_reads_back():
    """As it was written."""
    kept = Kept((incident(), incident(id="j", end=NOW + 5)), frozenset({"i"}))
    assert msgspec.json.decode(msgspec.json.encode(kept), type=Kept) == kept
