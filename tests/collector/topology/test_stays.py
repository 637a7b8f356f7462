"""One record for each stay at a port, however often a machine moves."""

from collections import Counter

from collector.topology import stays as stays_module
from collector.topology.stays import (
    GAP_S,
    MOST_PLACES,
    RETURNS_WITHIN_S,
    SURE_AFTER_S,
    WRITTEN_EVERY_S,
    Spot,
    Stays,
)

MAC = "d8:9e:f3:00:00:01"
START = 1_000_000.0


def spot(port, time, device="s"):
    """Return where a reading saw the machine."""
    return Spot(MAC, device, port, time, 10)


class Story:
    """Readings one after the other, and what was written for them."""

    def __init__(self, known=()):
        self.stays = Stays(known)
        self.rows = {}
        self.writes = 0
        self.moves = []

    def see(self, port, time, *, now=None):
        """Follow one reading."""
        found = self.stays.follow([spot(port, time)], time if now is None else now)
        for row in found.changed:
            self.rows[row.mac, row.device, row.port, row.first] = row
        self.writes += len(found.changed)
        self.moves += found.moves
        return self


def test_a_machine_that_stays_has_one_record():
    """Its end is written down now and then."""
    story = Story()
    for minute in range(61):
        story.see("1", START + 60 * minute)
    ((_name, row),) = story.rows.items()
    assert row.first == START
    assert START + 3600 - row.last <= WRITTEN_EVERY_S
    assert story.writes == 1 + 3600 // WRITTEN_EVERY_S
    assert story.moves == []


def test_a_night_or_a_holiday_does_not_end_a_stay():
    """A month does."""
    story = Story().see("1", START).see("1", START + GAP_S)
    assert len(story.rows) == 1
    story.see("1", START + 2 * GAP_S + 1)
    assert len(story.rows) == 2
    assert story.moves == []


def test_a_first_place_waits_while_devices_still_come_in():
    """A port with many may lead to a switch that nobody has read yet."""
    stays = Stays()
    early = spot("up1", START)._replace(early=True)
    assert stays.follow([early], START).changed == []
    assert stays.waits
    found = stays.follow([spot("p5", START, "t")], START + 60)
    assert [row.port for row in found.changed] == ["p5"]
    assert found.moves == []
    assert not stays.waits


def test_a_move_counts_when_it_lasts():
    """From the first reading at the new port on."""
    story = Story().see("1", START).see("2", START + 60)
    assert len(story.rows) == 1
    assert story.stays.waits
    story.see("2", START + 60, now=START + 60 + SURE_AFTER_S)
    assert not story.stays.waits
    (move,) = story.moves
    assert (move.before.port, move.after.port) == ("1", "2")
    assert move.after.first == START + 60


def test_one_odd_reading_moves_nobody():
    """It is forgotten when the machine is seen where it was."""
    story = Story().see("1", START).see("2", START + 60).see("1", START + 120)
    story.see("2", START + 600)
    assert story.moves == []
    assert len(story.rows) == 1


def test_an_older_reading_changes_nothing():
    """Of a switch that is read more seldom."""
    story = Story().see("1", START).see("2", START - 100, now=START + 999)
    assert story.stays.last(MAC).port == "1"
    assert not story.stays.waits


def test_a_laptop_that_roams_writes_as_many_records_as_there_are_places():
    """Not one for each time it moves, and each at most every quarter of an hour."""
    story, time = Story(), START
    for _round in range(200):
        for port in ("1", "2", "3"):
            for _reading in range(3):
                story.see(port, time)
                time += SURE_AFTER_S
    assert len(story.rows) == 3
    assert len(story.moves) == 2
    assert story.writes <= 3 * (time - START) / WRITTEN_EVERY_S + 3


def test_one_machine_cannot_fill_the_store():
    """After so many places in a day the others are not written down."""
    story, time = Story(), START
    for number in range(100):
        for _reading in range(2):
            story.see(str(number), time)
            time += SURE_AFTER_S
    assert len(story.rows) == MOST_PLACES
    assert time - START < RETURNS_WITHIN_S


def test_a_restart_goes_on_with_what_was_written_down():
    """The same stay, and no move."""
    before = Story().see("1", START)
    after = Story(before.rows.values()).see("1", START + WRITTEN_EVERY_S)
    assert after.rows.keys() == before.rows.keys()
    assert after.moves == []


def test_what_is_long_past_is_not_kept_in_memory():
    """It stays in the store."""
    story = Story().see("1", START)
    story.stays.follow([], START + 400 * 86400.0)
    assert story.stays.last(MAC) is None
    assert Counter(row.port for row in story.rows.values()) == {"1": 1}


def test_a_stay_from_before_the_clock_was_set_back_holds_nobody():
    """What is seen since begins another one."""
    story = Story().see("1", START + 9e6)
    story.see("2", START)
    story.see("2", START + SURE_AFTER_S)
    assert story.stays.last(MAC).port == "2"
    assert len(story.rows) == 2
    assert all(row.first <= row.last for row in story.rows.values())


def test_a_switch_that_makes_up_its_table_fills_no_memory(monkeypatch):
    """Those who are known already go on to be followed."""
    monkeypatch.setattr(stays_module, "MOST_MACHINES", 3)
    monkeypatch.setattr(stays_module, "MOST_NEW", 4)
    stays = Stays()
    for time in (START, START + 3600):
        spots = [Spot(f"00:00:00:00:00:{n:02x}", "s", "1", time) for n in range(9)]
        found = stays.follow(spots, time)
        assert [row.mac[-1] for row in found.changed] == ["0", "1", "2"]


def test_new_stays_of_an_hour_are_bounded(monkeypatch):
    """Machines that hop from port to port write no more than that."""
    monkeypatch.setattr(stays_module, "MOST_NEW", 4)
    story = Story()
    hour = START - START % 3600
    for number in range(10):
        story.see(str(number), hour + 300 * number)
        story.see(str(number), hour + 300 * number + SURE_AFTER_S)
    assert len(story.rows) == 4
