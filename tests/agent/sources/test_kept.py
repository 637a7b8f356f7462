"""What the running agent remembers."""

import sys

import msgspec
import pytest

from agent.sources.kept import Kept
from tests.support.secrecy import closed_to_others


class Shape(msgspec.Struct, frozen=True):
    """Something to remember."""

    number: int = 0


def test_what_was_saved_is_there_again(tmp_path):
    """Readable by its owner only, in a folder that is made when needed."""
    path = tmp_path / "new" / "x.json"
    Kept(path, Shape, resident=True).save(Shape(5))
    assert Kept(path, Shape).load() == Shape(5)
    assert closed_to_others(path.parent)
    assert sys.platform == "win32" or closed_to_others(path)
    assert list(path.parent.iterdir()) == [path]


def test_only_the_running_agent_writes(tmp_path):
    """A reading by hand changes nothing."""
    path = tmp_path / "x.json"
    Kept(path, Shape).save(Shape(5))
    Kept(None, Shape, resident=True).save(Shape(5))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_anew_that_is_there_already(tmp_path):
    """A disk is not worn for nothing."""
    path = tmp_path / "x.json"
    kept = Kept(path, Shape, resident=True)
    kept.save(Shape(5))
    inode = path.stat().st_ino
    kept.save(Shape(5))
    assert path.stat().st_ino == inode


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"number":"a"}'])
def test_a_damaged_file_remembers_nothing(tmp_path, content):
    """And does not stop the agent."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert Kept(path, Shape).load() == Shape()


def test_what_was_there_stays_when_it_cannot_be_written(tmp_path):
    """The error is the caller's to tell."""
    path = tmp_path / "x.json"
    path.mkdir()
    with pytest.raises(OSError, match=r"x\.json"):
        Kept(path, Shape, resident=True).save(Shape(5))
    assert list(tmp_path.iterdir()) == [path]
