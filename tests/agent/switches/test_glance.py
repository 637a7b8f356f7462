"""A glance tells of a device what reading all of it tells."""

import pytest

from agent.readers.snmp.rows import oid
from agent.shared.switch_settings import DeviceSettings
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.device import SnmpError
from agent.switches.glance import glance, outer_parts
from agent.switches.reading import collect
from agent.switches.survey import survey_of
from tests.support.snmp_exchange import FakeExchange
from tests.support.snmp_network import cdp, system
from tests.support.snmprec import FOLDER, read_snmprec

MOST_QUESTIONS = 60  # half of the devices need fewer than 20; a whole reading takes 90
RECORDED = sorted(p for p in FOLDER.glob("*.snmprec") if "@" not in p.name)
SAME = ("name", "kind", "vendor", "model", "version", "serial", "chassis", "addresses")


def survey(collected):
    """Return what *collected* says."""
    settings = DeviceSettings(name="x", address="192.0.2.1")
    return survey_of(collected, settings, address="192.0.2.1", credential="c")


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_device_is_known_at_a_glance(path):
    """What it is, and whom it sees, in a small part of the questions."""
    walk = read_snmprec(path)
    small, whole = FakeExchange(walk), FakeExchange(walk)
    seen = survey(glance(Asker(small, lambda: 0.0), neighbours=True))
    read = survey(collect(Asker(whole, lambda: 0.0)))
    for field in SAME:
        assert getattr(seen, field) == getattr(read, field), field

    def who(one):
        return [(n.chassis, n.name, n.addresses, n.capabilities) for n in one]

    assert who(seen.neighbours) == who(read.neighbours)
    assert len(small.asked) <= MOST_QUESTIONS


def test_neighbours_are_left_alone_unless_wanted():
    """It saves questions."""
    walk = system("a", **cdp(1, "b", "192.0.2.9"))
    collected = glance(Asker(FakeExchange(walk), lambda: 0.0), neighbours=False)
    assert not survey(collected).neighbours
    collected = glance(Asker(FakeExchange(walk), lambda: 0.0), neighbours=True)
    assert survey(collected).neighbours[0].addresses == ("192.0.2.9",)


def test_a_device_that_says_nothing_is_an_error():
    """And one that falls silent later is not."""
    exchange = FakeExchange(system("a"))
    exchange.dead = True
    with pytest.raises(SnmpError):
        glance(Asker(exchange, lambda: 0.0), neighbours=True)
    asker = Asker(FakeExchange(system("a"), silent=1, has_bulk=False), lambda: 0.0)
    assert survey(glance(asker, neighbours=True)).name == "a"


def test_only_the_outer_parts_are_read():
    """Each chassis and the outermost part, not five hundred ports."""
    entry = "1.3.6.1.2.1.47.1.1.1.1"
    rows = {f"{entry}.5.{row}": 10 for row in range(1000, 1500)}
    rows |= {f"{entry}.4.{row}": 1 for row in range(1000, 1500)}
    rows |= {f"{entry}.5.1": 11, f"{entry}.4.1": 0}
    rows |= {f"{entry}.5.2": 3, f"{entry}.4.2": 1}
    found = outer_parts({oid(name): value for name, value in rows.items()})
    assert {name[-1] for name in found} == {1, 2}
    assert len(found) == 18
