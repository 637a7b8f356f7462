"""What is asked after a question went wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.snmp.device import (
    GarbledError,
    MissingError,
    NoAnswerError,
    RefusedError,
    TooBigError,
)
from agent.sources.snmp.limits import Size, ends, smaller

ERRORS = [
    NoAnswerError("no answer"),
    TooBigError("too big"),
    GarbledError("?"),
    RefusedError("no"),
    MissingError(1),
]


def steps(size, error):
    """Return the sizes that are tried until nothing is left."""
    found = []
    while size := smaller(size, error, 16):
        found.append((size.names, size.repetitions))
    return found


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            TooBigError("too big"),
            [(4, 3), (4, 1), (2, 1), (1, 1), (1, 0)],
        ),
        (NoAnswerError("no answer"), [(1, 1), (1, 0)]),
        (
            GarbledError("?"),
            [(2, 6), (1, 6), (16, 0), (8, 0), (4, 0), (2, 0), (1, 0)],
        ),
    ],
)
def test_each_error_has_its_way_down(error, expected):
    """Rows before names; great steps in silence; a broken GETBULK gives way."""
    assert steps(Size(4, 6), error) == expected


@given(st.integers(1, 99), st.integers(0, 99), st.lists(st.sampled_from(ERRORS)))
def test_every_way_ends(names, repetitions, errors):
    """With one name by GETNEXT, whatever comes back."""
    size = Size(names, repetitions)
    for error in [*errors, *[GarbledError("?")] * 40]:
        size = smaller(size, error, names)
        if size is None:
            return
        assert size.names >= 1
    raise AssertionError(size)


def test_a_question_keeps_to_the_cells_of_a_packet():
    """Many names leave few rows; few names leave what the device bears."""
    assert Size(16, 24).of(16, 64) == Size(16, 4)
    assert Size(16, 24).of(40, 64) == Size(16, 4)
    assert Size(16, 24).of(1, 64) == Size(1, 24)
    assert Size(16, 24).of(16, 8) == Size(16, 1)
    assert Size(16, 0).of(16, 64) == Size(16, 0)


def test_only_getnext_ends_with_no_such_name():
    """GETBULK has other words for it, so there it is an error like others."""
    assert ends(MissingError(1), Size(1, 0))
    assert not ends(MissingError(1), Size(1, 4))
    assert not ends(GarbledError("?"), Size(1, 0))
