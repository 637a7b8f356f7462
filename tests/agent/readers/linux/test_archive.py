"""Archives of /proc and /sys."""

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux import archive as archives
from agent.readers.linux.archive import read_archive


def archive(files=(), links=(), folders=(), kind=None):
    """Return a tar archive with *files* and *links* by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
        for name, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind or tarfile.SYMTYPE, target
            tar.addfile(info)
        for name in folders:
            info = tarfile.TarInfo(name)
            info.type = tarfile.DIRTYPE
            tar.addfile(info)
    return out.getvalue()


def test_links_are_followed_within_the_archive():
    """Relative and absolute ones, through folders that are links themselves."""
    tree = read_archive(
        archive(
            [("x/sys/devices/a/size", b" 7\n")],
            [("x/sys/block/a", "../devices/a"), ("x/sys/b", "/sys/block/a")],
        )
    )
    assert tree.text("sys/block/a/size") == "7"
    assert tree.text("sys/b/size") == "7"
    assert tree.names("sys/b") == ("size",)
    assert tree.names("sys") == ("b", "block", "devices")
    assert tree.text("sys/none") is None


@pytest.mark.parametrize(
    "target", ["../../../etc/passwd", "/etc/passwd", "a", ".." + "/.." * 50]
)
def test_no_link_leads_outside(target):
    """Nor round in a circle."""
    tree = read_archive(archive([("proc/x", b"")], [("sys/a", target)]))
    assert tree.text("sys/a") is None
    assert tree.text("../../etc/passwd") is None


def test_hard_links_devices_and_climbing_names_are_left_out():
    """Files, folders and symbolic links are all that is read."""
    content = archive(
        [("proc/x", b"1"), ("../proc/y", b"2")],
        [("proc/h", "proc/x")],
        kind=tarfile.LNKTYPE,
    )
    assert read_archive(content).names("proc") == ("x",)
    fifo = archive([("sys/x", b"")], [("sys/f", "")], kind=tarfile.FIFOTYPE)
    assert read_archive(fifo).names("sys") == ("x",)


def test_empty_folders_are_seen():
    """Some say something by being there."""
    assert read_archive(archive(folders=["a/proc/xen"])).names("proc") == ("xen",)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_packed_archives_are_read(pack):
    """Plain, gzip, bzip2 and xz."""
    assert read_archive(pack(archive([("m/proc/x", b"1")]))).text("proc/x") == "1"


def test_a_bomb_is_not_unpacked():
    """The limit holds before anything is read."""
    bomb = gzip.compress(b"\0" * (archives.MOST_UNPACKED + 10))
    with pytest.raises(ReadError, match="unpacks to more"):
        read_archive(bomb)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x1f\x8bxx", b"\xfd7zXZ", b"BZh9", archive([("etc/x", b"")])],
)
def test_other_files_are_refused(content):
    """Broken archives, and those of something else."""
    with pytest.raises(ReadError):
        read_archive(content)
