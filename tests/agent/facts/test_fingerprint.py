"""By what a machine is known again."""

from hypothesis import given
from hypothesis import strategies as st

from agent.facts.fingerprint import fingerprint_parts, hashed, is_burnt_in
from agent.sources.inventory import Machine
from tests.support.machines import office_machine


def test_parts_that_name_the_machine_are_taken():
    """Removable disks and addresses that software chose are not."""
    assert fingerprint_parts(office_machine()) == {
        "system_uuid": "u-1",
        "board_serial": "CN123",
        "disk_serial": "FJ68N",
        "mac": "f4:6d:04:97:2d:3e",
    }


def test_an_unknown_machine_has_no_parts():
    """Junk is no part."""
    assert fingerprint_parts(Machine()) == {}


@given(st.text())
def test_any_text_is_judged(text):
    """What is no address is not burnt in."""
    is_burnt_in(text)


def test_only_hashes_travel_and_spelling_does_not_matter():
    """Two spellings of one serial are one part."""
    first, second = hashed({"mac": " F4:6D "}), hashed({"mac": "f4:6d"})
    assert first == second
    assert len(first["mac"]) == 64
