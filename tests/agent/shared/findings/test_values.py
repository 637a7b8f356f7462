"""Looking at facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.findings.values import (
    NOT_REPORTED,
    flag,
    is_never,
    items,
    listed,
    moment,
    number,
    reason,
    single,
    text,
    why_unread,
    word,
)
from agent.shared.wire import Item


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)
    )
)
def test_a_value_has_one_type_at_most(value):
    """A text is no number, a yes is no 1, and infinity is nothing."""
    item = Item({"a": value})
    found = [text(item, "a"), flag(item, "a"), number(item, "a")]
    assert sum(one is not None for one in found) <= 1
    word(item, "a")
    moment(item, "a")
    is_never(item, "a")


def test_words_are_written_one_way():
    """Whatever the source's case and spaces."""
    assert word(Item({"a": " Replace soon "}), "a") == "replace_soon"
    assert word(Item({"a": "own-word"}), "a") == "own_word"


def test_a_number_too_large_is_none():
    """JSON may hold integers that no float holds."""
    assert number(Item({"a": 10**400}), "a") is None


def test_never_is_told_by_zero_or_by_the_reason():
    """Not to know is another thing."""
    assert is_never(Item({"a": 0}), "a")
    assert is_never(Item({}, {"a": "Never seen"}), "a")
    assert not is_never(Item({}, {"a": "needs root"}), "a")
    assert not is_never(Item({"a": 5}, {"a": "never"}), "a")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, NOT_REPORTED),
        ({"backup": {}}, None),
        ({"backup": {"": Item({}, {"tool": "needs root"})}}, "needs root"),
        ({"backup": {"": Item({"tool": None}, {"tool": ""})}}, NOT_REPORTED),
        ({"backup": {"": Item({"tool": "restic"}, {"proof": "x"})}}, None),
        ({"backup": {"nas": Item({}, {"tool": "x"})}}, None),
    ],
)
def test_an_unread_kind_is_told_from_an_empty_one(facts, expected):
    """Missing is not the same as none."""
    assert why_unread(facts, "backup") == expected


def test_things_come_in_order_of_their_keys():
    """A single one has the key ""."""
    facts = {"disk": {"b": Item(), "a": Item()}, "cpu": {"": Item({"x": 1})}}
    assert list(items(facts, "disk")) == ["a", "b"]
    assert items(facts, "raid") == {}
    assert single(facts, "cpu").attributes == {"x": 1}
    assert single(facts, "disk") == Item()


def test_a_list_of_names_is_short():
    """More than ten are cut."""
    assert listed(["a", "", "b"]) == "a, b"
    assert listed(str(n) for n in range(12)).endswith("8, 9 …")


def test_the_first_reason_counts():
    """In the order that is asked for."""
    item = Item({}, {"a": "", "b": "no", "c": "other"})
    assert reason(item, "a", "b", "c") == "no"
    assert reason(item, "x") is None
