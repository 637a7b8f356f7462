"""What restic prints. The list was printed by restic 0.14; a newer entry by hand."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.restic import snapshots, trouble
from agent.readers.errors import ReadError

LIST = (
    b'[{"time":"2026-11-25T22:20:14.009558462Z","tree":"17ce348f","paths":["/src"],'
    b'"hostname":"pc7","username":"root","tags":["t1"],"id":"4c842a9ac380",'
    b'"short_id":"4c842a9a"},'
    b'{"time":"2026-11-26T05:20:15+07:00","tree":"1","paths":["C:\\\\D"],'
    b'"hostname":"pc8","program_version":"restic 0.17.3","summary":{"files_new":1},'
    b'"id":"aa","tags":null}]\n'
)


def test_snapshots_are_read_with_host_tags_and_time():
    """Names of users and paths are left where they are."""
    first, second = snapshots(LIST)
    assert (first.id, first.host, first.tags) == ("4c842a9ac380", "pc7", ("t1",))
    assert second.time - first.time == pytest.approx(0.99, abs=0.01)
    assert second.tags == ()


def test_an_empty_repository_has_no_snapshot():
    """Old versions print null."""
    assert snapshots(b"[]") == snapshots(b"null\n") == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"[[]", b"\xff", b"[" * 5000])
def test_what_is_no_list_is_refused(content):
    """With the one error of all readers."""
    with pytest.raises(ReadError):
        snapshots(content)


def test_a_snapshot_without_a_time_does_not_count():
    """It would be the newest or the oldest by accident."""
    assert snapshots(b'[{"time":"soon","id":"a"}]') == []


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (0, b"", ""),
        (10, b"", "missing"),
        (11, b"", "locked"),
        (12, b"", "password"),
        (1, b"Fatal: wrong password or no key found\n", "password"),
        (1, b"Fatal: unable to open config file: stat /x/config", "missing"),
        (1, b"Resolving password failed: Fatal: /p does not exist", "password"),
        (1, b"Fatal: an empty password is not a password", "password"),
        (1, b"unable to create lock in backend: repository is already", "locked"),
        (1, b'cannot dump file: path "/a" not found in snapshot', "absent"),
        (1, b"Fatal: unable to open repository at sftp:h:/x", "missing"),
        (1, b"\xff\xfe", "other"),
        (99, b"", "other"),
    ],
)
def test_why_there_is_no_answer(status, text, expected):
    """By the statuses of 0.17, by the words of older ones."""
    assert trouble(status, text) == expected


@given(st.binary(max_size=200) | st.integers(0, len(LIST)).map(lambda n: LIST[:n]))
def test_junk_and_halves_are_refused(content):
    """A list, or ReadError."""
    with contextlib.suppress(ReadError):
        assert isinstance(snapshots(content), list)
