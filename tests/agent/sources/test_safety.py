"""The shapes of how well a machine is guarded."""

import pytest

from agent.facts.items import row_item
from agent.shared.fact_kinds import FACT_KINDS
from agent.sources.safety import (
    Accounts,
    Antivirus,
    Firewall,
    Office,
    Raid,
    Scrub,
    Timer,
    Updates,
    Volume,
    unreadable,
    whole_minutes,
)

ROWS = {
    "volume": Volume,
    "antivirus": Antivirus,
    "firewall": Firewall,
    "accounts": Accounts,
    "updates": Updates,
    "office": Office,
    "timer": Timer,
    "raid": Raid,
    "scrub": Scrub,
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_has_the_attributes_of_its_kind(kind):
    """What the rows hold is what the privacy page declares."""
    item = row_item(ROWS[kind]())
    assert set(item.unknown) == set(FACT_KINDS[kind].fields)


def test_an_unreadable_part_says_why_in_each_field():
    """It is told apart from a part that has nothing."""
    found = unreadable(Firewall, "needs root")
    assert row_item(found[""]).unknown == {"enabled": "needs root"}


def test_times_are_cut_to_minutes():
    """Facts of time are no finer than that, and unknown stays unknown."""
    assert whole_minutes(1_700_000_059.9) == 1_700_000_040
    assert whole_minutes(None) is None
