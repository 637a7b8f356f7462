"""Canaries: planted once, remembered, and looked at."""

import os

import pytest

from agent.sources.canaries import BOOK_FILE, Book, Canaries, new_content
from agent.sources.guarded_folder import HeldFolder, Place
from agent.sources.kept import Kept
from tests.support.backup_sets import canary
from tests.support.trees import POSIX


@pytest.fixture
def docs(tmp_path):
    """Return a user's folder."""
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


@pytest.fixture
def look(tmp_path, docs):
    """Return a function that looks at the canary in docs."""

    def looking(*, resident=True, folder=docs, **more):
        kept = Kept(tmp_path / "data" / BOOK_FILE, Book, resident=resident)
        found = Canaries([canary(folder)], kept, now=lambda: 5.0, **more)
        (sighting,) = found.look()
        return sighting

    return looking


def file_of(docs):
    """Return the one file in docs."""
    (path,) = docs.iterdir()
    return path


def test_a_canary_is_planted_once_and_found_intact(look, docs):
    """The second look, of another process, finds the same file."""
    assert look().state == "intact"
    path = file_of(docs)
    before = path.read_bytes()
    assert look().state == "intact"
    assert file_of(docs).read_bytes() == before
    assert path.name.startswith("hatang-canary-")


def test_a_canary_says_what_it_is_in_both_languages():
    """So that nobody deletes it; each one has a content of its own."""
    text = new_content(b"\x00" * 3072).decode("utf-8-sig")
    assert "please leave it" in text
    assert "xin đừng" in text
    assert text.count("\r\n") == text.count("\n")
    assert new_content(b"\x01" * 3072) != new_content(b"\x00" * 3072)
    assert len(new_content(b"\x00" * 3072)) < 64 << 10


@pytest.mark.parametrize("harm", ["write", "append", "shorten", "empty", "large"])
def test_any_change_of_its_content_is_seen(look, docs, harm):
    """One byte more, one less, all of it."""
    look()
    path = file_of(docs)
    content = path.read_bytes()
    path.write_bytes(
        {
            "write": b"x" * len(content),
            "append": content + b"x",
            "shorten": content[:-1],
            "empty": b"",
            "large": b"x" * (1 << 20),
        }[harm]
    )
    assert look().state == "changed"
    path.write_bytes(content)
    assert look().state == "intact"


def test_a_deleted_or_renamed_canary_is_missing_and_not_planted_anew(look, docs):
    """A new one would hide that the old one is gone."""
    look()
    file_of(docs).rename(docs / "locked.encrypted")
    assert look().state == "missing"
    assert file_of(docs).name == "locked.encrypted"


@POSIX
def test_a_link_or_pipe_in_its_place_is_a_change(look, docs):
    """Even one that leads to the same content."""
    look()
    path = file_of(docs)
    moved = path.rename(docs.parent / "moved")
    path.symlink_to(moved)
    assert look().state == "changed"
    path.unlink()
    os.mkfifo(path)
    assert look().state == "changed"


def test_a_folder_that_is_gone_with_its_canary(look, docs):
    """Missing on the same drive."""
    look()
    file_of(docs).unlink()
    docs.rmdir()
    assert look().state == "missing"


@POSIX
def test_a_drive_that_is_not_there_is_no_alarm(look, docs):
    """An empty mount point stands on another device than the canary did."""
    look()
    file_of(docs).unlink()

    class Elsewhere(HeldFolder):
        """The same path on another device."""

        def __init__(self, path):
            super().__init__(path)
            self.place = Place(-1, self.place.inode)

    sighting = look()
    assert sighting.state == "missing"
    kept = Kept(docs.parent / "data" / BOOK_FILE, Book)
    (sighting,) = Canaries(
        [canary(docs)], kept, now=lambda: 5.0, folder=Elsewhere
    ).look()
    assert sighting.state is None
    assert "another drive" in sighting.reason


def test_by_hand_nothing_is_planted(look, docs):
    """Only the running agent does that."""
    sighting = look(resident=False)
    assert sighting.state is None
    assert "running agent" in sighting.reason
    assert list(docs.iterdir()) == []


@POSIX
def test_a_link_in_place_of_the_folder_is_refused(look, docs, tmp_path):
    """A user must not lead the service to where he may not write."""
    (tmp_path / "link").symlink_to(docs)
    sighting = look(folder=tmp_path / "link")
    assert sighting.state is None
    assert "link" in sighting.reason
    assert list(docs.iterdir()) == []


def test_nothing_is_left_behind_that_cannot_be_remembered(tmp_path, docs):
    """A canary that nobody knows would never be looked at."""
    (tmp_path / "data").write_text("a file where a folder should be")
    kept = Kept(tmp_path / "data" / BOOK_FILE, Book, resident=True)
    (sighting,) = Canaries([canary(docs)], kept, now=lambda: 5.0).look()
    assert sighting.state is None
    assert "remembered" in sighting.reason
    assert list(docs.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "no"), "may not"), (OSError(5, "I/O error"), "I/O error")],
)
def test_a_folder_that_does_not_open_is_unknown_with_the_reason(error, words, docs):
    """Neither intact nor missing."""

    def folder(_path):
        raise error

    kept = Kept(None, Book)
    (sighting,) = Canaries([canary(docs)], kept, now=lambda: 5.0, folder=folder).look()
    assert sighting.state is None
    assert words in sighting.reason


def test_another_folder_in_the_settings_is_another_canary(look, docs, tmp_path):
    """The old one is forgotten; its file stays where it is."""
    look()
    (tmp_path / "other").mkdir()
    assert look(folder=tmp_path / "other").state == "intact"
    assert file_of(tmp_path / "other").exists()
    assert file_of(docs).exists()
