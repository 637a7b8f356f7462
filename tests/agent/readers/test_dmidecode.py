"""The text of dmidecode."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.dmidecode import Block, read_dmidecode
from agent.readers.errors import ReadError

NEW = b"""# dmidecode 3.3
Handle 0x1100, DMI type 17, 92 bytes
Memory Device
\tArray Handle: 0x1000
\tSize: 8 GB
\tSpeed: 2667 MT/s
\tFeatures:
\t\tSpeed: not this one

Handle 0x0010, DMI type 16, 15 bytes, inactive
Physical Memory Array
\tMaximum Capacity: 89376 bytes
"""
OLD = b"""Handle 0x0000
\tDMI type 0, 20 bytes.
\tBIOS Information
\t\tVendor: Award: Software
"""


def test_fields_are_those_of_the_first_level():
    """What is listed below a field does not count."""
    device, array = read_dmidecode(NEW)
    assert (device.kind, device.handle) == (17, 0x1100)
    assert device.size("Size") == 8 << 30
    assert device.number("Speed") == 2667
    assert device.reference("Array Handle") == 0x1000
    assert array.size("Maximum Capacity") == 89376


def test_the_oldest_form_is_read_too():
    """Before 2.7 the type stood on a line of its own."""
    (block,) = read_dmidecode(OLD)
    assert block == Block(0, 0, {"Vendor": "Award: Software"})


def test_a_field_that_says_no_number_says_none():
    """``Unknown`` is not zero."""
    block = Block(17, 1, {"Size": "Unknown", "Speed": "Unknown"})
    assert block.size("Size") is None
    assert block.number("Speed") is None
    assert block.reference("Handle") is None


@given(st.binary(max_size=300), st.integers(0, len(NEW)))
def test_noise_is_blocks_or_a_read_error(noise, cut):
    """Nothing else ever comes out."""
    for content in (noise, NEW[:cut] + noise, NEW[:cut] + noise + NEW[cut:]):
        with contextlib.suppress(ReadError):
            assert read_dmidecode(content)


def test_a_text_without_a_structure_is_refused():
    """The message says what was looked for."""
    with pytest.raises(ReadError, match="Handle"):
        read_dmidecode(b"# dmidecode 3.3\n/dev/mem: Permission denied\n")
