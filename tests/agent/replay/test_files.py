"""Files of a recording are laid out as they were, never outside."""

import contextlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay.files import Link, UnsafeError, lay_out

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Linux' files")


def test_a_recording_is_laid_out_as_it_was(tmp_path):
    """Files, folders, links and dates."""
    files = {"/sys/devices/pci/sda/size": b"8\n", "/sys/block/": b""}
    links = [Link("/sys/block/sda", "../devices/pci/sda"), Link("/etc/x", "/sys/block")]
    lay_out(files, links, tmp_path, {"/var/log/dpkg.log": 86400.0})
    assert (tmp_path / "sys/block/sda/size").read_bytes() == b"8\n"
    assert (tmp_path / "etc/x/sda/size").resolve().is_relative_to(tmp_path.resolve())
    assert (tmp_path / "var/log/dpkg.log").stat().st_mtime == 86400


@pytest.mark.parametrize(
    "path", ["relative", "/../x", "/a/../../x", "", "/C:/x", "/a\\..\\x", "/a\0b"]
)
def test_a_place_outside_is_refused(tmp_path, path):
    """Nothing is written there, on no system."""
    with pytest.raises(UnsafeError):
        lay_out({path: b"x"}, [], tmp_path)


def test_a_link_stays_inside(tmp_path):
    """Links out of the folder lead to its root; links behind links are refused."""
    lay_out({}, [Link("/a", "../../../etc/passwd")], tmp_path)
    assert (tmp_path / "a").resolve().is_relative_to(tmp_path.resolve())
    behind = [Link("/deep/er", "/x"), Link("/deep/er/a/b/c", "/y")]
    with pytest.raises(UnsafeError, match="behind"):
        lay_out({}, behind, tmp_path)


PATHS = st.lists(st.sampled_from(["a", "b", "..", "c", "."]), min_size=1, max_size=5)


@given(links=st.lists(st.tuples(PATHS, PATHS, st.booleans()), max_size=5))
def test_no_set_of_links_leads_out(tmp_path_factory, links):
    """Whatever a bundle says, every place it makes lies inside."""
    folder = tmp_path_factory.mktemp("tree")
    made = [
        Link("/" + "/".join(own), ("/" if absolute else "") + "/".join(target))
        for own, target, absolute in links
    ]
    with contextlib.suppress(UnsafeError):
        lay_out({"/a/f": b"x"}, made, folder)
    for place in folder.rglob("*"):
        try:
            real = place.resolve(strict=True)
        except (OSError, RuntimeError):
            continue
        assert real.is_relative_to(folder.resolve())


def test_more_places_than_any_machine_has_are_refused(tmp_path):
    """Each would be a file here, be it only a date or a link."""
    many = [f"/x/{number}" for number in range(5001)]
    for links, times in (
        ([Link(p, "/y") for p in many], {}),
        ([], dict.fromkeys(many, 0.0)),
    ):
        with pytest.raises(UnsafeError, match="more than any machine"):
            lay_out({}, links, tmp_path, times)
    assert not list(tmp_path.iterdir())
