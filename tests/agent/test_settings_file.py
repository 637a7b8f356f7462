"""Adding to the settings file without harm to what stands there."""

import os
import stat
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.settings_file import append, quoted, table_text
from agent.shared.toml import SettingsError

LINUX = "needs links, pipes or modes, as Linux has them"
TEXT = '# by hand\nlanguage = "vi"  # mine\n\n[[a.b]]\nname = "one"\n\n\n'
MORE = table_text("a.b", {"name": "two", "room": ""})


def written(tmp_path, content=TEXT, check=lambda _: None, text=MORE):
    """Return the bytes of a file of *content* after *text* was added."""
    path = tmp_path / "agent.toml"
    path.write_bytes(content.encode())
    append(path, text, check)
    return path.read_bytes().decode()


def test_what_stands_there_stays(tmp_path):
    """Comments, order and blanks; the new table comes after one empty line."""
    found = written(tmp_path)
    assert found == TEXT.rstrip() + '\n\n[[a.b]]\nname = "two"\n'
    assert [row["name"] for row in tomllib.loads(found)["a"]["b"]] == ["one", "two"]
    assert os.listdir(tmp_path) == ["agent.toml"]  # noqa: PTH208


def test_line_ends_and_the_mark_of_notepad_are_kept(tmp_path):
    """As the person who wrote the file has them."""
    found = written(tmp_path, "\ufefflanguage = 'vi'\r\n")
    assert found == "\ufefflanguage = 'vi'\r\n\r\n[[a.b]]\r\nname = \"two\"\r\n"


def test_a_file_that_is_not_there_is_made(tmp_path):
    """It begins with the table."""
    path = tmp_path / "agent.toml"
    append(path, MORE, lambda _: None)
    assert path.read_text(encoding="utf-8") == MORE


def test_what_does_not_pass_the_check_changes_nothing(tmp_path):
    """The check sees the whole new file under another name."""
    seen = []

    def refuse(new):
        seen.append(new.read_text(encoding="utf-8"))
        raise SettingsError("no good")

    with pytest.raises(SettingsError, match="no good"):
        written(tmp_path, check=refuse)
    assert (tmp_path / "agent.toml").read_text(encoding="utf-8") == TEXT
    assert seen == [TEXT.rstrip() + "\n\n" + MORE]
    assert os.listdir(tmp_path) == ["agent.toml"]  # noqa: PTH208


@pytest.mark.skipif(os.name != "posix", reason=LINUX)
def test_the_mode_and_a_link_are_kept(tmp_path):
    """The file that the link leads to is changed, and stays as private as it was."""
    real = tmp_path / "real.toml"
    real.write_text(TEXT, encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "agent.toml"
    link.symlink_to(real)
    append(link, MORE, lambda _: None)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "two" in real.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    """By the name of the file."""
    with pytest.raises(SettingsError, match=r"agent\.toml"):
        append(tmp_path / "none/agent.toml", MORE, lambda _: None)


@given(st.text())
def test_any_text_is_a_string_of_toml(text):
    """Quotes, control characters and line ends too."""
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}
