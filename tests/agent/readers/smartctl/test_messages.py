"""What smartctl says beside the values."""

import pytest

from agent.readers.smartctl.answer import read_document
from agent.readers.smartctl.messages import (
    exit_bits,
    meaning_of,
    read_messages,
    why_unread,
)
from tests.support.smart import refused, sata


def test_the_exit_status_is_a_mask():
    """All bits have a name; nothing said is nothing known."""
    assert exit_bits(216) == [
        "disk_failing",
        "prefail_at_or_below_threshold",
        "error_log_has_errors",
        "selftest_log_has_errors",
    ]
    assert len(exit_bits(255)) == 8
    assert exit_bits(0) == exit_bits(None) == []


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Smartctl open device: /dev/sda failed: Permission denied", "needs_root"),
        (r"open device: /dev/sda failed: \\.\PhysicalDrive0: Error=5", "needs_root"),
        ("Device is in STANDBY mode, exit(2)", "standby"),
        ("Device is in STANDBY (OS) mode, exit(2)", "standby"),
        ("/dev/sdb: Unknown USB bridge [0x0781:0x5583]", "usb_bridge_unsupported"),
        (
            "failed: DELL or MegaRaid controller, please try adding '-d megaraid,N'",
            "raid_controller",
        ),
        ("/dev/vda: Unable to detect device type", "type_not_detected"),
        ("open device: /dev/sdx failed: No such device", "no_such_device"),
        ("open device: /dev/sdx failed: INQUIRY failed", "open_failed"),
        ("Warning: This result is based on an Attribute check.", None),
    ],
)
def test_messages_say_why_nothing_was_read(text, meaning):
    """Each way to fail asks for another thing to do."""
    assert meaning_of(text) == meaning
    if meaning:
        assert why_unread(read_document(refused(text))) == meaning


def test_without_a_message_the_rest_says_why():
    """SMART may be missing, switched off, or silent."""
    off = sata(passed=None, smart_support={"available": True, "enabled": False})
    none = sata(passed=None, smart_support=False)
    assert why_unread(read_document(off)) == "switched_off"
    assert why_unread(read_document(none)) == "not_supported"
    assert why_unread(read_document(sata(passed=None))) == "no_status"
    assert why_unread(read_document({"smartctl": {"exit_status": 2}})) == "open_failed"


def test_messages_are_kept_in_order_and_in_bounds():
    """What is no message is passed over."""
    found = read_messages({"smartctl": {"messages": [1, {}, {"string": "x"}] * 40}})
    assert [one.text for one in found] == ["x"] * 20
