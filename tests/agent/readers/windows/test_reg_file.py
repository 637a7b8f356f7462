"""Exports of the registry."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.reg_file import Key, read_reg
from tests.support.damaged import damaged, recordings

EXPORT = r"""Windows Registry Editor Version 5.00

; made by hand
[HKEY_LOCAL_MACHINE\SOFTWARE\A]
@="default"
"Path"="C:\\x \"y\""
"Lines"="one
two"
"Number"=dword:0000001f
"Expanded"=hex(2):25,00,41,00,\
  25,00,00,00
"List"=hex(7):61,00,00,00,62,00,00,00,00,00
"Long"=hex(b):01,00,00,00,01,00,00,00
"Big"=hex(5):00,00,00,02
"Binary"=hex:de,ad
"Gone"=-
"Broken"=hex:zz

[-HKEY_LOCAL_MACHINE\SOFTWARE\Deleted]
"X"="y"

[HKEY_LOCAL_MACHINE\SOFTWARE\Empty]
"""


@pytest.mark.parametrize("codec", ["utf-16", "utf-8", "utf-8-sig"])
def test_every_type_of_value_is_read(codec):
    """Values with several lines, too; what is deleted is not there."""
    first, second = read_reg(EXPORT.replace("\n", "\r\n").encode(codec))
    assert first.path == r"HKEY_LOCAL_MACHINE\SOFTWARE\A"
    assert first.values == {
        "": "default",
        "Path": 'C:\\x "y"',
        "Lines": "one\ntwo",
        "Number": 31,
        "Expanded": "%A%",
        "List": ["a", "b"],
        "Long": (1 << 32) + 1,
        "Big": 2,
        "Binary": b"\xde\xad",
        "Broken": b"",
    }
    assert second == Key(r"HKEY_LOCAL_MACHINE\SOFTWARE\Empty", {})


def test_an_old_export_has_one_byte_a_letter():
    """REGEDIT4 of Windows 9x, and of reg.exe when asked for it."""
    content = (
        b'REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\A]\r\n"L"=hex(7):61,00,62,63,00,00\r\n'
    )
    assert read_reg(content)[0].values == {"L": ["a", "bc"]}


def test_what_reg_query_prints_is_read():
    """The name of the default value is in the system's language."""
    text = (
        "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\A\r\n    (Standard)    REG_SZ    x\r\n"
        "    My Name    REG_DWORD    0x1f\r\n    L    REG_MULTI_SZ    a\\0b\r\n\r\n"
    )
    assert read_reg(text.encode())[0].values == {
        "": "x",
        "My Name": 31,
        "L": ["a", "b"],
    }


def test_the_case_of_a_name_does_not_matter():
    """As everywhere in the registry."""
    key = Key("HKEY_USERS\\A", {"Name": "x"})
    assert key.get("NAME") == key.get("Name") == "x"
    assert key.get("other") is None


def test_what_is_no_export_is_refused():
    """Some key must be there."""
    with pytest.raises(ReadError):
        read_reg(b"ERROR: The system was unable to find the specified registry key.")


@given(st.binary() | damaged([EXPORT.encode(), *recordings("windows-registry")]))
def test_damaged_exports_are_keys_or_refused(content):
    """Nothing but a ReadError leaves the reader."""
    with contextlib.suppress(ReadError):
        assert all(key.path for key in read_reg(content))
