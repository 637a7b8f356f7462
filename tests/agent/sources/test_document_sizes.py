"""Sums of sizes."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from agent.sources.document_sizes import (
    DocumentSizes,
    Total,
    expand,
    outermost,
    size_here,
)
from tests.support.trees import POSIX


def measure(*folders, pauses=None, **more):
    """Return what the folders hold."""
    clock = iter(range(100_000))
    rests = [] if pauses is None else pauses
    sizes = DocumentSizes(
        uptime=lambda: next(clock), pause=rests.append, **{"limit_s": 10_000.0, **more}
    )
    return sizes.measure([Path(one) for one in folders])


@pytest.fixture
def tree(tmp_path):
    """Return a folder with 3 files of 4096 bytes in all its corners."""
    for name in ("a", "deep/deeper/b", "deep/c"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(4096))
    return tmp_path / "docs"


def test_sizes_are_added_up_through_all_levels(tree):
    """Of files only."""
    assert measure(tree) == Total(3 * 4096, 1)


def test_links_are_not_followed(tree, tmp_path):
    """Neither of files nor of folders, nor is the named folder itself one."""
    (tmp_path / "large").write_bytes(b"x" * 100_000)
    (tree / "link").symlink_to(tmp_path / "large")
    (tree / "loop").symlink_to(tree)
    (tmp_path / "alias").symlink_to(tree)
    assert measure(tree).size == 3 * 4096
    assert measure(tmp_path / "alias") == Total()


@POSIX
def test_a_file_of_several_names_counts_once(tree):
    """As does a folder that is named twice or lies in another."""
    (tree / "second").hardlink_to(tree / "a")
    assert measure(tree, tree, tree / "deep") == Total(3 * 4096, 1)


@POSIX
def test_holes_and_files_of_the_cloud_are_not_here(tree):
    """They could not be lost with this drive."""
    with (tree / "sparse").open("wb") as file:
        file.truncate(10**12)
    assert measure(tree).size < 10**6
    cloud = SimpleNamespace(st_size=5, st_file_attributes=0x400000)
    local = SimpleNamespace(st_size=5, st_file_attributes=0x20)
    assert (size_here(cloud), size_here(local)) == (0, 5)


def test_what_takes_too_long_is_a_part(tmp_path):
    """And says so."""
    for number in range(1200):
        (tmp_path / str(number)).write_bytes(b"x")
    assert "time was over" in measure(tmp_path, limit_s=2.0).reason
    assert "more files" in measure(tmp_path, most_entries=100).reason


def test_it_rests_as_long_as_it_works(tmp_path):
    """Never longer than a second at once."""
    for number in range(1200):
        (tmp_path / str(number)).write_bytes(b"x")
    pauses = []
    measure(tmp_path, pauses=pauses)
    assert len(pauses) == 2
    assert all(0 < pause <= 1 for pause in pauses)


def test_folders_that_may_not_be_entered_are_counted(tree, monkeypatch):
    """So that a sum is not taken for the whole."""
    real = os.scandir

    def scandir(place):
        if str(place).endswith("deeper"):
            raise PermissionError(13, "no")
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    found = measure(tree)
    assert (found.size, found.refused) == (2 * 4096, 1)


def test_stars_stand_for_one_name(tmp_path):
    """As in the folders of all users; links among them are left out."""
    for user in ("an", "binh", "admin"):
        (tmp_path / user / "Documents").mkdir(parents=True)
    (tmp_path / "all").symlink_to(tmp_path)
    found = list(expand(tmp_path / "*" / "Documents"))
    assert {one.parent.name for one in found} == {"an", "binh", "admin"}
    assert len(list(expand(tmp_path / "a?" / "Documents"))) == 1
    assert list(expand(tmp_path / "none" / "*")) == []


def test_only_the_outermost_folders_are_walked(tmp_path):
    """And only those that are there."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    folders = [tmp_path / "a" / "b", tmp_path / "a", tmp_path / "none"]
    assert outermost(folders) == [tmp_path / "a"]
