"""Reading one recorded source."""

import pytest

from agent.replay.kinds import NAMES, load
from agent.replay.single import read_recording


def test_there_is_no_kind_of_another_name():
    """Nothing is imported by a name from outside."""
    with pytest.raises(KeyError):
        load("../os")
    with pytest.raises(KeyError):
        read_recording(None, "linux_os")


@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_of_the_table_loads(kind):
    """The table names modules that are there."""
    assert callable(load(kind))
