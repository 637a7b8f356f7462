"""Lists that PowerShell prints."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.ps_list import read_list


def test_objects_are_divided_by_blank_lines():
    """A name that comes again begins an object, too."""
    text = "\r\nName : a\r\nSize : 1\r\n\r\nName : b\r\nSize :\r\nName : c\r\n"
    assert read_list(text) == [
        {"Name": "a", "Size": "1"},
        {"Name": "b", "Size": ""},
        {"Name": "c"},
    ]


def test_a_wrapped_value_is_whole_again():
    """In the middle of a word where the line is full, else with a blank."""
    text = (
        "Path        : C:\\Windows\\Sys\n"
        "              tem32\\drivers\n"
        "Description : one two three\n"
        "              four\n"
    )
    assert read_list(text) == [
        {"Path": "C:\\Windows\\System32\\drivers", "Description": "one two three four"}
    ]


def test_a_list_may_be_indented_and_have_names_with_blanks():
    """As people quote it; a colon within a value is no name."""
    text = "    Time Zone : UTC\n    Path : C:\\a\n    Url: http://b\n"
    assert read_list(text) == [{"Time Zone": "UTC", "Path": "C:\\a", "Url": "http://b"}]


@given(
    st.text() | st.lists(st.sampled_from(["A : 1", "  x", "", "B :"])).map("\n".join)
)
def test_any_text_is_some_objects(text):
    """No object is empty."""
    assert all(read_list(text))
