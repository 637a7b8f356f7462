"""A bundle is packed, unpacked, and refused where it is damaged."""

import contextlib
import io
import zipfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay import bundle as bundles
from agent.replay.bundle import Bundle, BundleError, made_by, pack, scrubbed, unpack
from agent.replay.files import Link
from agent.replay.scrub import Scrubber
from agent.shared.wire import Item
from agent.sources.tape import Call

MADE = Bundle(
    made_by("linux", "x86_64", now=1.8e9),
    calls=[Call("programs", "run", ["lsblk"], answer={"stdout": "lan", "status": 0})],
    files={"/etc/hostname-like": b"pc of lan\n", "/sys/block/": b""},
    links=[Link("/sys/block/sda", "../devices/sda")],
    times={"/var/log/dpkg.log": 1.0},
    facts={"cpu": {"": Item({"cores": 2})}},
    problems={"updates": "lan has no rights"},
)


def test_a_bundle_comes_back_whole(tmp_path):
    """From the file, and from the folder it was unpacked to."""
    path = tmp_path / "b.zip"
    path.write_bytes(pack(MADE))
    assert unpack(path) == MADE
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "folder")
        assert "recovery keys" in archive.read("README.txt").decode()
    found = unpack(tmp_path / "folder")
    assert found.files == {"/etc/hostname-like": b"pc of lan\n"}
    assert found.calls == MADE.calls


def test_no_name_is_left_in_a_scrubbed_bundle():
    """In answers, files, facts and problems."""
    packed = pack(scrubbed(MADE, Scrubber(["lan"])))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert not any(
            b"lan" in archive.read(name)
            for name in archive.namelist()
            if name != "README.txt"
        )


def written(tmp_path, content):
    """Return the path of a file that holds *content*."""
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    return path


def zipped(**parts):
    """Return a ZIP with *parts* as JSON files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.json", content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no zip", "not a bundle"),
        (zipped(other="{}"), r"manifest\.json"),
        (zipped(manifest="{"), "damaged"),
        (zipped(manifest="[" * 100_000), "damaged"),
    ],
)
def test_what_is_no_bundle_is_refused_with_a_reason(tmp_path, content, why):
    """One error, whatever is wrong."""
    with pytest.raises(BundleError, match=why):
        unpack(written(tmp_path, content))


def test_a_newer_format_says_so(tmp_path):
    """Better than half of it."""
    manifest = (
        '{"format":9,"agent_version":"","platform":"","architecture":"","time":0}'
    )
    with pytest.raises(BundleError, match="format 9"):
        unpack(written(tmp_path, zipped(manifest=manifest)))


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """The size that an entry claims is not believed."""
    monkeypatch.setattr(bundles, "MOST_BYTES", 1000)
    with pytest.raises(BundleError, match="more than any machine"):
        unpack(written(tmp_path, zipped(manifest=b"0" * 100_000)))


@given(st.data())
def test_any_damage_is_a_bundle_error(tmp_path_factory, data):
    """Bytes replaced, cut off or added."""
    content = bytearray(pack(MADE))
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path = tmp_path_factory.mktemp("b") / "b.zip"
    path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    with contextlib.suppress(BundleError):
        unpack(path)


def test_no_name_is_left_in_places_links_times_and_keys():
    """They are text like any other."""
    named = msgspec.structs.replace(
        MADE,
        files={"/etc/lan/x": b""},
        links=[Link("/dev/disk/by-label/lan", "../../home/lan")],
        times={"/var/lib/lan": 1.0},
        facts={"volume": {"/srv/lan": Item({"filesystem": "ext4"})}},
    )
    packed = pack(scrubbed(named, Scrubber(["lan"])))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = [name for name in archive.namelist() if name != "README.txt"]
        told = [*(name.encode() for name in names), *map(archive.read, names)]
    assert not any(b"lan" in one for one in told)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_bit_by_bit_is_refused(tmp_path, method):
    """A few bytes of it may be gigabytes, before anybody can look."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("manifest.json", b"0" * 1000)
    with pytest.raises(BundleError, match="compressed"):
        unpack(written(tmp_path, made.getvalue()))


def test_a_file_larger_than_any_bundle_is_not_even_listed(tmp_path):
    """Its list of entries alone would fill the memory."""
    path = tmp_path / "b.zip"
    with path.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(BundleError, match="larger"):
        unpack(path)
