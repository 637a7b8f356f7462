"""Backups as files."""

import os

import pytest

from agent.readers.backup.shapes import Claim
from agent.sources.backup_files import copy, dropped, folder, stamp
from tests.support.trees import POSIX

NOW = 1_700_000_000.0


def put(path, content=b"x", when=NOW - 60):
    """Write a file of a certain age."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


def test_a_stamp_dates_the_backup_by_its_text_or_its_own_time(tmp_path):
    """The text wins: a copy of a stamp is newer than what it tells."""
    assert stamp(put(tmp_path / "a", b"ok"), now=NOW).stamped == NOW - 60
    assert stamp(put(tmp_path / "b", b"1600000000\n"), now=NOW).stamped == 1.6e9


def test_a_stamp_that_was_never_left_and_one_whose_folder_is_gone(tmp_path):
    """The first was never seen, the second cannot be reached."""
    never = stamp(tmp_path / "none", now=NOW)
    gone = stamp(tmp_path / "gone" / "none", now=NOW)
    assert (never.reachable, gone.reachable) == (True, False)
    assert "never seen" in never.reason


def test_a_stamp_of_the_future_is_refused(tmp_path):
    """It would be the last success for years."""
    found = stamp(put(tmp_path / "a", b"1900000000"), now=NOW)
    assert found.stamped is None
    assert "future" in found.reason


def test_a_folder_is_as_new_as_its_newest_file(tmp_path):
    """Empty files, links and what lies in the future do not count."""
    put(tmp_path / "old.tar", when=NOW - 900)
    put(tmp_path / "deep" / "new.tar", when=NOW - 90)
    put(tmp_path / "empty.tar", b"", when=NOW - 9)
    put(tmp_path / "wrong.tar", when=NOW + 99999)
    outside = put(tmp_path.parent / "outside.tar", when=NOW - 5)
    (tmp_path / "link.tar").symlink_to(outside)
    assert folder(tmp_path, now=NOW).stamped == NOW - 90


def test_folders_without_files_and_without_themselves(tmp_path):
    """Nothing was ever there, and the target is gone."""
    empty = folder(tmp_path, now=NOW)
    assert (empty.reachable, empty.reason) == (True, "never seen: no file")
    assert folder(tmp_path / "none", now=NOW).reachable is False
    put(tmp_path / "a", when=NOW + 99999)
    assert "future" in folder(tmp_path, now=NOW).reason


@POSIX
def test_drop_ins_of_a_folder_are_read_and_a_bad_one_costs_only_itself(tmp_path):
    """Its name stays on the machine; other files are none."""
    put(tmp_path / "a.prom", b"backup_last_success_timestamp_seconds 1.6e9\n")
    put(tmp_path / "b.prom", b"password hunter2 is here\n")
    put(tmp_path / "c.prom.tmp", b"nonsense")
    put(tmp_path / "d.prom", b"backup_last_success_timestamp_seconds 1.9e9\n")
    os.mkfifo(tmp_path / "e.prom")
    found = dropped(tmp_path, host="pc7", now=NOW)
    assert found.claims["a"] == Claim(1.6e9)
    assert found.claims["d"] == Claim()  # of the future
    assert set(found.claims) == {"a", "d"}
    assert "cannot be read" in found.reason
    assert "hunter2" not in found.reason


def test_one_file_may_be_named_instead(tmp_path):
    """And one that is not there is said to be so."""
    path = put(tmp_path / "a.txt", b"backup_last_success_timestamp_seconds 1.6e9\n")
    assert dropped(path, host="pc7", now=NOW).claims == {"a": Claim(1.6e9)}
    assert "no drop-ins" in dropped(tmp_path / "no", host="pc7", now=NOW).reason


def test_a_copy_is_found_under_its_name_or_that_of_a_version(tmp_path):
    """File History writes the time behind the name."""
    put(tmp_path / "plain" / "c.txt", b"1")
    put(tmp_path / "fh" / "c (2023_11_10 10_00_00 UTC).txt", b"2")
    put(tmp_path / "fh" / "c (2023_11_12 10_00_00 UTC).txt", b"3")
    put(tmp_path / "fh" / "c2.txt", b"4")
    assert copy(tmp_path / "plain", "c.txt") == (b"1", "")
    assert copy(tmp_path / "fh", "c.txt") == (b"3", "")
    assert copy(tmp_path / "fh", "d.txt") == (None, "")


@pytest.mark.parametrize("place", ["gone", "large"])
def test_a_copy_that_cannot_be_read_is_unknown(tmp_path, place):
    """Which is not the same as not there."""
    put(tmp_path / "large" / "c.txt", b"x" * 100_000)
    content, reason = copy(tmp_path / place, "c.txt")
    assert content is None
    assert reason
