"""Every recorded machine, read by the agent's own readers."""

import pytest

from tests.support.agreement import (
    EXCEPTIONS,
    FIXTURES,
    compare,
    expectations,
    required,
)


def test_the_recordings_are_there():
    """In CI they must be; elsewhere their absence is said in one line."""
    if not expectations() and not required():
        pytest.skip(f"no recordings of other machines in {FIXTURES}")
    assert expectations()


@pytest.mark.parametrize(
    "path", expectations(), ids=lambda p: f"{p.parent.name}/{p.name[:-14]}"
)
def test_a_recorded_machine_is_read_as_expected(path):
    """Each field of the expectation, or an argued exception."""
    wrong = {
        field: (expected, found)
        for _, field, agrees, expected, found in compare(path)
        if not agrees and (path.name[:-14], field) not in EXCEPTIONS
    }
    assert not wrong
