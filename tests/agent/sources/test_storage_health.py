"""The health of all drives: each part fails alone, and silence is never health."""

import pytest

from agent.facts.disk_health import judge_found
from agent.sources.programs import Output
from agent.sources.storage_health import MOST_DRIVES, read_health
from tests.support.smart import ScriptedPrograms, attribute, nvme, refused, sas, sata
from tests.support.smart_doors import doors_with, linux_disks, windows_rows
from tests.support.wmi_text import Refusing

VERSION = Output(b"smartctl 7.3 2022-02-28 r5338 [x86_64-linux] (local build)\n")
SCAN = {
    "devices": [
        {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
        {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"},
    ]
}


def programs(scan=SCAN, **drives):
    """Return a smartctl that knows drives by the name behind /dev/."""
    answers = {("--version",): VERSION, ("--scan-open",): scan}
    for name, answer in drives.items():
        answers["--all", f"/dev/{name}"] = answer
    return ScriptedPrograms(answers)


def read_linux(folder, tool, **buses):
    """Return what is known of the drives of a Linux machine."""
    root = linux_disks(folder, **(buses or {"sda": "ata1", "nvme0n1": "nvme0"}))
    return read_health(doors_with(tool, root=root))


def test_each_drive_is_found_by_the_key_of_its_disk(tmp_path):
    """The controller nvme0 is the disk nvme0n1."""
    found = read_linux(tmp_path, programs(sda=sata(), nvme0=nvme()))
    assert {key: one.source for key, one in found.items()} == {
        "nvme0n1": "smartctl",
        "sda": "smartctl",
    }
    assert found["nvme0n1"].drive.nvme.media_errors == 0


def test_without_smartctl_every_drive_says_so(tmp_path):
    """The package's name is in the reason."""
    found = read_linux(tmp_path, ScriptedPrograms({}))
    assert {one.why for one in found.values()} == {"tool_missing"}
    assert {judge_found(one).verdict for one in found.values()} == {"unknown"}


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (TimeoutError("late"), "timeout"),
        (PermissionError("no"), "needs_root"),
        (OSError("broken"), "tool_failed"),
        (RuntimeError("broken"), "tool_failed"),
        (Output(b'{"smartctl": hahaha'), "unreadable_output"),
        (Output(b""), "unreadable_output"),
        (refused("Smartctl open device: failed: Permission denied"), "needs_root"),
        (refused("Device is in STANDBY mode, exit(2)"), "standby"),
    ],
)
def test_a_drive_that_fails_costs_only_itself(tmp_path, error, why):
    """The other one is read."""
    found = read_linux(tmp_path, programs(sda=error, nvme0=nvme()))
    assert found["sda"].why == why
    assert judge_found(found["sda"]).verdict == "unknown"
    assert judge_found(found["nvme0n1"]).verdict == "healthy"


@pytest.mark.parametrize("error", [TimeoutError("late"), OSError("x"), Output(b"x")])
def test_without_a_scan_the_disks_of_the_system_are_asked(tmp_path, error):
    """Also those that the scan overlooked."""
    found = read_linux(tmp_path, programs(error, sda=sata(), nvme0n1=nvme()))
    assert {one.source for one in found.values()} == {"smartctl"}


def test_drives_that_hang_do_not_hold_up_all(tmp_path):
    """After two the rest is not asked."""
    late = {f"sd{letter}": TimeoutError("late") for letter in "abcd"}
    tool = programs({"devices": []}, **late)
    found = read_linux(tmp_path, tool, **dict.fromkeys(late, "ata1"))
    assert [one.why for one in found.values()] == ["timeout"] * 4
    assert sum("--all" in call for call in tool.calls) == 2


def test_virtual_drives_are_not_asked(tmp_path):
    """They know nothing of what they stand on."""
    tool = programs({"devices": []})
    found = read_linux(tmp_path, tool, vda="virtio0")
    assert found["vda"].why == "virtual_drive"
    assert not any("--all" in call for call in tool.calls)


def test_sticks_are_passed_over_and_hidden_drives_are_not(tmp_path):
    """What is no disk of the system counts if it has SMART, or is behind RAID."""
    scan = {
        "devices": [
            {"name": "/dev/sdx", "type": "scsi"},
            {"name": "/dev/sdy", "type": "sat"},
            {"name": "/dev/bus/6", "type": "megaraid,8"},
            {
                "name": "/dev/bus/6",
                "type": "megaraid,9",
                "open_error": "INQUIRY failed",
            },
        ]
    }
    tool = programs(scan, sdx=refused("no"), sdy=sata())
    tool.answers["--all", "/dev/bus/6"] = sas()
    found = read_linux(tmp_path, tool, sda="ata1")
    assert list(found) == ["bus/6 megaraid,8", "bus/6 megaraid,9", "sda", "sdy"]
    assert found["bus/6 megaraid,9"].why == "open_failed"


def test_a_reading_is_bounded(tmp_path):
    """However many drives a scan invents."""
    rows = [{"name": f"/dev/bus/{n}", "type": "megaraid,0"} for n in range(200)]
    tool = programs({"devices": rows})
    tool.answers["--all", "megaraid,0"] = sas()
    found = read_linux(tmp_path, tool, sda="ata1")
    assert len(found) == MOST_DRIVES


COUNTED = [{"DeviceId": "0", "PowerOnHours": 9000, "Temperature": 35, "Wear": 0}]
PNP = r"SCSI\DISK&VEN_WDC&PROD_WD10EZEX\4&1a2b&0&000000"


def predicted(fails):
    """Return the row by which the disk of ``windows_rows`` predicts its failure."""
    row = {"InstanceName": f"{PNP}_0", "PredictFailure": fails}
    return {"MSStorageDriver_FailurePredictStatus": [row]}


def read_windows(tool=None, **classes):
    """Return what is known of the only drive of a PC, and the verdict."""
    doors = doors_with(
        tool or ScriptedPrograms({}), platform="win32", wmi=windows_rows(**classes)
    )
    (found,) = read_health(doors).values()
    return found, judge_found(found)


def test_windows_itself_is_asked_without_smartctl():
    """Its SMART status by the driver; values made by hand, no recording has them."""
    found, judgement = read_windows(**predicted(fails=False))
    assert (found.source, judgement.verdict) == ("windows", "healthy")
    found, judgement = read_windows(**predicted(fails=True))
    assert (judgement.verdict, judgement.text) == ("failing", "smart_passed=false")


def test_windows_calling_a_drive_healthy_is_not_enough():
    """It does so of every drive of which it knows nothing."""
    found, judgement = read_windows()
    assert (found.why, judgement.verdict) == ("tool_missing", "unknown")
    found, judgement = read_windows(MSFT_StorageReliabilityCounter=COUNTED)
    assert (found.source, judgement.verdict) == ("windows", "healthy")
    assert found.drive.temperature_c == 35


def test_smartctl_counts_before_windows():
    """Windows is asked where smartctl read no status."""
    tool = programs({"devices": [{"name": "/dev/sda", "type": "ata"}]}, sda=sata())
    found, _ = read_windows(tool, **predicted(fails=True))
    assert found.source == "smartctl"
    tool.answers["--all", "/dev/sda"] = refused("Open failed, Error=5")
    found, judgement = read_windows(tool, **predicted(fails=True))
    assert (found.source, judgement.verdict) == ("windows", "failing")
    found, judgement = read_windows(tool)
    assert (found.why, judgement.verdict) == ("needs_root", "unknown")


def test_a_windows_that_answers_nothing_breaks_nothing():
    """No rows are no drives, and no error."""
    doors = doors_with(ScriptedPrograms({}), platform="win32", wmi=Refusing())
    assert read_health(doors) == {}


def test_a_tool_that_hangs_is_not_missing(tmp_path):
    """Its reason is another."""
    late = ScriptedPrograms({("--version",): TimeoutError("late")})
    assert read_linux(tmp_path, late)["sda"].why == "timeout"


def test_two_names_of_a_drive_are_one(tmp_path):
    """The one that was read counts."""
    rows = [{"name": "/dev/sda", "type": kind} for kind in ("scsi", "sat")]
    tool = programs({"devices": rows})
    tool.answers["--all", "-d"] = sata(attribute(5, 1))
    tool.answers["--all",] = refused("no")
    found = read_linux(tmp_path, tool, sda="ata1")
    assert found["sda"].drive.ata.reallocated_sectors == 1
