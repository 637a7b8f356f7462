"""btrfs scrubs; texts made by hand in its forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.scrub import read_btrfs_scrub, read_btrfs_status_file

UUID = "76fac721-2294-4f89-a1af-620cde7a1980"
NEW = f"""UUID:             {UUID}
Scrub started:    Wed Apr 10 12:34:56 2023
Status:           finished
Duration:         0:00:05
Error summary:    csum=72
  Corrected:      2
  Uncorrectable:  70
"""
OLD = f"""scrub status for {UUID}
\tscrub started at Wed Apr 10 12:34:56 2019 and finished after 00:00:05
\ttotal bytes scrubbed: 28.32GiB with 0 errors
"""
FILE = (
    "scrub status:1\n"
    f"{UUID}:1|csum_errors:3|t_start:1418390281|t_resumed:0|duration:5|canceled:0|finished:1\n"
    f"{UUID}:2|csum_errors:1|t_start:1418390281|t_resumed:0|duration:90|canceled:0|finished:%d\n"
)


def test_new_and_old_words_say_the_same():
    """The time is the machine's own."""
    found = read_btrfs_scrub(NEW)
    assert (found.state, found.errors, found.uncorrectable) == ("finished", 72, 70)
    assert found.started_local == "Wed Apr 10 12:34:56 2023"
    found = read_btrfs_scrub(OLD)
    assert (found.state, found.errors, found.uuid) == ("finished", 0, UUID)


def test_never_is_an_answer():
    """It has no time."""
    found = read_btrfs_scrub(f"UUID: {UUID}\n\tno stats available\n")
    assert (found.state, found.started_local) == ("never", None)


def test_the_status_file_has_unix_time():
    """The scrub ends with its last device."""
    found = read_btrfs_status_file(FILE % 1)
    assert (found.state, found.errors) == ("finished", 4)
    assert found.finished_seconds == 1418390281 + 90


def test_a_scrub_that_did_not_end_has_no_end():
    """One device is missing."""
    found = read_btrfs_status_file(FILE % 0)
    assert (found.state, found.finished_seconds) == ("interrupted", None)


def test_other_texts_are_refused():
    """Errors of btrfs are no scrubs."""
    for read in (read_btrfs_scrub, read_btrfs_status_file):
        with pytest.raises(ReadError):
            read("ERROR: not a btrfs filesystem: /mnt\n")
