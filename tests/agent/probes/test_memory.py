"""The probe of the memory."""

import pytest

from agent.probe import NoData
from agent.probes.memory import MemoryProbe
from agent.sources.shapes import Memory
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        MemoryProbe(
            read=lambda: Memory(size=100, committed=70, commit_limit=120)
        ).read()
    )
    assert found == {
        ("hatang_memory_size_bytes",): 100,
        ("hatang_memory_committed_bytes",): 70,
        ("hatang_memory_commit_limit_bytes",): 120,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(MemoryProbe(read=Memory).read())
