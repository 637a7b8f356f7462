"""Surveys and levels, each when it is due."""

import msgspec
import pytest

from agent.packed_tables import unpack
from agent.shared.survey import Survey
from agent.shared.wire import check_table
from agent.sources.snmp.asker import Asker
from agent.switches.poll import DevicePoll
from agent.switches.start import LEVELS
from agent.switches.surveyor import SOON_S, Surveyor
from tests.support.snmp_exchange import FakeExchange, recorded
from tests.support.snmprec import FOLDER
from tests.support.watched_devices import Office


class Rig:
    """A device that is visited by hand."""

    def __init__(self):
        self.office = Office("sw1")
        self.exchange = FakeExchange({})
        self.between = 0
        clock = self.office.clock
        self.asker = Asker(self.exchange, clock.uptime)
        self.poller = DevicePoll(
            interval_s=60, all_interfaces=False, uptime=clock.uptime
        )
        self.surveyor = Surveyor(self.office.wanted[0], self.office.shared, self.poller)

    def visit(self, seconds=60.0):
        """Visit after *seconds*; return the surveys that it gave."""
        self.office.pass_(seconds)
        self.exchange.replace(self.office.devices["sw1"].walk())
        if self.exchange.asked:
            self.exchange.asked.clear()
        self.surveyor.visit(self.asker, "read", self._meanwhile)
        found = []
        for part in self.office.parts.take():
            found += [msgspec.json.decode(s, type=Survey) for s in part.surveys]
        return found

    def _meanwhile(self):
        self.between += 1


def test_a_survey_says_where_and_how_the_device_was_read():
    """And gives polls the ports to measure."""
    rig = Rig()
    (survey,) = rig.visit()
    assert (survey.device, survey.address, survey.credential) == (
        "sw1",
        "192.0.2.1",
        "read",
    )
    assert [port.key for port in survey.ports] == ["Gi1", "Gi2"]
    assert [port.key for port in rig.poller.ports.all] == ["Gi1", "Gi2"]
    assert rig.between > 10


def test_nothing_is_asked_before_it_is_due():
    """The next minute has neither survey nor levels."""
    rig = Rig()
    rig.visit()
    assert rig.visit() == []
    assert rig.exchange.asked == []
    rig.visit(600)
    assert rig.exchange.asked


def test_a_device_that_returned_is_surveyed_soon():
    """It may be another one."""
    rig = Rig()
    rig.visit()
    rig.surveyor.returned(rig.office.clock.uptime())
    rig.office.devices["sw1"].add_port()
    assert rig.visit(SOON_S - 1) == []
    assert len(rig.visit(2)) == 1


def test_half_a_device_is_no_survey():
    """It fell silent in the midst of it."""
    rig = Rig()
    original = rig.asker.walk

    def walk(base):
        if rig.between > 3:
            rig.exchange.dead = True
        return original(base)

    rig.asker.walk = walk
    assert rig.visit() == []
    assert rig.exchange.dead


def test_only_so_many_surveys_are_made_at_once():
    """Another visit will find the room."""
    rig = Rig()
    for _ in range(4):
        rig.office.shared.surveys.acquire()
    assert rig.visit() == []
    rig.office.shared.surveys.release()
    assert len(rig.visit()) == 1


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no recordings")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.snmprec")), ids=lambda p: p.stem)
def test_every_recorded_device_gives_a_sound_survey_and_levels(path):
    """Whatever is odd about it, the collector takes both."""
    if "@" in path.stem:
        return
    rig = Rig()
    shared = rig.office.shared._replace(levels=LEVELS)
    surveyor = Surveyor(rig.office.wanted[0], shared, rig.poller)
    surveyor.visit(Asker(recorded(path.stem), rig.office.clock.uptime), "c", int)
    tables = rig.office.parts.tables
    (part,) = (p for p in rig.office.parts.take() if p.surveys)
    survey = msgspec.json.decode(part.surveys[0], type=Survey)
    assert survey.device == "sw1"
    rows = [*part.readings, *(r for p in rig.office.parts.take() for r in p.readings)]
    for one in rows:
        check_table(unpack(tables.packed()[one.table_id]))
    keys = {port.key for port in survey.ports}
    assert {port.key for port in rig.poller.ports.all} <= keys


def test_a_long_survey_leaves_its_turn_to_others_for_as_long():
    """Also one of a device that says all the time that it restarted."""
    rig = Rig()
    rig._meanwhile = lambda: rig.office.clock.pass_(60)
    assert len(rig.visit()) == 1
    took_s = rig.office.clock.uptime()
    assert took_s > 1200
    rig.surveyor.returned(took_s)
    rig._meanwhile = lambda: None
    rig.office.devices["sw1"].add_port()
    assert rig.visit(SOON_S + 1) == []
    assert len(rig.visit(took_s)) == 1
