"""The head of a machine's page and its deliveries."""

from collector.store.interface import Agent, AgentStatus, SequenceRange
from collector.web.fact_summary import Summary
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow
from collector.web.views_machine import deliveries, headline, place

EN, NOW = Tongue("en"), 1795487100.0
AGENT = Agent("0" * 32, "active", "0", "PC-1", department="A", room="", site="C")


def test_the_head_says_what_is_known_and_no_more():
    """Without a report there is no uptime to invent."""
    (figure,) = headline(FleetRow(AGENT, "expected"), EN, now=NOW)
    assert figure.value == "none yet"
    status = AgentStatus(AGENT.id, last_received=NOW - 30)
    summary = Summary(cpu="i5", memory_bytes=2**33)
    row = FleetRow(AGENT, "fresh", status, summary, NOW - 7200)
    labels = [figure.label for figure in headline(row, EN, now=NOW)]
    assert labels == ["Last report", "Uptime", "Memory", "Processor"]


def test_gaps_losses_and_wrong_clocks_are_marked():
    """What to look at stands out."""
    status = AgentStatus(
        AGENT.id,
        last_received=NOW,
        clock_offset_s=999.0,
        dropped=3,
        pending=2,
        oldest=NOW,
    )
    row = FleetRow(AGENT, "fresh", status)
    figures = deliveries(row, [SequenceRange(AGENT.id, "s", 8, 10)], EN, now=NOW)
    marked = {figure.label: figure.value for figure in figures if figure.warn}
    assert marked == {
        "Missing in between": "2",
        "Given up by the machine": "3",
        "Clock": "16\u00a0min 39\u00a0s fast",
    }
    assert deliveries(FleetRow(AGENT, "expected"), [], EN, now=NOW) == []


def test_a_place_leaves_out_what_is_not_known():
    """No dangling separators."""
    assert place(FleetRow(AGENT, "fresh")) == "A · C"
