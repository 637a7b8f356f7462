"""The evidence of a drive's verdict in words."""

from agent.shared.findings.evidence import spoken


def same(text):
    """Translate nothing."""
    return text


def test_codes_and_values_become_words():
    """Numbers stay, in the order of their weight."""
    text = spoken("pending_sectors=8; no_smart=needs_root", same)
    assert text.startswith("Sectors") or "8; " in text
    assert "no permission" in text


def test_growth_is_told_apart_from_the_count():
    """What grew since the agent started is news."""
    assert "more since" in spoken("pending_sectors_grown=3", same)


def test_what_is_no_code_stays_as_it_is():
    """A newer agent may say more."""
    assert spoken("something new; x=1", same) == "something new; x=1"


def test_words_are_translated():
    """Title and value each on its own."""
    assert spoken("no_smart=standby", str.upper).isupper()
