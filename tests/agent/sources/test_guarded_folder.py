"""A folder of other people: both ways to guard it pass the same tests."""

import os
import stat
import sys
from types import SimpleNamespace

import pytest

from agent.sources.guarded_folder import (
    CheckedFolder,
    HeldFolder,
    LinkError,
    leads_elsewhere,
    open_folder,
)
from agent.sources.small_file import NotRegularError, TooLargeError
from tests.support.trees import POSIX

WAYS = [CheckedFolder] if sys.platform == "win32" else [HeldFolder, CheckedFolder]


@pytest.fixture(params=WAYS)
def kind(request):
    """Return a way to guard a folder."""
    return request.param


@pytest.fixture
def folder(kind, tmp_path):
    """Return a guarded folder, which is tmp_path."""
    opened = kind(tmp_path)
    yield opened
    opened.close()


def test_a_file_is_made_and_read(folder, tmp_path):
    """With the rights of an ordinary file."""
    place = folder.create("a", b"text")
    assert folder.read("a", most=10).content == b"text"
    status = (tmp_path / "a").stat()
    assert (status.st_dev, status.st_ino) == place
    assert sys.platform == "win32" or status.st_mode & 0o7133 == 0
    assert (folder.place.device, folder.place.inode) == (
        tmp_path.stat().st_dev,
        tmp_path.stat().st_ino,
    )


@POSIX
def test_what_is_there_is_never_overwritten(folder, tmp_path):
    """Whatever it is: a file, or a link to a place that is not there yet."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    for name in ("file", "link"):
        with pytest.raises(FileExistsError):
            folder.create(name, b"ours")
    assert (tmp_path / "file").read_text() == "mine"
    assert not (tmp_path / "target").exists()


@POSIX
def test_a_link_in_place_of_the_file_is_not_read(folder, tmp_path):
    """Nor a pipe, nor a folder; none of them keeps us waiting."""
    (tmp_path / "secret").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder"):
        with pytest.raises((NotRegularError, IsADirectoryError)):
            folder.read(name, most=10)
    (tmp_path / "large").write_bytes(b"x" * 11)
    with pytest.raises(TooLargeError):
        folder.read("large", most=10)
    with pytest.raises(FileNotFoundError):
        folder.read("none", most=10)


@POSIX
def test_links_on_the_way_are_refused(kind, tmp_path):
    """The last step as well as one before."""
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for path in (tmp_path / "link", tmp_path / "link" / "inner"):
        with pytest.raises(LinkError):
            kind(path)


def test_a_folder_that_is_none_is_refused(kind, tmp_path):
    """A file, and nothing."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotADirectoryError):
        kind(tmp_path / "file")
    with pytest.raises(FileNotFoundError):
        kind(tmp_path / "none")


@POSIX
def test_a_folder_exchanged_for_a_link_is_not_written_through(tmp_path):
    """Held open, it stays the folder it was."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "system").mkdir()
    folder = HeldFolder(tmp_path / "docs")
    (tmp_path / "docs").rename(tmp_path / "moved")
    (tmp_path / "docs").symlink_to(tmp_path / "system")
    folder.create("a", b"x")
    folder.close()
    assert list((tmp_path / "system").iterdir()) == []
    assert (tmp_path / "moved" / "a").exists()


@POSIX
def test_without_openat_such_a_file_is_taken_back(tmp_path):
    """The exchange is noticed at once."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "system").mkdir()
    folder = CheckedFolder(tmp_path / "docs")
    (tmp_path / "docs").rename(tmp_path / "moved")
    (tmp_path / "docs").symlink_to(tmp_path / "system")
    with pytest.raises(LinkError):
        folder.create("a", b"x")
    assert list((tmp_path / "system").iterdir()) == []


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0,
    reason="only root can give files away",
)
def test_the_file_is_given_to_the_owner_of_the_folder(tmp_path):
    """What the user's malware could not harm would tell nothing."""
    (tmp_path / "docs").mkdir()
    os.chown(tmp_path / "docs", 1234, 1235)
    folder = HeldFolder(tmp_path / "docs")
    folder.create("a", b"x")
    folder.close()
    status = (tmp_path / "docs" / "a").stat()
    assert (status.st_uid, status.st_gid) == (1234, 1235)


@pytest.mark.parametrize("path", ["docs", "/tmp/../etc"])
def test_a_path_begins_at_the_root_and_goes_down(path, tmp_path):
    """Nothing else is opened."""
    with pytest.raises(LinkError):
        open_folder(type(tmp_path)(path))


def test_junctions_lead_elsewhere_and_clouds_do_not():
    """By the bit of the tag that says so."""
    for tag, expected in (
        (0xA000000C, True),  # symbolic link
        (0xA0000003, True),  # junction
        (0x9000001A, False),  # OneDrive
        (0, False),
    ):
        status = SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=tag)
        assert leads_elsewhere(status) is expected
