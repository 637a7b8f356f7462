"""The probe of the processes."""

import pytest

from agent.probe import NoData
from agent.probes.processes import ProcessesProbe
from agent.sources.shapes import Processes
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(ProcessesProbe(read=lambda: Processes(count=84, blocked=1)).read())
    assert found == {
        ("hatang_processes",): 84,
        ("hatang_processes_blocked",): 1,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(ProcessesProbe(read=Processes).read())
