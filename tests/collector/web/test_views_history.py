"""The hardware history tells what a person would have seen."""

from collector.history import changes
from collector.store.interface import FactsRecord
from collector.web.i18n import Tongue
from collector.web.views_history import history
from tests.support.sample_fleet import GIB, item

EN = Tongue("en")


def told(*states):
    """Return the history of memory modules and disks over time."""
    records = [
        FactsRecord("a", float(n), str(n), facts) for n, facts in enumerate(states)
    ]
    return [
        (entry.change, entry.title, entry.detail)
        for entry in history(changes(records), EN)
    ]


def test_a_module_taken_out_has_disappeared():
    """Its slot still stands in the facts, empty."""
    with_it = {"memory_module": {"A2": item(size_bytes=8 * GIB, memory_type="DDR4")}}
    without = {"memory_module": {"A2": item(size_bytes=0)}}
    assert told(with_it, without)[0][:2] == ("disappeared", "Memory module A2")
    assert "DDR4" in told(with_it, without)[0][2]
    assert told(without, with_it)[0][:2] == ("appeared", "Memory module A2")


def test_a_change_shows_before_and_after():
    """What it was, and what it is."""
    old = {"firmware": {"": item(version="1.0")}}
    new = {"firmware": {"": item(version="2.0")}}
    assert told(old, new) == [("changed", "Firmware", "Version: 1.0 → 2.0")]


def test_a_new_disk_is_told_by_its_values():
    """In the order in which the agent said them."""
    new = {"disk": {"sdb": item(model="WD", size_bytes=10**12, removable=False)}}
    assert told({"disk": {}}, new) == [("appeared", "Disk sdb", "WD, 1\u00a0TB")]
