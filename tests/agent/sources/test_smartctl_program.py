"""How smartctl is started: found, asked for JSON or text, never for a test."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.smartctl.scan import Device
from agent.sources.programs import Output
from agent.sources.smartctl_program import Smartctl, ask, find, scan
from tests.support.smart import ScriptedPrograms, refused, sata
from tests.support.smart_doors import doors_with

VERSION = Output(b"smartctl 7.3 2022-02-28 r5338 [x86_64-linux] (local build)\n")
OLD = Output(b"smartctl 6.6 2016-05-31 r4324 [x86_64-linux] (local build)\n")
NEW = Smartctl("smartctl", (7, 3))


def test_it_is_found_where_a_service_does_not_look():
    """The PATH of a service may lack /usr/sbin; on Windows the installer sets none."""
    place = "/usr/sbin/smartctl"
    doors = doors_with(ScriptedPrograms({(place, "--version"): VERSION}))
    assert find(doors) == Smartctl(place, (7, 3))
    place = r"C:\Program Files\smartmontools\bin\smartctl.exe"
    programs = ScriptedPrograms({(place, "--version"): VERSION})
    assert find(doors_with(programs, platform="win32")).program == place


def test_without_it_that_is_said():
    """Not installed is another thing than broken."""
    with pytest.raises(FileNotFoundError):
        find(doors_with(ScriptedPrograms({})))
    strange = ScriptedPrograms({("smartctl", "--version"): Output(b"hello")})
    with pytest.raises(OSError, match="does not answer"):
        find(doors_with(strange))


def test_a_sleeping_drive_is_never_woken_and_no_test_is_started():
    """The words of each call are these."""
    programs = ScriptedPrograms({("--all",): sata()})
    ask(doors_with(programs), NEW, Device("/dev/sda", "sat"))
    ask(doors_with(programs), NEW, Device("/dev/sdb", "scsi"))
    assert programs.calls == [
        ("smartctl", "--json", "--all", "--nocheck=standby", "-d", "sat", "/dev/sda"),
        ("smartctl", "--json", "--all", "--nocheck=standby", "/dev/sdb"),
    ]


def test_old_versions_are_asked_for_text():
    """They know no JSON."""
    text = Output(
        b"smartctl 6.6\nSMART overall-health self-assessment test result: PASSED"
    )
    line = Output(b"/dev/sda -d sat # /dev/sda [SAT], ATA device\n")
    programs = ScriptedPrograms(
        {("--version",): OLD, ("--scan-open",): line, ("--all",): text}
    )
    doors = doors_with(programs)
    tool = find(doors)
    assert scan(doors, tool) == [Device("/dev/sda", "sat", "ATA")]
    assert ask(doors, tool, Device("/dev/sda", "sat")).smart_passed is True
    assert not any("--json" in call for call in programs.calls)


def test_a_scan_hands_out_devices_only():
    """What looks like an option is never passed on."""
    rows = [{"name": "-t"}, {"name": "/dev/sda"}, {"name": "/dev/x;rm\n"}]
    programs = ScriptedPrograms({("--scan-open",): {"devices": rows}})
    assert scan(doors_with(programs), NEW) == [Device("/dev/sda")]
    strange = ScriptedPrograms({("--all",): sata()})
    ask(doors_with(strange), NEW, Device("/dev/sda", "--test=long"))
    assert "--test=long" not in strange.calls[0]


def test_a_scan_of_nonsense_finds_nothing():
    """The disks that the system knows are asked anyway."""
    for answer in (Output(b"nonsense"), sata()):
        programs = ScriptedPrograms({("--scan-open",): answer})
        assert scan(doors_with(programs), NEW) == []


def test_an_unknown_usb_bridge_is_asked_a_second_way():
    """Most pass SATA commands through; where not, the first answer stands."""
    unknown = refused("/dev/sdb: Unknown USB bridge [0x1234:0x5678]", 1)
    works = ScriptedPrograms({("-d", "sat"): sata(), ("--all",): unknown})
    assert ask(doors_with(works), NEW, Device("/dev/sdb")).smart_passed is True
    fails = ScriptedPrograms({("--all",): unknown})
    drive = ask(doors_with(fails), NEW, Device("/dev/sdb"))
    assert drive.messages[0].text.endswith("[0x1234:0x5678]")


def test_a_damaged_answer_is_an_error():
    """So is an answer to another question."""
    for answer in (Output(b'{"smartctl": '), {"devices": []}):
        programs = ScriptedPrograms({("--all",): answer})
        with pytest.raises(ReadError):
            ask(doors_with(programs), NEW, Device("/dev/sda"))
