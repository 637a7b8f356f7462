"""A running collector's parts as sources of the keeper of ports."""

from tests.support.deliveries import AGENT, services


def test_nobody_reports_and_nothing_holds_at_first():
    """An agent that was never heard of is not on."""
    parts = services()
    ask = parts.ports._ask
    assert AGENT not in ask.reporting()
    assert list(ask.latest("0" * 32)) == []
    assert ask.knowledge().ports.watch.least_days == 5
    assert parts.ports.run() == 0
