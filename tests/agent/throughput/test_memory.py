"""What is remembered of tests over restarts."""

import threading
from functools import partial

import pytest

from agent.throughput.budget import Kept, booked
from agent.throughput.memory import FILE, MOST_LINES, Memory


def test_lines_are_remembered_apart(tmp_path):
    """By their ids."""
    Memory(tmp_path).change("a", lambda kept: booked(kept, "2026-11-27", 5))
    Memory(tmp_path).change("b", lambda kept: booked(kept, "2026-11-27", 7))
    assert Memory(tmp_path).of("a").day_bytes == 5
    assert Memory(tmp_path).of("b").day_bytes == 7
    assert Memory(tmp_path).of("c") == Kept()


def test_no_byte_is_lost_between_two_writers(tmp_path):
    """An agent and a person at once."""

    def write():
        for _n in range(20):
            new = partial(booked, date="2026-11-27", count=1)
            Memory(tmp_path).change("a", new)

    writers = [threading.Thread(target=write) for _n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Memory(tmp_path).of("a").day_bytes == 60


def test_lines_that_are_forgotten_leave_in_time(tmp_path):
    """The newest stay, and the file can always be read."""
    memory = Memory(tmp_path)
    for n in range(MOST_LINES + 3):
        memory.change(f"line-{n}", lambda kept: booked(kept, "2026-11-27", 5))
    assert memory.of("line-2") == Kept()
    assert memory.of("line-3").day_bytes == 5
    assert memory.of(f"line-{MOST_LINES + 2}").day_bytes == 5


@pytest.mark.parametrize("text", ["", "{", "[]", '{"lines": {"a": {"day_bytes": -1}}}'])
def test_a_damaged_file_is_an_empty_one(tmp_path, text):
    """And is written anew."""
    (tmp_path / FILE).write_text(text)
    memory = Memory(tmp_path)
    assert memory.of("a") == Kept()
    memory.change("a", lambda kept: booked(kept, "2026-11-27", 5))
    assert memory.of("a").day_bytes == 5


def test_what_cannot_be_kept_is_an_error(tmp_path):
    """Nothing may be tested that is not counted."""
    with pytest.raises(OSError, match="No such"):
        Memory(tmp_path / "gone").change("a", lambda kept: kept)
