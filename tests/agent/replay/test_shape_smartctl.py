"""The printed object of what smartctl says."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.smartctl.answer import read_document
from agent.replay.kinds import load
from agent.replay.shape_smartctl import damaged, drive_object, scan_object
from tests.support.smart import attribute, nvme, refused, sas, sata


def test_each_protocol_has_its_part():
    """And no part of another."""
    parts = [
        {"ata", "nvme", "scsi"} & set(drive_object(read_document(document)))
        for document in (sata(), nvme(), sas())
    ]
    assert parts == [{"ata"}, {"nvme"}, {"scsi"}]


def test_what_is_unknown_is_null():
    """It never means zero."""
    found = drive_object(read_document(refused("Permission denied")))
    assert found["verdict"] == "unknown"
    assert found["smart_passed"] is found["power_on_hours"] is found["media"] is None
    assert found["exit_bits"] == ["device_open_failed"]
    assert found["smartctl_messages"] == ["Permission denied"]


def test_hours_are_whole():
    """Minutes are left out, as smartctl's table does."""
    document = sata(attribute(5, 0), power_on_time={"hours": 7, "minutes": 59})
    assert drive_object(read_document(document))["power_on_hours"] == 7


def test_damaged_json_is_an_answer_and_other_files_are_none():
    """A drive whose answer is damaged is unknown; a picture is an error."""
    read = load("smartctl")
    assert read(b'{"smartctl": hahaha', "x")["verdict"] == "unknown"
    assert damaged("why")["smart_passed"] is None
    with pytest.raises(ReadError):
        read(b"\x89PNG", "x")


def test_a_scan_is_a_list():
    """Empty, if no drive was found."""
    empty = {"smartctl": {"argv": ["smartctl", "--scan"]}}
    assert load("smartctl")(json.dumps(empty).encode(), "") == {"devices": []}
    assert scan_object([]) == {"devices": []}
    text = b"/dev/sda -d sat # /dev/sda [SAT], ATA device\n"
    device = {"name": "/dev/sda", "type": "sat", "protocol": "ATA"}
    assert load("smartctl-text")(text, "") == {"devices": [device]}
