"""Which files of this machine were read, and what is kept of them."""

import os
from pathlib import Path

import pytest

from agent.replay.noticed import FileWatch, Noticed, collect, is_watched
from agent.sources.text import modified

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Linux' files")


def test_secrets_are_never_watched():
    """Password hashes, keys and our own credential stay out."""
    assert is_watched("/proc/cpuinfo")
    for path in ("/etc/shadow", "/etc/ssl/private/x", "/etc/hatang/agent.toml"):
        assert not is_watched(path)
    assert not is_watched("/home/x/document")
    assert not is_watched("relative")


def test_what_was_opened_is_kept_by_its_real_place():
    """The links on the way are kept beside it."""
    opened = ["/proc/cpuinfo", "/proc/mounts", "/proc/sys/kernel/osrelease"]
    opened.append("/proc/net/route")
    kept = collect(Noticed((*opened, "/proc/self/mounts")))
    assert kept.files["/proc/cpuinfo"].startswith(b"processor")
    assert kept.files["/proc/sys/kernel/osrelease"].strip()
    assert b" / " in kept.files["/proc/self/mounts"]
    assert kept.files["/proc/net/route"].startswith(b"Iface")
    assert kept.links["/proc/mounts"] == "self/mounts"
    assert collect(Noticed(("/etc/shadow", "/home/x"))).files == {}
    assert collect(Noticed(("/etc/there-is-no/such-file",))).files == {"/etc/": b""}


def test_what_was_only_looked_at_is_kept_without_its_content():
    """That it is there, and since when; what is not there is not."""
    kept = collect(Noticed((), ("/etc/apt",), ("/etc/passwd", "/etc/there-is-none")))
    assert "/etc/passwd" in kept.times
    assert "/etc/passwd" not in kept.files
    assert "/etc/there-is-none" not in kept.times
    assert "/etc/apt/" in kept.files
    assert any(path.startswith("/etc/apt/") for path in kept.times)


def test_opens_listings_and_looks_are_noticed():
    """Until it is told to stop."""
    watch = FileWatch()
    Path("/proc/uptime").read_text()
    list(Path("/sys/class").iterdir())
    modified(Path("/etc/hostname"))
    noticed = watch.stop()
    modified(Path("/etc/passwd"))
    assert "/proc/uptime" in noticed.opened
    assert "/sys/class" in noticed.listed
    assert "/etc/hostname" in noticed.looked
    assert "/etc/passwd" not in watch.looked
