"""What findings say."""

from string import Formatter

import pytest

from agent.shared.findings.shape import SEVERITIES, Finding
from agent.shared.findings.texts import TEXTS, UNKNOWN, WORDS, describe, fill
from agent.shared.findings.texts_evidence import (
    CODES,
    VALUES,
    evidence_in_words,
    evidence_parts,
)


def plain(words):
    """Return the text untranslated."""
    return words


def loud(words):
    """Return the text in another language: placeholders stay as they are."""
    return "".join(
        part.upper() if number % 2 == 0 else f"{{{part}}}"
        for number, part in enumerate(words.replace("}", "{").split("{"))
    )


def shown(name, value):
    """Write a value with its name."""
    return f"<{name}={value}>"


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_whole(kind):
    """Title without a full stop, action with one, only plain placeholders."""
    text = TEXTS[kind]
    assert text.severities == tuple(s for s in SEVERITIES if s in text.severities)
    assert text.title[0].isupper()
    assert not text.title.endswith(".")
    assert text.action.endswith(".")
    assert text.meaning.endswith(".")
    assert not text.sentence.endswith(".")
    for _, name, form, conversion in Formatter().parse(text.sentence):
        assert name is None or name.isidentifier()
        assert not form
        assert not conversion


def test_a_finding_is_described():
    """Values are written by the reader's own rules, our words are translated."""
    finding = Finding(
        "windows11_part", "info", "", {"requirements": "memory, disk", "processor": "x"}
    )
    told = describe(finding, loud, shown)
    assert told.title == TEXTS["windows11_part"].title.upper()
    assert WORDS["memory"].upper() in told.evidence
    assert WORDS["disk"].upper() in told.evidence


def test_the_evidence_of_a_drive_is_in_words():
    """Codes that are known are translated, others stand as they are."""
    evidence = "pending_sectors=8; attribute_failing_now=5 Reallocated; new_code=1; odd"
    finding = Finding(
        "disk_failing", "critical", "sda", {"drive": "sda", "evidence": evidence}
    )
    told = describe(finding, plain, shown)
    assert "unreadable sectors: 8" in told.evidence
    assert "threshold: 5 Reallocated" in told.evidence
    assert "new_code=1; odd" in told.evidence


def test_all_codes_of_evidence_take_their_value():
    """Or say what they mean without."""
    for sentence in CODES.values():
        assert {n for _, n, _, _ in Formatter().parse(sentence) if n} <= {"value"}
    assert evidence_parts("") == []
    assert evidence_parts("media_errors=3 ;") == [("media_errors", "3")]


def test_values_that_are_words_are_translated():
    """Why no status was read, and what a drive or Windows says."""
    assert evidence_in_words("no_smart=tool_missing", plain).endswith(
        VALUES["tool_missing"]
    )
    assert evidence_in_words("smart_passed=false", plain).endswith("failed")
    assert evidence_in_words("odd=true", plain) == "odd=true"


def test_what_is_not_there_is_not_known_or_a_dash():
    """A value of None, and one that an older version did not give."""
    finding = Finding("scrub_old", "info", "tank", {"last_timestamp_seconds": None})
    told = describe(finding, plain, shown)
    assert told.evidence == f"– was last read through on {UNKNOWN}"


def test_an_unknown_kind_is_shown_by_its_name():
    """A newer version's findings are not hidden."""
    told = describe(Finding("fan_dead", "warning", "x", {"rpm": 0}), plain, shown)
    assert (told.title, told.evidence, told.action) == ("fan dead", "rpm: <rpm=0>", "")


def test_a_reason_is_translated():
    """And an empty one is left: gettext answers it with the catalogue's head."""
    finding = Finding(
        "not_known", "info", "backup", {"topic": "backup", "reason": "why"}
    )
    assert describe(finding, loud, shown).evidence == "BACKUP: WHY"
    empty = Finding("not_known", "info", "backup", {"topic": "backup", "reason": ""})
    assert describe(empty, plain, lambda _, value: value).evidence == "Backup: "


def test_braces_in_a_value_are_text():
    """Nothing of a machine's words is a placeholder."""
    assert fill("{a}", {"a": "{b} {0.__class__}"}) == "{b} {0.__class__}"
