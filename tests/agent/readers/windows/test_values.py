"""Values of WMI rows, from COM, wmic and PowerShell."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.values import flag, items, named, natural, text, whole, word

VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())


def test_a_number_is_the_same_from_com_and_as_text():
    """64-bit numbers are text even from COM."""
    assert natural(" 512 ") == natural(512) == 512
    assert natural(True) is natural("-1") is natural("5e3") is natural(None) is None
    assert natural("9" * 21) is None
    assert whole("-12") == whole(-12) == -12
    assert whole("--1") is whole(False) is None


def test_a_truth_value_is_the_same_from_com_and_as_text():
    """Wmic writes capitals, PowerShell does not."""
    assert flag("TRUE") is flag("True") is flag(True) is True
    assert flag("FALSE") is flag(False) is False
    assert flag("") is flag(1) is None


def test_text_that_says_nothing_is_none():
    """Padding and placeholders are no text."""
    assert text("  ") is text(5) is None
    assert word("Undefined   ") is None
    assert word(" WD10 ") == "WD10"


def test_an_array_is_read_in_all_forms():
    """Commas may stand within quotes; a GUID is one element."""
    assert items('{"a","b, c"}') == ["a", "b, c"]
    assert items("{3,4}") == items((3, 4)) == ["3", "4"]
    assert items("{Auto-Select, Hot Spare}") == ["Auto-Select", "Hot Spare"]
    assert items("{}") == items("") == items(None) == []


def test_a_number_and_its_word_mean_the_same():
    """PowerShell writes the word where COM gives the number."""
    words = {17: "NVMe"}
    assert named("17", words) == named(17, words) == named("nvme", words) == "NVMe"
    assert named("SATA", words) is named(None, words) is None


@given(VALUES)
def test_any_value_is_read_without_failing(value):
    """Whatever a provider returns."""
    natural(value), whole(value), flag(value), text(value), word(value)
    named(value, {1: "a"})
    assert all(isinstance(item, str) for item in items(value))
