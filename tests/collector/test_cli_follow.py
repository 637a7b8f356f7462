"""``simulate --follow``: what is broken comes from a file; mistakes are named."""

import pytest

from collector.cli_follow import read_faults
from collector.cli_options import CommandError
from collector.simulator.living import NOTHING_BROKEN


def test_no_file_means_that_nothing_is_broken(tmp_path):
    """Nor does an empty one, which somebody is writing."""
    path = tmp_path / "faults.json"
    assert read_faults(None) == read_faults(path) == NOTHING_BROKEN
    path.write_text("\n")
    assert read_faults(path) == NOTHING_BROKEN


def test_faults_are_read(tmp_path):
    """What is not named works."""
    path = tmp_path / "faults.json"
    path.write_text('{"devices": ["sw-t1"], "drives": ["PC-1"]}')
    told = read_faults(path)
    assert told.devices == {"sw-t1"}
    assert told.drives == {"PC-1"}
    assert not told.sites


@pytest.mark.parametrize("text", ["[]", '{"devices": "sw"}', '{"cats": []}', "{"])
def test_a_wrong_file_is_named(tmp_path, text):
    """With what is wrong about it."""
    path = tmp_path / "faults.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"faults\.json"):
        read_faults(path)
