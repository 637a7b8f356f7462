"""By what a machine is known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.fingerprint import fingerprint, is_junk
from agent.shared.wire import Item


@pytest.mark.parametrize(
    "value",
    ["To be filled by O.E.M.", "Default string", "0000000000", "None", "", "123456789"],
)
def test_what_makers_leave_in_place_of_a_number_is_junk(value):
    """It would make strangers look alike."""
    assert is_junk(value)


def test_the_parts_are_hashes_of_what_is_known():
    """Junk, virtual and random addresses are left out."""
    facts = {
        "system": {
            "": Item({"uuid": "4C4C4544-0042-3510", "serial": "Default string"})
        },
        "disk": {"sda": Item({"serial": "S3Z9NX0M"})},
        "network_interface": {
            "docker0": Item({"mac": "02:42:ac:11:00:02"}),
            "eth0": Item({"mac": "3c:52:82:11:22:33"}),
        },
    }
    found = fingerprint(facts)
    assert set(found) == {"system_uuid", "disk_serial", "mac"}
    assert all(len(value) == 64 for value in found.values())
    facts["network_interface"].pop("docker0")
    assert fingerprint(facts) == found


@given(st.text())
def test_any_text_is_judged(value):
    """Junk or not, never an error."""
    assert is_junk(value) in {True, False}
