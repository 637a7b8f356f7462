"""No text from elsewhere moves a cursor or hides a line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.printable import printable


@pytest.mark.parametrize(
    "text",
    ["\x1b[2J", "a\x9b31m", "a\x07", "good\rbad", "\u202egood", "a\u2028b", "\x7f"],
)
def test_what_a_terminal_obeys_is_shown(text):
    """Whoever wrote it wanted something else to be seen."""
    assert printable(text).isprintable()
    assert "\\u" in printable(text)


@pytest.mark.parametrize("text", ["Máy của Lan\n\tổ đĩa\r\n", "→ 5 °C", ""])
def test_what_people_read_stays(text):
    """Letters of any language, tabs and line ends."""
    assert printable(text) == text


@given(st.text())
def test_json_stays_the_same_document(text):
    """Programs read it, too."""
    written = json.dumps({"name": text}, ensure_ascii=False)
    assert json.loads(printable(written)) == {"name": text}
