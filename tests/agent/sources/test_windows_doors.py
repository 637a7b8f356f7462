"""Values as Windows gives them."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.windows_doors import attempt, flag, natural, text

ANYTHING = st.none() | st.booleans() | st.integers() | st.text() | st.floats()


def test_numbers_come_as_text_or_as_numbers():
    """A 64-bit number is text in WMI; minus one means none."""
    assert natural("512110190592") == 512110190592
    assert natural(7) == 7
    assert natural(-1) is None
    assert natural("-1") is None
    assert natural(value=True) is None
    assert flag("TRUE") is True
    assert flag("") is None


def test_a_refusal_is_a_reason():
    """The reason says what to do about missing rights."""

    def refuse():
        raise PermissionError

    assert attempt(lambda: 1, None) == (1, "")
    assert "Local System" in attempt(refuse, None)[1]


@given(ANYTHING)
def test_any_value_is_read(value):
    """Whatever comes is a value or none."""
    natural(value), flag(value), text(value)
