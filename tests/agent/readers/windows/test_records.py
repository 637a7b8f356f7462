"""The same rows in whatever form they were printed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.records import number, read_records, truth, word


@pytest.mark.parametrize(
    "text",
    [
        '{"Name": "a", "Enabled": "True"}',
        "Name    : a\nEnabled : True\n",
        "\r\n\r\nName=a\r\r\nEnabled=True\r\r\n\r\r\n",
        "Name Enabled\n---- -------\na       True\n",
        "Node,Name,Enabled\nPC,a,True\n",
        '#TYPE System.Object\n"Name","Enabled"\n"a","True"\n',
    ],
)
def test_one_record(text):
    """Lists, JSON, tables, CSV."""
    [record] = read_records(text)
    assert (record["name"], record["enabled"]) == ("a", "True")


def test_names_of_two_words_are_one():
    """A heading in two lines is a property, too."""
    text = "Mount Protection\nPoint Status\n----- ----------\nC:    On\n"
    assert read_records(text) == [{"mountpoint": "C:", "protectionstatus": "On"}]


def test_prose_holds_no_records():
    """Neither do errors."""
    assert read_records("access is denied\n") == []


def test_broken_json_is_refused():
    """It began as such."""
    with pytest.raises(ReadError):
        read_records('{"a": ')


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("True", True),
        (1, True),
        ("0", False),
        (False, False),
        ("2", None),
        (None, None),
    ],
)
def test_truth(value, said):
    """As word, number or truth value."""
    assert truth(value) is said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("4", 4),
        ("-5", -5),
        (7.0, 7),
        (1.5, None),
        (True, None),
        ("x", None),
        (None, None),
    ],
)
def test_number(value, said):
    """Whole ones only."""
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(" a ", "a"), ("", None), (3, "3"), (True, None), ([], None)]
)
def test_word(value, said):
    """What says something."""
    assert word(value) == said


@given(st.text(max_size=300))
def test_anything_else_is_refused(text):
    """By the one error of readers."""
    with contextlib.suppress(ReadError):
        assert isinstance(read_records(text), list)
