"""Words of facts are found whatever their case is."""

import pytest

from agent.shared.findings.rules_drives import VERDICTS
from collector.web.fact_names import attribute_value
from collector.web.fact_reasons import REASONS
from collector.web.fact_words import WORDS
from collector.web.i18n import Tongue


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_looked_up_in_small_letters(word):
    """A key with a capital would never be found."""
    assert word == word.lower()


def test_every_verdict_on_a_drive_has_a_word():
    """None of them is shown as a program writes it."""
    for verdict in (*VERDICTS, "healthy", "ok", "unknown"):
        assert verdict in WORDS
        assert "_" not in attribute_value(Tongue("en"), "disk_health", "v", verdict)


def test_reasons_stand_once():
    """A second one would never be translated."""
    assert len(set(REASONS)) == len(REASONS)
