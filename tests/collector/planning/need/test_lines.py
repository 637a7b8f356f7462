"""Pressure and causes of broadband lines."""

import pytest

from collector.planning.need.estate import needs
from tests.support.need_cases import FACTS, estate, line


def need(use):
    """Return what the line *use* needs."""
    (found,) = needs(estate(use), FACTS)
    return found


def codes(found):
    """Return codes and kinds of the causes."""
    return [(one.code, one.kind) for one in found.causes]


def test_a_good_line_needs_nothing():
    """And says what was measured."""
    found = need(line())
    assert codes(found) == []
    assert set(found.pressures) == {"line_use", "line_quality"}


def test_a_full_line_needs_a_larger_plan():
    """What is slow on it is slow because it is full."""
    found = need(line(signals={"line_receive_ratio": 0.9, "line_rtt_seconds": 0.2}))
    assert codes(found) == [("line_full", "line")]
    assert found.causes[0].dimensions == ("line_use", "line_quality")


@pytest.mark.parametrize(
    ("signal", "value", "name"),
    [
        ("line_throughput_ratio", 0.7, "line_throughput"),
        ("line_up_ratio", 0.99, "line_availability"),
    ],
)
def test_an_operator_owes_what_the_contract_says(signal, value, name):
    """Before another plan is bought."""
    found = need(line(signals={signal: value}))
    assert found.pressures["line_quality"].signal == name
    assert codes(found)[0] == ("contract_broken", "free")


@pytest.mark.parametrize(
    ("signal", "value"),
    [
        ("line_rtt_seconds", 0.12),
        ("line_jitter_seconds", 0.09),
        ("line_loss_ratio", 0.05),
    ],
)
def test_a_poor_line_is_told(signal, value):
    """Late, uneven, or losing packets."""
    found = need(line(signals={signal: value}))
    assert found.pressures["line_quality"].severity == 1
    assert codes(found) == [("line_poor", "line")]


def test_without_a_commitment_a_slow_way_abroad_breaks_no_promise():
    """With one it does."""
    slow = {"line_international_ratio": 0.3}
    assert codes(need(line(signals=slow))) == []
    found = need(line(signals=slow, international_mbps=4))
    assert found.pressures["line_quality"].signal == "line_international"


def test_few_days_buy_no_plan():
    """A busy week is none yet."""
    found = need(line(days=3, signals={"line_receive_ratio": 0.99}))
    assert (codes(found), found.enough) == ([], False)
