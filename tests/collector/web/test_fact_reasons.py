"""Reasons that agents give are translated as they say them."""

from pathlib import Path

from collector.web.fact_reasons import REASONS

SOURCES = Path(__file__).parents[3] / "agent"


def said():
    """Return the code of all that gives reasons, adjacent strings put together."""
    parts = [
        " ".join(path.read_text(encoding="utf-8").split())
        for folder in ("sources", "facts", "probes", "readers")
        for path in (SOURCES / folder).rglob("*.py")
    ]
    return " ".join(parts).replace('" "', "")


def test_every_reason_is_one_that_agents_give():
    """A reason that was reworded would silently lose its translation."""
    code = said()
    assert [reason for reason in REASONS if reason not in code] == []
