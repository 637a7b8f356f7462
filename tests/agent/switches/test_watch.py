"""One device in all that happens to it, told by the clock of the test."""

import msgspec
import pytest

from agent.shared.survey import Survey
from agent.switches.remembered import Remembered
from agent.switches.watch import Watched
from tests.support.watched_devices import Office


class Rig:
    """An office with one device that is visited whenever it wants to be."""

    def __init__(self, **others):
        self.office = Office("sw1", **others)
        device = self.office.wanted[0]
        self.watched = Watched(device, self.office.shared, self.office.clock.uptime())

    def run(self, seconds):
        """Visit for so many *seconds*; return the readings by probe."""
        office, end = self.office, self.office.clock.uptime() + seconds
        while self.watched.due_s < end:
            office.pass_(max(0.0, self.watched.due_s - office.clock.uptime()))
            self.watched.visit()
        office.pass_(max(0.0, end - office.clock.uptime()))
        return {probe: runs for (_, probe), runs in office.tables().items()}

    @property
    def kinds(self):
        """The kinds of the events so far."""
        return [event.kind for event in self.office.events]


def test_a_device_is_polled_each_minute_and_surveyed_each_ten():
    """Levels every five, and everything tells which device it is."""
    rig = Rig()
    found = rig.run(600)
    assert len(found["switch_ports"]) == 10
    assert len(found["switch_poll"]) == 10
    assert len(found["switch_levels"]) == 2
    last = found["switch_poll"][-1]
    assert last["device_up",] == 1
    assert last["device_polls_total",] == 10
    assert last["device_poll_failures_total",] == 0
    assert last["device_boot_timestamp_seconds",] == pytest.approx(
        1_800_000_000 - 864_000, abs=2
    )
    assert rig.office.events == []


def test_a_survey_is_sent_once_while_nothing_changes():
    """And again when a port is put in."""
    rig = Rig()
    surveys = []

    def run(seconds):
        rig.run(seconds)
        return len(surveys)

    rig.office.shared.parts.survey = surveys.append
    assert run(1800) == 1
    assert b'"device":"sw1"' in surveys[0]
    rig.office.devices["sw1"].add_port()
    assert run(1200) == 2


def test_the_credential_that_works_is_found_and_remembered():
    """In their order; each costs one question."""
    rig = Rig(credentials=("a", "b", "c"))
    found = rig.run(59)
    assert [name for _, name, _ in rig.office.opened] == ["a", "b", "c"]
    assert rig.office.memory.of("sw1") == Remembered("c")
    assert "device_silent" not in rig.kinds
    assert [one["device_up",] for one in found["switch_poll"]] == [1]


def test_a_remembered_credential_is_tried_first(tmp_path):
    """After a restart of the agent, too."""
    first = Rig(credentials=("a", "b"), folder=tmp_path)
    first.run(61)
    first.office.memory.save()
    second = Rig(credentials=("a", "b"), folder=tmp_path)
    second.run(61)
    assert second.office.opened[0][1] == "b"


def test_a_credential_that_stops_working_is_followed_by_the_others():
    """The device was given another community."""
    rig = Rig(credentials=("a", "b"))
    rig.run(120)
    rig.office.takes["sw1"] = "a"
    rig.run(300)
    assert rig.office.memory.of("sw1").credential == "a"
    assert rig.kinds == ["device_silent", "device_answers"]


def test_one_lost_poll_is_down_but_no_event():
    """Two in a row are."""
    rig = Rig()
    rig.run(60)
    rig.office.dead.add("sw1")
    lost = rig.run(60)["switch_poll"]
    assert [one["device_up",] for one in lost] == [0]
    assert rig.kinds == []
    rig.run(60)
    assert rig.kinds == ["device_silent"]
    assert rig.office.events[0].device == "sw1"


def test_a_silent_device_is_asked_seldom_and_cheaply():
    """One small question without retries, and it is still said that it is down."""
    rig = Rig()
    rig.run(60)
    rig.office.dead.add("sw1")
    rig.run(1200)
    rig.office.opened.clear()
    found = rig.run(3600)
    assert len(rig.office.opened) <= 13
    assert {retries for _, _, retries in rig.office.opened} == {0}
    assert len(found["switch_poll"]) == 60
    assert all(one["device_up",] == 0 for one in found["switch_poll"])
    assert "switch_ports" not in found


def test_a_device_that_comes_back_is_told_with_its_silence():
    """And polled as before, with its retries."""
    rig = Rig()
    rig.run(60)
    rig.office.dead.add("sw1")
    rig.run(1200)
    rig.office.dead.clear()
    found = rig.run(600)
    assert rig.kinds == ["device_silent", "device_answers"]
    assert 600 < rig.office.events[1].attributes["silent_s"] < 1800
    assert rig.office.opened[-1][2] == 1
    assert found["switch_poll"][-1]["device_up",] == 1
    rates = [
        one["switch_port_receive_bytes_total", "Gi1"] for one in found["switch_ports"]
    ]
    assert set(rates) == {0}


def test_silence_is_told_once_over_a_restart_of_the_agent(tmp_path):
    """It is remembered that it was told."""
    rig = Rig(folder=tmp_path)
    rig.run(60)
    rig.office.dead.add("sw1")
    rig.run(300)
    rig.office.memory.save()
    again = Rig(folder=tmp_path)
    again.office.dead.add("sw1")
    again.run(600)
    assert again.kinds == []
    again.office.dead.clear()
    again.run(600)
    assert again.kinds == ["device_answers"]


def test_a_device_that_never_answered_is_no_news():
    """Somebody mistyped an address: it is down, and that is all."""
    rig = Rig()
    rig.office.dead.add("sw1")
    found = rig.run(600)
    assert rig.kinds == []
    assert found["switch_poll"][-1]["device_up",] == 0


def test_a_device_that_never_answered_is_told_of_once():
    """With what was tried; when it answers at last, its survey takes that place."""
    rig = Rig(credentials=("a", "b"))
    surveys = []
    rig.office.shared.parts.survey = lambda body: surveys.append(
        msgspec.json.decode(body, type=Survey)
    )
    rig.office.dead.add("sw1")
    rig.run(3600)
    (stub,) = surveys
    assert (stub.device, stub.answered, stub.tried) == ("sw1", False, ("a", "b"))
    assert stub.problems["device"]
    rig.office.dead.clear()
    rig.run(1800)
    assert [one.answered for one in surveys] == [False, True]


def test_a_device_that_answered_once_is_never_told_of_as_a_stub():
    """What it said before still holds."""
    rig = Rig()
    surveys = []
    rig.office.shared.parts.survey = surveys.append
    rig.run(120)
    rig.office.dead.add("sw1")
    rig.run(3600)
    assert len(surveys) == 1


def test_a_restart_of_the_device_is_told():
    """Counting goes on, and the loss is counted once."""
    rig = Rig()
    rig.run(120)
    rig.office.devices["sw1"].restart()
    found = rig.run(120)
    assert rig.kinds == ["device_restarted"]
    assert 0 <= rig.office.events[0].attributes["uptime_s"] <= 60
    last = found["switch_poll"][-1]
    assert last["device_counter_discontinuities_total",] == 1


def test_another_serial_number_is_another_device():
    """At the same address, under the same name."""
    rig = Rig()
    rig.run(60)
    rig.office.memory.note("sw1", serial="OLD")
    rig.office.devices["sw1"].serial = b"NEW"
    rig.office.devices["sw1"].restart()
    rig.run(180)
    assert rig.kinds == ["device_restarted", "device_replaced"]
    assert rig.office.events[1].attributes["after"] == "NEW"


def test_links_are_told_of_the_device():
    """With the port."""
    rig = Rig()
    rig.run(60)
    rig.office.devices["sw1"].link(1, up=False)
    rig.run(60)
    assert rig.kinds == ["port_down"]
    assert rig.office.events[0].device == "sw1"


def test_a_credential_that_cannot_be_read_is_a_trouble_of_that_device(caplog):
    """It is said once, not every minute."""
    rig = Rig()
    rig.office.shared.keyring._settings.clear()
    found = rig.run(600)
    assert found["switch_poll"][-1]["device_up",] == 0
    assert len([r for r in caplog.records if "no credential" in r.message]) == 1


def test_polls_that_were_left_out_are_counted():
    """The visit before took three minutes."""
    rig = Rig()
    rig.run(60)
    rig.office.pass_(190)
    rig.watched.visit()
    assert rig.watched.figures.missed == 3
    rig.watched.close()
    assert rig.office.exchanges["sw1"].closed
