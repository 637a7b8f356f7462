"""Monitors by their EDID."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.edid import EdidError, decode_edid


def block(**texts):
    """Return an EDID block of a Dell of 2019 with descriptors (name=b'…')."""
    body = bytearray(128)
    body[0:8] = b"\0\xff\xff\xff\xff\xff\xff\0"
    body[8:12] = b"\x10\xac\x34\x12"
    body[17], body[21], body[22] = 29, 53, 30
    for start, (kind, text) in zip((54, 72), texts.items(), strict=False):
        tag = {"name": 0xFC, "serial": 0xFF}[kind]
        body[start : start + 18] = bytes([0, 0, 0, tag, 0]) + text.ljust(13)
    body[127] = -sum(body) % 256
    return bytes(body)


def test_a_monitor_names_itself():
    """Maker, model, serial number, year and size are read."""
    display = decode_edid(block(name=b"DELL P2419H\n", serial=b"ABC123\n"))
    assert (display.manufacturer, display.model) == ("DEL", "DELL P2419H")
    assert (display.serial, display.year) == ("ABC123", 2019)
    assert (display.width_mm, display.height_mm) == (530, 300)


def test_a_monitor_without_texts_is_known_by_number():
    """The product code stands in for a name; a missing serial is unknown."""
    display = decode_edid(block())
    assert (display.model, display.serial) == ("1234", None)


@given(st.binary(max_size=200))
def test_noise_is_refused(noise):
    """Bytes without the header or the check sum are no EDID."""
    with pytest.raises(EdidError):
        decode_edid(noise)


@given(st.binary(min_size=119, max_size=119))
def test_any_block_with_a_right_check_sum_is_read(middle):
    """Whatever a monitor says is taken or unknown."""
    body = b"\0\xff\xff\xff\xff\xff\xff\0" + middle
    decode_edid(body + bytes([-sum(body) % 256]))
