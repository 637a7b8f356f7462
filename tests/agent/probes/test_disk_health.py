"""The disk health probe."""

import pytest

from agent.probe import NoData
from agent.probes.disk_health import DiskHealthProbe, read_health
from agent.readers.smartctl.answer import read_document
from agent.shared.metric import Sample
from agent.sources.doors import real_doors
from agent.sources.storage_health import Found
from tests.support.smart import attribute, nvme, sas, sata
from tests.support.yielded import facts, values


def found(document, why=""):
    """Return what smartctl says of a drive."""
    return Found(source="smartctl", drive=read_document(document), why=why)


def probe_of(*readings):
    """Return a probe whose runs read *readings* of the drive sda, one after the other."""
    left = list(readings)
    return DiskHealthProbe(drives=lambda doors: {"sda": left.pop(0)})


def test_a_verdict_is_one_of_five_series():
    """1 for the one that holds, 0 for the others."""
    measured = values(probe_of(found(sata(attribute(197, 8)))).read())
    states = {
        labels[1]: value
        for (name, *labels), value in measured.items()
        if name == "hatang_disk_health_verdict"
    }
    assert states == {
        "healthy": 0,
        "watch": 1,
        "replace_soon": 0,
        "failing": 0,
        "unknown": 0,
    }


def test_what_a_sata_drive_counts_is_measured():
    """In base units, with the drive's key."""
    document = sata(
        attribute(5, 1),
        attribute(187, 2),
        attribute(197, 3),
        attribute(198, 4),
        attribute(199, 5),
        attribute(231, 0, name="SSD_Life_Left", value=64),
        rpm=0,
        power_on_time={"hours": 2},
        temperature={"current": 36},
    )
    measured = values(probe_of(found(document)).read())
    expected = {
        "hatang_disk_smart_passed": 1,
        "hatang_disk_power_on_seconds": 7200,
        "hatang_disk_temperature_celsius": 36,
        "hatang_disk_reallocated_sectors": 1,
        "hatang_disk_reported_uncorrectable_errors_total": 2,
        "hatang_disk_pending_sectors": 3,
        "hatang_disk_offline_uncorrectable_sectors": 4,
        "hatang_disk_interface_crc_errors_total": 5,
        "hatang_disk_wear_ratio": 0.36,
    }
    assert {name: measured[name, "sda"] for name in expected} == expected


def test_nvme_and_sas_drives_count_other_things():
    """What a protocol does not know has no series."""
    document = nvme(media_errors=7, percentage_used=130, unsafe_shutdowns=9)
    measured = values(probe_of(found(document)).read())
    assert measured["hatang_disk_media_errors_total", "sda"] == 7
    assert measured["hatang_disk_wear_ratio", "sda"] == 1.3
    assert measured["hatang_disk_spare_ratio", "sda"] == 1
    assert measured["hatang_disk_unsafe_shutdowns_total", "sda"] == 9
    assert ("hatang_disk_pending_sectors", "sda") not in measured
    document = sas(
        scsi_grown_defect_list=56,
        scsi_error_counter_log={"write": {"total_uncorrected_errors": 1}},
    )
    measured = values(probe_of(found(document)).read())
    assert measured["hatang_disk_grown_defects", "sda"] == 56
    assert measured["hatang_disk_uncorrected_write_errors_total", "sda"] == 1


def test_a_temperature_left_empty_is_none():
    """0 °C with a limit of 0 °C is no reading; neither is 200 °C."""
    name = "hatang_disk_temperature_celsius", "sda"
    for current, known in ((0, False), (200, False), (21, True)):
        document = sas(temperature={"current": current, "drive_trip": 0})
        assert (name in values(probe_of(found(document)).read())) == known


def test_the_facts_are_of_the_same_reading():
    """Each with its verdict; an unread drive has one, too."""
    probe = DiskHealthProbe(
        drives=lambda doors: {"sda": found(sata()), "sdb": Found(why="tool_missing")}
    )
    parts = list(probe.read())
    items = facts(parts)["disk_health"]
    assert items["sda"].attributes["verdict"] == "healthy"
    assert items["sdb"].attributes["evidence"] == "no_smart=tool_missing"
    assert "smartmontools" in items["sdb"].unknown["smart_passed"]
    assert values(parts)["hatang_disk_health_verdict", "sdb", "unknown"] == 1
    assert {p.metric for p in parts if isinstance(p, Sample)} <= set(probe.metrics)


def test_what_grows_while_the_agent_runs_is_seen():
    """And stays seen, against the first reading of the drive."""
    readings = [found(sata(attribute(197, count))) for count in (1, 3, 3)]
    probe = probe_of(*readings)
    verdicts = [
        facts(probe.read())["disk_health"]["sda"].attributes["verdict"]
        for _ in readings
    ]
    assert verdicts == ["watch", "replace_soon", "replace_soon"]


def test_a_new_drive_at_an_old_name_begins_anew():
    """Its counters are not those of the old one."""
    other = [sata(attribute(197, n), serial_number="NEW") for n in (5, 5)]
    probe = probe_of(found(sata(attribute(197, 1))), *map(found, other))
    for _ in range(3):
        item = facts(probe.read())["disk_health"]["sda"]
        assert item.attributes["verdict"] == "watch"


def test_a_sleeping_drive_keeps_its_verdict():
    """It is not woken; of what it said only the temperature is over."""
    awake = found(sata(attribute(5, 1), temperature={"current": 36}))
    asleep = found(sata(passed=None), why="standby")
    probe = probe_of(asleep, awake, asleep)
    name = "hatang_disk_temperature_celsius", "sda"
    runs = [list(probe.read()) for _ in range(3)]
    verdicts = [facts(run)["disk_health"]["sda"].attributes["verdict"] for run in runs]
    assert verdicts == ["unknown", "watch", "watch"]
    assert [name in values(run) for run in runs] == [False, True, False]


def test_a_machine_without_drives_has_no_data():
    """That is no failure, and says nothing of drives."""
    with pytest.raises(NoData):
        list(DiskHealthProbe(drives=lambda doors: {}).read())


def test_this_machine_can_be_read():
    """Whatever it has; a drive is never healthy without a status."""
    for one in read_health(real_doors()).values():
        assert one.why or one.drive is not None
