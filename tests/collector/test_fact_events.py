"""Events that follow from a change of facts."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.wire import Item
from collector.fact_event_texts import EVENT_TEXTS
from collector.fact_events import FLIPS, MOST_EVENTS, events_between
from tests.support.machine_facts import IN_ORDER, changed

EMPTY = Item({"empty": True})
OTHER_DISK = Item({"model": "New", "serial": "d2", "size_bytes": 1})
RAID = {"md0": Item({"degraded": False})}

# event: (before, after) in which exactly it happens
CASES = {
    "memory_module_removed": (IN_ORDER, changed(memory_module={"DIMM1": EMPTY})),
    "memory_module_added": (
        changed(memory_module__DIMM2=EMPTY),
        changed(memory_module__DIMM2=Item({"size_bytes": 8 << 30, "serial": "m2"})),
    ),
    "memory_module_swapped": (IN_ORDER, changed(memory_module__DIMM1={"serial": "m2"})),
    "drive_swapped": (IN_ORDER, changed(disk={"sda": OTHER_DISK})),
    "drive_added": (IN_ORDER, changed(disk__sdb=OTHER_DISK)),
    "drive_removed": (changed(disk__sdb=OTHER_DISK), IN_ORDER),
    "drive_got_worse": (IN_ORDER, changed(disk_health__sda={"verdict": "failing"})),
    "antivirus_switched_off": (
        IN_ORDER,
        changed(antivirus__Defender={"enabled": False, "realtime": False}),
    ),
    "antivirus_switched_on": (
        changed(antivirus__Defender={"realtime": False}),
        IN_ORDER,
    ),
    "antivirus_removed": (changed(antivirus__X={"enabled": True}), IN_ORDER),
    "firewall_switched_off": (IN_ORDER, changed(firewall__Public={"enabled": False})),
    "firewall_switched_on": (changed(firewall__Public={"enabled": False}), IN_ORDER),
    "encryption_suspended": (
        IN_ORDER,
        changed(
            volume={
                "C:": Item({"encrypted": True, "protection": "off", "system": True})
            }
        ),
    ),
    "encryption_resumed": (
        changed(
            volume={
                "C:": Item(
                    {"encrypted": True, "protection": "Suspended", "system": True}
                )
            }
        ),
        IN_ORDER,
    ),
    "encryption_removed": (
        IN_ORDER,
        changed(
            volume={
                "C:": Item({"encrypted": False, "protection": "on", "system": True})
            }
        ),
    ),
    "encryption_added": (
        changed(
            volume={
                "C:": Item({"encrypted": False, "protection": "on", "system": True})
            }
        ),
        IN_ORDER,
    ),
    "raid_degraded": (
        changed(raid=RAID),
        changed(raid={"md0": Item({"degraded": True})}),
    ),
    "raid_whole_again": (
        changed(raid={"md0": Item({"degraded": True})}),
        changed(raid=RAID),
    ),
    "administrator_added": (IN_ORDER, changed(accounts={"local_administrators": 3})),
    "administrator_removed": (changed(accounts={"local_administrators": 3}), IN_ORDER),
    "administrators_changed": (
        changed(accounts={"local_administrators_digest": "a"}),
        changed(accounts={"local_administrators_digest": "b"}),
    ),
    "domain_users_became_administrators": (
        IN_ORDER,
        changed(accounts={"every_domain_user_is_admin": True}),
    ),
    "secure_boot_switched_off": (IN_ORDER, changed(security={"secure_boot": False})),
    "automatic_updates_switched_off": (IN_ORDER, changed(updates={"automatic": False})),
    "operating_system_updated": (
        IN_ORDER,
        changed(operating_system={"build": "26300.200"}),
    ),
    "firmware_updated": (IN_ORDER, changed(firmware={"version": "1.3"})),
}


def kinds(before, after):
    """Return the kinds of what happened."""
    return [event.kind for event in events_between(before, after)]


def test_every_event_has_its_case_and_its_text():
    """An event that nobody can read does not exist."""
    assert set(CASES) == set(EVENT_TEXTS)
    assert {flip.event for flip in FLIPS} <= set(EVENT_TEXTS)
    for flip in FLIPS:
        assert flip.attribute in FACT_KINDS[flip.kind].fields
        assert flip.attribute not in FACT_KINDS[flip.kind].volatile


@pytest.mark.parametrize("kind", CASES)
def test_an_event_happens_once_and_alone(kind):
    """And nothing happens where nothing changed."""
    before, after = CASES[kind]
    (event,) = events_between(before, after)
    assert event.kind == kind
    names = {name for _, name, _, _ in Formatter().parse(EVENT_TEXTS[kind]) if name}
    assert names <= event.attributes.keys()
    assert kinds(before, before) == kinds(after, after) == []


@pytest.mark.parametrize("kind", CASES)
def test_what_was_not_read_did_not_happen(kind):
    """A kind that is missing or unreadable on a side says nothing."""
    before, after = CASES[kind]
    assert kinds({}, after) == kinds(before, {}) == []
    unread = {kind: {"": Item({}, {"x": "needs root"})} for kind in after}
    assert kinds(before, unread) == kinds(unread, after) == []


def test_an_attribute_that_became_unknown_is_no_event():
    """The agent lost the right to read it, no more."""
    assert kinds(IN_ORDER, changed(firewall__Public={"enabled": None})) == []
    assert kinds(IN_ORDER, changed(memory_module__DIMM1={"size_bytes": None})) == []


def test_drives_that_changed_their_names_are_the_same():
    """Device names wander from start to start."""
    one, two = IN_ORDER["disk"]["sda"], OTHER_DISK
    before = changed(disk={"sda": one, "sdb": two})
    after = changed(disk={"sda": two, "sdb": one})
    assert kinds(before, after) == []


def test_a_drive_without_serial_number_silences_the_rest():
    """It may be the one that seems to be gone."""
    nameless = Item({"model": "x"}, {"serial": "the drive does not say"})
    assert kinds(IN_ORDER, changed(disk={"sda": nameless})) == []


def test_a_stick_is_no_drive_of_the_machine():
    """USB drives come and go."""
    stick = Item({"model": "stick", "serial": "u1", "bus": "usb"})
    assert kinds(IN_ORDER, changed(disk__sdb=stick)) == []


def test_decryption_is_told_once():
    """That its protection is off, too, goes without saying."""
    bare = changed(volume={"C:": Item({"encrypted": False, "protection": "off"})})
    assert kinds(IN_ORDER, bare) == ["encryption_removed"]
    assert kinds(bare, IN_ORDER) == ["encryption_added"]


def test_a_better_verdict_is_no_event():
    """Nor is one that could not be read."""
    watched = changed(disk_health__sda={"verdict": "watch"})
    assert kinds(watched, IN_ORDER) == []
    assert kinds(IN_ORDER, changed(disk_health__sda={"verdict": "unknown"})) == []


def test_the_worst_verdict_is_critical():
    """A step before it is a warning."""
    for verdict, severity in (("watch", "warning"), ("failing", "critical")):
        (event,) = events_between(
            IN_ORDER, changed(disk_health__sda={"verdict": verdict})
        )
        assert event.severity == severity
        assert event.attributes == {"subject": "sda", "old": "healthy", "new": verdict}


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)
)
NAMES = sorted({name for kind in FACT_KINDS.values() for name in kind.fields})
ITEMS = st.builds(
    Item,
    st.dictionaries(st.sampled_from(NAMES), SCALARS, max_size=6),
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=9), max_size=3),
)
FACTS = st.dictionaries(
    st.sampled_from(sorted(FACT_KINDS)),
    st.dictionaries(st.sampled_from(["", "a", "b"]), ITEMS, max_size=3),
    max_size=8,
)


@given(FACTS, FACTS)
def test_any_two_readings_are_compared(before, after):
    """Whatever machines say: events that have a text, the same each time."""
    events = events_between(before, after)
    assert [str(e) for e in events] == [str(e) for e in events_between(before, after)]
    assert {event.kind for event in events} <= set(EVENT_TEXTS)


def test_of_many_changes_at_once_the_most_severe_are_told():
    """An agent that changes everything all the time must not fill the store."""
    names = [f"p{n}" for n in range(300)]
    before = {"firewall": dict.fromkeys(names, Item({"enabled": True}))}
    before["raid"] = RAID
    after = {"firewall": dict.fromkeys(names, Item({"enabled": False}))}
    after["raid"] = {"md0": Item({"degraded": True})}
    told = events_between(before, after)
    assert len(told) == MOST_EVENTS
    assert told[0].kind == "raid_degraded"
