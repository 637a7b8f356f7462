"""The real smartctl of the system, on what this machine has: failures are unknown."""

import subprocess
from pathlib import Path

import pytest

from agent.facts.disk_health import REASONS, judge_found
from agent.readers.smartctl.scan import Device
from agent.sources import smartctl_program
from agent.sources.doors import real_doors
from agent.sources.linux_disks import read_disks
from agent.sources.storage_health import Found, ask_one, read_health
from tests.support.processes import need

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def tool():
    """Return the smartctl of Debian's smartmontools."""
    need("smartctl")
    return smartctl_program.find(real_doors())


def test_its_version_is_read(tool):
    """It is one that speaks JSON."""
    assert tool.version >= smartctl_program.JSON_SINCE


def test_its_scan_is_read(tool):
    """Whatever it finds; on a virtual machine often nothing."""
    for device in smartctl_program.scan(real_doors(), tool):
        assert device.name.startswith("/dev/")


@pytest.mark.parametrize("kind", [None, "sat", "scsi", "nvme", "megaraid,0"])
def test_a_file_is_no_drive(tool, tmp_path, kind):
    """Smartctl's refusal becomes unknown with a reason, in each way to ask."""
    path = tmp_path / "disk.img"
    path.write_bytes(bytes(1 << 20))
    found = ask_one(real_doors(), tool, Device(str(path), kind))
    judgement = judge_found(found)
    assert judgement.verdict == "unknown"
    assert judgement.evidence[0].code == "no_smart"
    assert judgement.evidence[0].value in REASONS


def test_a_loop_device_is_no_drive(tool, tmp_path):
    """Where the system has loop devices that we may set up."""
    path = tmp_path / "disk.img"
    path.write_bytes(bytes(1 << 20))
    made = subprocess.run(
        ["losetup", "--find", "--show", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("loop devices cannot be set up here")
    try:
        found = ask_one(real_doors(), tool, Device(made.stdout.strip()))
    finally:
        subprocess.run(["losetup", "--detach", made.stdout.strip()], check=True)
    assert judge_found(found).verdict == "unknown"


def test_the_whole_disks_of_this_machine_are_asked(tool):
    """Virtual ones, too: what smartctl refuses is never healthy."""
    for key in read_disks(Path("/")):
        found = ask_one(real_doors(), tool, Device(f"/dev/{key}"))
        status = found.drive.smart_passed if found.drive else None
        assert status is not None or judge_found(found).verdict != "healthy"


def test_this_machines_drives_have_a_verdict(tool):
    """Healthy only with a status that smartctl read."""
    for key, found in read_health(real_doors()).items():
        judgement = judge_found(found)
        assert isinstance(found, Found)
        if judgement.verdict == "healthy":
            assert found.drive.smart_passed, key
        if judgement.verdict == "unknown":
            assert judgement.evidence[0].value in REASONS, key
