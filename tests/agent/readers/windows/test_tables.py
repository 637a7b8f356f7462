"""Tables as PowerShell draws them."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.tables import read_tables

NUMBERS = """
Name      Size Note
----      ---- ----
one          1 a b
two  123456789
"""


def test_a_number_wider_than_its_heading():
    """It begins left of the dashes."""
    assert read_tables(NUMBERS) == [
        {"Name": "one", "Size": "1", "Note": "a b"},
        {"Name": "two", "Size": "123456789", "Note": ""},
    ]


def test_several_tables():
    """Blank lines end one."""
    assert len(read_tables(NUMBERS + "\n\n" + NUMBERS)) == 4


def test_what_is_no_table():
    """Dashes alone make none."""
    assert read_tables("-----\n\n----- ----\n") == []
    assert read_tables("Title\n-----\n") == []


@given(st.text(alphabet="-a \n\t", max_size=200))
def test_anything_is_cut_without_a_fall(text):
    """Rows of text only."""
    assert all(isinstance(row, dict) for row in read_tables(text))
