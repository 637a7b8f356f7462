"""One test at a time."""

import subprocess
import sys

import pytest

from agent.throughput.turns import TakenError, turn

OTHER = """
import sys, pathlib
from agent.throughput.turns import TakenError, turn
try:
    with turn(pathlib.Path(sys.argv[1]), name=sys.argv[2], linux=sys.argv[3] == "1"):
        print("got")
except TakenError:
    print("taken")
"""


def other(folder, *, linux):
    """Return what another process says."""
    argv = [
        sys.executable,
        "-c",
        OTHER,
        str(folder),
        "hatang-test-turn",
        str(int(linux)),
    ]
    return subprocess.run(
        argv, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("linux", {False, sys.platform == "linux"})
def test_another_process_waits_for_its_turn(tmp_path, linux):
    """By a name in the kernel, or by a file."""
    folder = tmp_path / "agent"
    folder.mkdir()
    with turn(folder, name="hatang-test-turn", linux=linux):
        assert other(folder, linux=linux) == "taken"
    assert other(folder, linux=linux) == "got"


def test_no_folder_is_no_turn(tmp_path):
    """Nobody tests without a lock."""
    with pytest.raises(TakenError), turn(tmp_path / "a" / "b", linux=False):
        pass
