"""What the parts of planning hand to each other."""

import datetime as dt

from collector.planning.shapes.facts import Fact, Norms, Words
from collector.planning.shapes.need import Target


def fact(value, start, end=None):
    """Return a ceiling that holds from *start* to *end*."""
    return Fact(
        id="pc_ceiling_vnd",
        value=value,
        name=Words(vi="trần", en="ceiling"),
        document="a decision",
        effective_from=start,
        effective_to=end,
        source="the gazette",
    )


def test_of_several_values_of_a_rule_the_newest_that_holds_counts():
    """A norm changes on a day, and the one before holds until then."""
    old = fact(15_000_000, dt.date(2018, 1, 1), dt.date(2025, 6, 30))
    new = fact(20_000_000, dt.date(2025, 7, 1))
    norms = Norms(as_of=dt.date(2026, 1, 1), source="test", fact=(new, old))
    assert norms.of("pc_ceiling_vnd", dt.date(2025, 6, 30)) == old
    assert norms.of("pc_ceiling_vnd", dt.date(2025, 7, 1)) == new
    assert norms.of("pc_ceiling_vnd", dt.date(2017, 1, 1)) is None
    assert norms.of("other", dt.date(2026, 1, 1)) is None


def test_a_target_has_a_name_of_one_word():
    """Choices and lines are named by it."""
    assert Target("machine", "a1").text == "machine:a1"
