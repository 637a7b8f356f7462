"""Repositories, by tools that answer as told."""

import json
from pathlib import Path

import pytest

from agent.readers.backup.shapes import Snapshot
from agent.sources.backup_repositories import (
    Repositories,
    choose,
    password_file_trouble,
)
from agent.sources.programs import Output
from tests.support.backup_sets import FakeTools, backup
from tests.support.trees import POSIX

NOW = 1_700_000_000.0
SNAPSHOT = Snapshot("id1", NOW)


def asked(tools, tmp_path):
    """Return repositories behind *tools*."""
    return Repositories(tools, keep=tmp_path, host="pc7")


def restic_list(*entries):
    """Return what restic prints for (id, host, time)."""
    rows = [{"id": i, "hostname": h, "time": t} for i, h, t in entries]
    return Output(json.dumps(rows).encode())


@pytest.fixture
def password(tmp_path):
    """Return a password file as it should be."""
    path = tmp_path / "pass word"
    path.write_text("s3cret")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("tool", ["restic", "borg"])
def test_secrets_and_addresses_are_not_in_the_arguments(tool, tmp_path, password):
    """Anybody on the machine may read those."""
    tools = FakeTools(
        lambda _: Output(b"[]" if tool == "restic" else b'{"archives":[]}')
    )
    wanted = backup(tool, password_file=password, tag="nightly")
    asked(tools, tmp_path).newest(wanted, now=NOW)
    asked(tools, tmp_path).fetch(wanted, SNAPSHOT, "/home/a/hatang-canary-0.txt")
    for argv, environ in tools.asked:
        said = " ".join(argv)
        assert "user:pass" not in said
        assert "s3cret" not in said + str(environ)
        assert str(password) not in said
        assert "rest:https://user:pass@nas/x" in environ.values()
    assert "nightly" in tools.asked[0][0]


def test_borg_is_never_left_to_ask_a_person(tmp_path, password):
    """Neither for a passphrase nor whether to go on; the path is quoted."""
    tools = FakeTools(lambda _: Output(b'{"archives":[]}'))
    asked(tools, tmp_path).newest(backup("borg"), now=NOW)
    asked(tools, tmp_path).newest(backup("borg", password_file=password), now=NOW)
    (_, without), (_, with_file) = tools.asked
    assert without["BORG_PASSPHRASE"] == ""
    assert "BORG_PASSPHRASE" not in with_file
    assert with_file["BORG_PASSCOMMAND"] == f"cat '{password}'"
    assert with_file["TZ"] == "UTC"
    assert with_file["BORG_CACHE_DIR"].startswith(str(tmp_path))


def test_the_newest_snapshot_of_this_machine_counts(tmp_path):
    """Others share the repository; ours may have been made under the long name."""
    tools = FakeTools(
        lambda _: restic_list(
            ("a", "pc7", "2023-11-10T00:00:00Z"),
            ("b", "PC7.example", "2023-11-11T00:00:00+07:00"),
            ("c", "pc8", "2023-11-14T00:00:00Z"),
        )
    )
    repositories = asked(tools, tmp_path)
    assert repositories.newest(backup(), now=NOW).newest.id == "b"
    assert repositories.newest(backup(host="pc8"), now=NOW).newest.id == "c"
    assert repositories.newest(backup(host="*"), now=NOW).newest.id == "c"


@pytest.mark.parametrize(
    ("snapshots", "words"),
    [
        ([], "never seen: the repository has no snapshot"),
        ([Snapshot("a", NOW, "pc8")], "of other machines"),
        ([Snapshot("a", NOW + 9999, "pc7")], "future"),
    ],
)
def test_none_is_an_answer_with_its_reason(snapshots, words):
    """The repository was read, and what is not in it is not there."""
    listing = choose(snapshots, host="pc7", now=NOW)
    assert listing.answered
    assert listing.newest is None
    assert words in listing.reason


def test_snapshots_of_no_host_belong_to_everybody():
    """Old archives of borg do not say."""
    assert choose([Snapshot("a", NOW)], host="pc7", now=NOW).newest.id == "a"


def test_a_snapshot_of_the_future_does_not_hide_the_older_ones():
    """A clock was wrong once."""
    found = choose(
        [Snapshot("a", NOW - 5), Snapshot("b", NOW + 1e6)], host="pc7", now=NOW
    )
    assert found.newest.id == "a"


@pytest.mark.parametrize(
    ("answer", "reachable", "words"),
    [
        (Output(b"", b"wrong password", 1), True, "password file does not open"),
        (Output(b"", b"unable to open config file", 1), False, "no repository"),
        (Output(b"", b"", 11), True, "locked"),
        (Output(b"", b"rest:https://user:pass@nas said no", 3), None, "status 3"),
        (Output(b"nonsense"), True, "not a list"),
        (FileNotFoundError(), None, "restic is not installed"),
        (TimeoutError(), False, "no answer within 60 s"),
        (OSError(12, "Cannot allocate memory"), None, "Cannot allocate memory"),
    ],
)
def test_why_a_repository_says_nothing(tmp_path, answer, reachable, words):
    """In our words: those of the tool may hold an address with a password."""
    tools = FakeTools(lambda _: answer)
    listing = asked(tools, tmp_path).newest(backup(), now=NOW)
    assert (listing.reachable, listing.newest) == (reachable, None)
    assert not listing.answered
    assert words in listing.reason
    assert "user:pass" not in listing.reason


def test_a_file_of_a_snapshot_is_there_or_not_or_unknown(tmp_path):
    """Three answers."""
    answers = {
        "there": Output(b"canary"),
        "absent": Output(b"", b'path "/a" not found in snapshot', 1),
        "broken": Output(b"", b"load index: EOF", 1),
    }
    found = {
        name: asked(FakeTools(lambda _, a=a: a), tmp_path).fetch(
            backup(), SNAPSHOT, "/a"
        )
        for name, a in answers.items()
    }
    assert found["there"] == (b"canary", "")
    assert found["absent"] == (None, "")
    assert found["broken"] == (None, "restic failed with status 1")


def test_borg_is_asked_for_paths_as_it_stores_them(tmp_path):
    """Without the slash at the front."""
    tools = FakeTools(lambda _: Output(b"x"))
    asked(tools, tmp_path).fetch(backup("borg"), SNAPSHOT, "/home/a")
    assert tools.asked[0][0][-2:] == ("::id1", "home/a")


@POSIX
def test_a_password_file_that_others_can_read_is_refused(password, tmp_path):
    """As ssh does with keys; the tool is not even started."""
    assert password_file_trouble(password) == ""
    assert password_file_trouble(None) == ""
    password.chmod(0o640)
    tools = FakeTools()
    listing = asked(tools, tmp_path).newest(backup(password_file=password), now=NOW)
    assert "chmod 600" in listing.reason
    assert tools.asked == []


@POSIX
def test_a_password_file_that_is_none_is_named(tmp_path):
    """A folder, and nothing at all."""
    assert "not there" in password_file_trouble(tmp_path / "none")
    assert "not a file" in password_file_trouble(tmp_path)
    assert "cannot be read" in password_file_trouble(Path("/dev/null/x"))
