"""Which firmware strings are values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.smbios_words import clean, clean_uuid, iso_date


def test_recorded_placeholders_are_unknown_and_values_stay(shared):
    """What the recordings of 50 machines call placeholders, and only that, is none."""
    for path in (shared / "host-fixtures").glob("smbios-*/*.expected.json"):
        expected = json.loads(path.read_text())["expected"]
        junk = {p["raw"] for p in expected.get("placeholder_fields", [])}
        assert not {raw for raw in junk if clean(raw)}
        for part in ("bios", "system", "baseboard"):
            for name, value in expected[part].items():
                if value and value != "*" and name != "uuid":
                    assert clean(value) == value


@pytest.mark.parametrize(
    "value", ["UX305LA", "1315", "CE00", "FF1", "Default string 3"]
)
def test_a_value_that_resembles_a_placeholder_stays(value):
    """A placeholder is recognised as a whole only."""
    assert clean(f" {value}  ") == value


@given(st.text())
def test_any_text_can_be_cleaned(text):
    """Cleaning never fails, and cleaning twice changes nothing."""
    once = clean(text)
    assert once is None or clean(once) == once
    clean_uuid(text)
    iso_date(text)


def test_an_identity_of_many_machines_is_none():
    """All zeros, all ones and the sample of the standard name nobody."""
    assert clean_uuid("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF") is None
    assert clean_uuid("03000200-0400-0500-0006-000700080009") is None
    assert clean_uuid("850F3E82-9F38-694A-8840-2F8B0CF5D3D0")


def test_dates_of_the_standard_form_only():
    """Firmware dates are mm/dd/yyyy."""
    assert iso_date("08/03/2015") == "2015-08-03"
    assert iso_date("2015.08.03") is None
    assert iso_date("13/45/2015") is None
