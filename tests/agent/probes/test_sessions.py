"""The probe of the sessions."""

import pytest

from agent.probe import NoData
from agent.probes.sessions import SessionsProbe
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(SessionsProbe(read=lambda: 0).read())
    assert found == {
        ("hatang_sessions",): 0,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(SessionsProbe(read=lambda: None).read())
