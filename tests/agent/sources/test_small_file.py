"""Small files that others may have put there."""

import os

import pytest

from agent.sources.small_file import NotRegularError, TooLargeError, read
from tests.support.trees import POSIX


def test_a_file_is_read_with_its_time(tmp_path):
    """Both from the same open file."""
    path = tmp_path / "a"
    path.write_bytes(b"x")
    os.utime(path, (5, 1_700_000_000))
    assert read(path, most=1) == (b"x", 1_700_000_000.0)


def test_a_larger_one_is_refused(tmp_path):
    """Before it fills the memory."""
    path = tmp_path / "a"
    path.write_bytes(b"xx")
    with pytest.raises(TooLargeError):
        read(path, most=1)


@POSIX
def test_a_pipe_keeps_nobody_waiting(tmp_path):
    """Nor a folder, nor a device."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    for place in (path, "/dev/zero", tmp_path):
        with pytest.raises((NotRegularError, IsADirectoryError)):
            read(place, most=1)
