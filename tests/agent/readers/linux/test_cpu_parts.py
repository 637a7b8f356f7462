"""Names of ARM cores."""

import pytest

from agent.readers.linux.cpu_parts import maker_name, part_name


@pytest.mark.parametrize(
    ("implementer", "part", "name"),
    [
        ("0x41", "0xd03", "Cortex-A53"),
        ("0x41", "0xD4E", "Cortex-X3"),
        ("0x61", "0x022", "Icestorm-M1"),
        ("0x41", "0xfff", None),
        ("0x99", "0xd03", None),
        ("x", "0xd03", None),
        (None, None, None),
        ("0x41", "-0xd03", None),
    ],
)
def test_numbers_have_names_or_none(implementer, part, name):
    """What is not in the table stays unknown."""
    assert part_name(implementer, part) == name


def test_makers_have_names():
    """By their number alone."""
    assert maker_name("0x51") == "Qualcomm"
    assert maker_name("") is None
