"""Which texts of firmware mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.placeholders import clean


@pytest.mark.parametrize(
    "text",
    [
        "To Be Filled By O.E.M.",
        "Undefined    ",
        "0000000",
        "Default string",
        "",
        "Dimm0_SerNum",
        "TBD by OEM",
        "Type1Sku0",
        "NotSpecified",
        "$(DEFAULT_STRING)",
        "Unknown (0x00)",
        "SYSTEM_SERIAL",
    ],
)
def test_a_placeholder_is_no_value(text):
    """What makers leave in place of a value is none."""
    assert clean(text) is None


def test_a_name_that_contains_a_placeholder_is_a_name():
    """Placeholders are recognised as a whole."""
    assert clean(" Default string 3000 ") == "Default string 3000"


@given(st.text())
def test_any_text_is_a_value_or_none(text):
    """What is kept has no padding and says something."""
    found = clean(text)
    assert found is None or (found == found.strip() and found)
