"""The SMBIOS decoder against recordings of real machines and against noise."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay.smbios_shape import shape
from agent.sources.smbios import SmbiosError, decode
from agent.sources.smbios_table import entry_point_version


def recordings(shared):
    """Yield (name, table, version, expected) of every raw recording."""
    for path in sorted((shared / "host-fixtures/smbios-raw").glob("*.bin")):
        raw = path.read_bytes()
        expected = json.loads(path.with_name(path.name + ".expected.json").read_text())
        yield path.name, raw[0x20:], entry_point_version(raw), expected["expected"]


def test_every_recorded_table_reads_as_dmidecode_reads_it(shared):
    """Each value of each recording is the one that the original dmidecode gave."""
    seen = 0
    for name, table, version, expected in recordings(shared):
        assert shape(decode(table, version=version)) == expected, name
        seen += 1
    assert seen


@given(st.binary(max_size=400))
def test_noise_is_refused_and_never_breaks_the_decoder(noise):
    """Arbitrary bytes either decode or raise SmbiosError."""
    try:
        decode(noise)
    except SmbiosError:
        return


@given(st.data())
def test_a_damaged_table_never_breaks_the_decoder(shared, data):
    """A recording with bytes replaced or cut off decodes or raises SmbiosError."""
    tables = [table for _, table, _, _ in recordings(shared)]
    table = bytearray(data.draw(st.sampled_from(tables)))
    for _ in range(data.draw(st.integers(0, 20))):
        place = data.draw(st.integers(0, len(table) - 1))
        table[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(table)))
    try:
        decode(bytes(table[:cut]))
    except SmbiosError:
        return


def test_a_table_without_structures_is_an_error():
    """Nothing readable is not an empty machine."""
    with pytest.raises(SmbiosError):
        decode(b"")


def test_a_text_that_is_not_there_is_listed_in_the_words_of_dmidecode():
    """String number 0 is Not Specified, one beyond the list is a bad index."""
    body = bytes([1, 27, 1, 0, 1, 0, 9, 0]) + b"\xff" * 16 + bytes([6, 0, 0])
    found = decode(body + b"Example\0\0", version=(2, 4))
    assert found.placeholders == {
        "system.product": "Not Specified",
        "system.serial": "Not Specified",
        "system.uuid": "Not Present",
        "system.sku": "Not Specified",
        "system.family": "Not Specified",
        "system.version": "<BAD INDEX>",
    }
    assert found.system.manufacturer == "Example"


def test_the_uuid_of_old_tables_is_not_swapped():
    """Before 2.6 all sixteen bytes stand in order."""
    uuid = bytes(range(16))
    body = bytes([1, 25, 1, 0, 0, 0, 0, 0]) + uuid + b"\6"
    old = decode(body + b"\0\0", version=(2, 5)).system.uuid
    new = decode(body + b"\0\0", version=(2, 6)).system.uuid
    assert old == "00010203-0405-0607-0809-0a0b0c0d0e0f"
    assert new == "03020100-0504-0706-0809-0a0b0c0d0e0f"
