"""The door to psutil."""

import pytest

from agent.sources.host_psutil import attempt, library


@pytest.mark.parametrize("error", [OSError, RuntimeError, ValueError, KeyError])
def test_a_call_that_fails_is_unknown(error):
    """What a machine may answer is no failure of ours."""

    def fail():
        raise error("no")

    assert attempt(fail) is None


def test_the_errors_of_psutil_are_unknown_too():
    """Its own exceptions are neither OSError nor RuntimeError."""

    def fail():
        raise library().AccessDenied(1)

    assert attempt(fail) is None


def test_a_mistake_of_ours_is_not_hidden():
    """A TypeError is a bug and reaches the runner."""

    def fail():
        raise TypeError("bug")

    with pytest.raises(TypeError):
        attempt(fail)
