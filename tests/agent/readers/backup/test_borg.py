"""What borg prints. The list was printed by borg 1.2.4; the second entry by hand."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.borg import archives, trouble
from agent.readers.errors import ReadError

LIST = b"""{
    "archives": [
        {
            "archive": "one-1",
            "barchive": "one-1",
            "hostname": "pc7",
            "id": "25a454c7e7d5de8bf7bf543eb594d0a48eb554a183a6986fe5b9f5d974123b93",
            "name": "one-1",
            "start": "2026-11-25T22:20:22.000000",
            "time": "2026-11-25T22:20:22.000000"
        },
        {"name": "two.checkpoint", "start": "2026-11-26T22:20:22.000000"},
        {"name": "three", "time": "2026-11-27T05:20:23.000000+07:00"}
    ],
    "encryption": {"mode": "repokey"},
    "repository": {"id": "7c", "last_modified": "2026-11-25T22:20:23.000000",
        "location": "/tmp/wb/b"}
}
"""


def test_archives_are_known_by_their_names():
    """A checkpoint is what was left of an interrupted run."""
    one, three = archives(LIST)
    assert (one.id, one.host, one.time) == ("one-1", "pc7", 1795645222.0)
    assert (three.id, three.time - one.time) == ("three", 86401.0)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"archives": {}}', b"\xff"])
def test_what_is_no_list_is_refused(content):
    """With the one error of all readers."""
    with pytest.raises(ReadError):
        archives(content)


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (0, b"", ""),
        (1, b"some warning", ""),
        (1, b"Include pattern 'a' never matched.", "absent"),
        (2, b"passphrase supplied in BORG_PASSPHRASE ... is incorrect.", "password"),
        (2, b"passcommand supplied in BORG_PASSCOMMAND failed", "password"),
        (2, b"Repository /x does not exist.", "missing"),
        (2, b"Failed to create/acquire the lock /x (timeout).", "locked"),
        (2, b"Connection closed by remote host.", "missing"),
        (13, b"", "missing"),
        (52, b"", "password"),
        (73, b"", "locked"),
        (2, b"", "other"),
    ],
)
def test_why_there_is_no_answer(status, text, expected):
    """By modern statuses, else by words."""
    assert trouble(status, text) == expected


@given(st.binary(max_size=200) | st.integers(0, len(LIST)).map(lambda n: LIST[:n]))
def test_junk_and_halves_are_refused(content):
    """A list, or ReadError."""
    with contextlib.suppress(ReadError):
        assert isinstance(archives(content), list)
