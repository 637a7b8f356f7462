"""What identifies persons is taken out of recordings."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay.scrub import Scrubber

SCRUBBER = Scrubber(["lan.nguyen", "Nguyễn Thị Lan"], ["PC-LAN-01"])


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("owner LAN.NGUYEN here", "LAN.NGUYEN"),
        ("Nguyễn Thị Lan", "Lan"),
        (r"C:\Users\hoa\AppData", "hoa"),
        (r"C:\\Users\\hoa\\AppData", "hoa"),
        ("/home/hoa/Documents", "hoa"),
        ("write to hoa@so.example.vn", "hoa@"),
        ("key 123456-123456-123456-123456-123456-123456-123456-123456", "123456"),
        ("rest:https://backup:geheim@nas/repo", "geheim"),
        (r"\\PC-LAN-01\share", "PC-LAN-01"),
    ],
)
def test_names_mail_keys_and_passwords_go(text, gone):
    """Whatever way they are written."""
    assert gone not in SCRUBBER.text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Serial Number: 2RJF153",
        "Model: Lenovo ThinkPad Lan",
        "root:x:0:0:root:/root:/bin/bash",
        r"C:\Users\Public\Desktop",
        "https://example.org/path",
        "00:1a:2b:3c:4d:5e",
    ],
)
def test_what_names_no_person_stays(text):
    """Machines stay known: a bundle is for support."""
    assert SCRUBBER.text(text) == text


def test_one_person_is_one_number_everywhere():
    """So that what belongs together can still be seen."""
    scrubber = Scrubber(["anh.tran", "binh.le"])
    first, second = scrubber.text("anh.tran binh.le").split()
    assert first != second
    assert scrubber.text("C:\\Users\\Anh.Tran\\x") == f"C:\\Users\\{first}\\x"


def test_texts_in_any_wrapping_are_reached():
    """UTF-16 stays UTF-16; a table of the firmware is left alone."""
    wide = "lan.nguyen\r\n".encode("utf-16")
    assert "lan" not in SCRUBBER.content(wide).decode("utf-16")
    table = bytes(range(256)) * 4
    assert SCRUBBER.content(table) == table
    packed = {"stdout": {"$bytes": base64.b64encode(b"user lan.nguyen").decode()}}
    found = base64.b64decode(SCRUBBER.answer(packed)["stdout"]["$bytes"])
    assert found.startswith(b"user person")


@given(st.binary(max_size=200))
def test_any_content_is_scrubbed(content):
    """Bytes that are no text come through unchanged or as text."""
    assert isinstance(SCRUBBER.content(content), bytes)
