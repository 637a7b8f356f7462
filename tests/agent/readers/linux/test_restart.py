"""needrestart and fwupd; values made by hand (no recording of fwupd was found)."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.restart import read_fwupd, read_needrestart


@pytest.mark.parametrize(
    ("status", "reboot"), [("0", None), ("1", False), ("2", True), ("3", True)]
)
def test_the_kernel_status_says_whether_to_restart(status, reboot):
    """0 is unknown, not fine."""
    found = read_needrestart(f"NEEDRESTART-VER: 3.6\nNEEDRESTART-KSTA: {status}\n")
    assert found.kernel_status == int(status)
    assert found.reboot_for_kernel is reboot


def test_sessions_are_counted_not_named():
    """They name people."""
    text = (
        "NEEDRESTART-VER: 3.6\nNEEDRESTART-SESS: lan @ session #2\nNEEDRESTART-SVC: a\n"
    )
    found = read_needrestart(text)
    assert (found.sessions, found.services_to_restart) == (1, 1)
    assert "lan" not in repr(found)
    assert found.reboot_for_kernel is None


def test_firmware_that_waits_is_counted():
    """Releases that the device runs already, or that are older, do not wait."""
    devices = [
        {
            "Flags": ["updatable"],
            "Version": "1",
            "Releases": [{"Version": "2", "Urgency": "high"}],
        },
        {"Flags": ["updatable"], "Version": "2", "Releases": [{"Version": "2"}]},
        {"Releases": [{"Version": "0", "Flags": ["is-downgrade"]}]},
        {"Releases": [{"Version": "3", "Flags": ["is-upgrade"]}]},
        {"Name": "plain"},
    ]
    found = read_fwupd(json.dumps({"Devices": devices}))
    assert (found.devices, found.updatable) == (5, 2)
    assert (found.waiting, found.waiting_security) == (2, 1)


def test_other_texts_are_refused():
    """No answer is not an empty one."""
    with pytest.raises(ReadError):
        read_needrestart("needrestart: not root\n")
    for text in ("[]", '{"Error": {}}', "no"):
        with pytest.raises(ReadError):
            read_fwupd(text)
