import contextlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.secret import Secret
from agent.shared.toml import SettingsError, decode_settings, read_settings


class Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part."""

    secret: Secret
    folder: Path = Path()


class Outer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings."""

    inner: list[Inner] = []


def test_settings_become_values():
    """Secrets and paths are values of their own."""
    found = decode_settings('[[inner]]\nsecret="a"\nfolder="/x"', Outer, name="f")
    assert found.inner == [Inner(Secret("a"), Path("/x"))]


def test_a_file_of_notepad_is_read(tmp_path):
    """The mark of UTF-8 at its beginning is no part of it."""
    path = tmp_path / "f.toml"
    path.write_bytes(b"\xef\xbb\xbf[[inner]]\r\nsecret='a'\r\n")
    assert read_settings(path, Outer).inner == [Inner(Secret("a"))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[inner]]\nsecret="a"\nfoldr="/x"', r"f: inner\[0\]: .*foldr"),
        ("x", "f: not TOML"),
        ('a = "C:\\ProgramData"', "f: not TOML.*single quotes"),
        ('a = "C:\\Users"', "f: not TOML.*single quotes"),
        ("inner=1", "f: inner: Expected"),
    ],
)
def test_an_error_names_its_place(text, says):
    """Unknown keys and wrong types are told with file and key."""
    with pytest.raises(SettingsError, match=says):
        decode_settings(text, Outer, name="f")


@given(st.text())
def test_any_text_is_settings_or_a_settings_error(text):
    """Nothing else is raised."""
    with contextlib.suppress(SettingsError):
        decode_settings(text, Outer, name="f")


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    """Missing and undecodable files are SettingsErrors."""
    (tmp_path / "bad").write_bytes(b"\xff\xfe")
    for name in ("bad", "missing"):
        with pytest.raises(SettingsError, match="cannot be read"):
            read_settings(tmp_path / name, Outer)
