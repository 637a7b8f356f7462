"""What is ours alone: files and folders that other users may not read."""

import sys

import pytest

from agent.private import make_folder, replace, restrict
from tests.support.secrecy import closed_to_others


class FakeWindows:
    """Advapi32 and shell32 that note what they were asked."""

    def __init__(self, *, elevated, accepts=True):
        self.asked = []
        self._elevated = elevated
        self._accepts = accepts

    def IsUserAnAdmin(self):  # noqa: N802 - Windows' name
        """Return whether we are elevated."""
        return int(self._elevated)

    def ConvertStringSecurityDescriptorToSecurityDescriptorW(self, text, *_):  # noqa: N802
        """Take the descriptor; nothing is allocated."""
        self.asked.append(text.value)
        return 1

    def SetFileSecurityW(self, path, parts, _):  # noqa: N802
        """Take what shall be set."""
        self.asked.append((path.value, parts.value))
        return int(self._accepts)


def test_a_folder_is_made_for_us_alone(tmp_path):
    """Nobody else reads it, and one that is there stays as it is."""
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    assert closed_to_others(folder)
    make_folder(tmp_path)
    assert tmp_path.is_dir()


@pytest.mark.skipif(sys.platform != "win32", reason="rights of Windows")
def test_what_lies_in_the_folder_inherits_its_rights(tmp_path):
    """A file that is made later is closed as well."""
    make_folder(tmp_path / "a")
    (tmp_path / "a" / "file").write_text("x")
    restrict(tmp_path / "a" / "file")
    assert closed_to_others(tmp_path / "a" / "file")


@pytest.mark.parametrize(
    ("elevated", "text", "parts"),
    [
        (True, "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", 0x80000005),
        (False, "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)", 0x80000004),
    ],
)
def test_an_administrator_takes_the_ownership(tmp_path, elevated, text, parts):
    """Otherwise whoever made the folder first could open it to himself again."""
    fake = FakeWindows(elevated=elevated)
    restrict(tmp_path, folder=True, advapi32=fake, shell32=fake)
    assert fake.asked == [text, (str(tmp_path), parts)]


def test_a_refusal_is_an_error(tmp_path):
    """A credential that anybody can read must not look protected."""
    fake = FakeWindows(elevated=True, accepts=False)
    with pytest.raises(OSError, match="does not restrict"):
        restrict(tmp_path, advapi32=fake, shell32=fake)


def test_a_file_takes_the_place_of_another(tmp_path):
    """At once, and nothing else is left."""
    (tmp_path / "new").write_text("2")
    (tmp_path / "old").write_text("1")
    replace(tmp_path / "new", tmp_path / "old")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["2"]


@pytest.mark.skipif(sys.platform != "win32", reason="rights of Windows")
def test_a_file_that_somebody_reads_is_replaced_a_little_later(tmp_path):
    """Windows refuses until he is done."""
    (tmp_path / "new").write_text("2")
    (tmp_path / "old").write_text("1")
    with (tmp_path / "old").open("rb") as reader:
        replace(tmp_path / "new", tmp_path / "old", pause=lambda _: reader.close())
    assert (tmp_path / "old").read_text() == "2"


@pytest.mark.skipif(sys.platform != "win32", reason="rights of Windows")
def test_who_never_ends_reading_is_an_error(tmp_path):
    """And both files are as they were."""
    (tmp_path / "new").write_text("2")
    (tmp_path / "old").write_text("1")
    with (tmp_path / "old").open("rb"), pytest.raises(PermissionError):
        replace(tmp_path / "new", tmp_path / "old", pause=lambda _: None)
    assert (tmp_path / "old").read_text() == "1"
