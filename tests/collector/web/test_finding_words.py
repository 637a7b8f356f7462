"""Findings, reasons and events are told in both languages, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.findings.risk import Reason, Risk
from agent.shared.findings.texts import TEXTS
from agent.shared.wire import Event
from collector.fact_event_texts import EVENT_TEXTS
from collector.store.finding import FindingRecord
from collector.web.finding_words import (
    SEVERITY_NAMES,
    reasons,
    shape_of,
    tell,
    tell_event,
)
from collector.web.i18n import Tongue

EN, VI = Tongue("en"), Tongue("vi")
SCALARS = st.none() | st.text() | st.integers() | st.floats() | st.booleans()


def record(kind="backup_stale", **evidence):
    """Return a finding that stands."""
    return FindingRecord("a", kind, "home", "warning", 1.0, 1.0, evidence)


def test_a_finding_is_told_in_the_language_of_the_page():
    """Its evidence is written as the pages write dates."""
    found = record(set="home", last_success_timestamp_seconds=1_795_000_000.0)
    english, vietnamese = tell(found, EN), tell(found, VI)
    assert "home" in english.evidence
    assert "18 Nov 2026" in english.evidence
    assert "18/11/2026" in vietnamese.evidence
    assert english.title != vietnamese.title
    assert (english.severity, english.shape) == ("Warning", "late")


def test_each_severity_has_a_shape_of_its_own():
    """Colours alone do not reach everybody."""
    assert len({shape_of(severity) for severity in SEVERITY_NAMES}) == 3


@pytest.mark.parametrize("kind", [*TEXTS, *EVENT_TEXTS])
def test_no_text_of_ours_is_left_untranslated(kind):
    """The catalogue that both programs share is asked, too."""
    if kind in TEXTS:
        told = tell(record(kind), VI)
        assert told.title != TEXTS[kind].title
        assert told.action != TEXTS[kind].action
    else:
        told = tell_event(Event(kind), 1.0, VI)
        assert told.text != tell_event(Event(kind), 1.0, EN).text


def test_what_weighs_most_is_told_first():
    """The page says why a machine is at risk."""
    risk = Risk(
        40.0,
        (
            Reason("drive_healthy", 0.1),
            Reason("backup_none", 1.0),
            Reason("documents", 0.5, {"bytes": 2e9}),
        ),
    )
    told = reasons(risk, EN)
    assert "backup" in told[0]
    assert "2\u00a0GB" in told[1]


def test_events_of_agents_and_of_facts_are_told():
    """One that nobody knows is shown by its name and what it says."""
    jump = tell_event(Event("clock_jumped", 0.0, "warning", {"jump_s": 90}), 5.0, EN)
    assert jump.text == "The clock jumped by 90 seconds"
    assert (jump.time, jump.shape) == (5.0, "late")
    bigger = Event("memory_module_added", attributes={"subject": "A1", "size_bytes": 8 * 1024**3})  # fmt: skip
    assert tell_event(bigger, 1.0, EN).text.endswith("A1, 8\u00a0GB")
    odd = Event("door_opened", attributes={"door": "north", "none": None})
    assert tell_event(odd, 1.0, EN).text.startswith("Door opened; Door: north")


@given(st.text(), st.dictionaries(st.text(min_size=1), SCALARS, max_size=4))
def test_whatever_an_agent_sends_has_words(kind, attributes):
    """No page breaks over a newer agent, or a hostile one."""
    for tongue in (EN, VI):
        assert tell(record(kind, **attributes), tongue).title is not None
        assert isinstance(tell_event(Event(kind, 0.0, "info", attributes), 1.0, tongue).text, str)  # fmt: skip


def test_days_that_are_counted_have_no_unit_of_their_own():
    """The sentence says of what; words of ours are translated."""
    told = {"bad_days": 3, "watched_days": 8, "trend": "rising", "port": "3"}
    english = tell(record("port_errors", **told), EN).evidence
    assert english.endswith("rising; on 3 of 8 watched days")
    vietnamese = tell(record("port_errors", **told), VI).evidence
    assert "đang tăng" in vietnamese
    assert "3 trên 8 ngày" in vietnamese
