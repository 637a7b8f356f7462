"""The arrays probe."""

from agent.probes.arrays import ArraysProbe
from agent.sources.safety import Arrays, Raid, Scrub, unreadable
from tests.support.yielded import facts, values


def read(arrays):
    """Return what the probe yields for *arrays*."""
    return list(ArraysProbe(read_arrays=lambda doors: arrays).read())


def test_a_degraded_array_shows_as_facts_and_numbers():
    """What is unknown has a reason and no sample."""
    raid = Raid(
        level="raid1", degraded=True, devices=2, active_devices=1, rebuild_percent=48.0
    )
    scrub = Scrub(last_timestamp_seconds=60.0, errors=0)
    found = read(Arrays(raids={"md0": raid}, scrubs={"tank": scrub}))
    numbers = values(found)
    assert numbers["hatang_raid_degraded", "md0"] == 1
    assert numbers["hatang_raid_active_devices", "md0"] == 1
    assert numbers["hatang_raid_rebuild_ratio", "md0"] == 0.48
    assert ("hatang_raid_failed_devices", "md0") not in numbers
    assert numbers["hatang_scrub_last_timestamp_seconds", "tank"] == 60
    assert numbers["hatang_scrub_errors", "tank"] == 0
    item = facts(found)["raid"]["md0"]
    assert item.attributes["level"] == "raid1"
    assert item.unknown["failed_devices"]


def test_a_machine_without_arrays_yields_empty_facts():
    """So that one that is gone is seen to be gone."""
    assert facts(read(Arrays())) == {"raid": {}, "scrub": {}}


def test_an_unreadable_part_yields_no_number():
    """Not degraded would be a guess."""
    found = read(Arrays(raids=unreadable(Raid, "needs root")))
    assert values(found) == {}
    assert facts(found)["raid"][""].unknown["degraded"] == "needs root"
