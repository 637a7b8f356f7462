"""The lists that wmic prints."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.wmic_text import read_wmic


def test_instances_begin_where_a_name_comes_again():
    """Blank lines stand between instances, or between all lines."""
    text = "\r\r\n\r\r\nA=1\r\r\nB=\r\r\n\r\r\n\r\r\nA=2\r\r\nB=x\r\r\n"
    assert read_wmic(text) == [{"A": "1", "B": ""}, {"A": "2", "B": "x"}]
    assert read_wmic("A=1\n\nB=\n\nA=2\n\nB=x") == read_wmic(text)


def test_entities_are_the_letters_that_they_stand_for():
    """Wmic makes its lists of XML and at times forgets to decode it."""
    assert read_wmic(r"P=PCI\A&amp;B&amp;lt;=&lt;") == [{"P": r"PCI\A&B&lt;=<"}]


def test_a_value_may_have_more_than_one_line():
    """What is no pair goes on with the value; remarks before the first are left out."""
    assert read_wmic("# exported\nA=one\ntwo\n\nthree\nB=1") == [
        {"A": "one\ntwo", "B": "1"}
    ]


@given(
    st.text() | st.lists(st.sampled_from(["A=1", "B=", "", "x", "\r\r"])).map("\n".join)
)
def test_any_text_is_some_rows(text):
    """Names and values are text."""
    for row in read_wmic(text):
        assert row
        assert all(isinstance(value, str) for value in row.values())
