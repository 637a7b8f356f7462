"""What the API shows of agents and machines."""

import msgspec

from agent.shared.wire import Item
from collector.store.interface import Agent, FactsRecord
from collector.web.views import AgentView, by_place, machine, view_fields
from tests.support.deliveries import AGENT, CREDENTIAL, agent, services


def test_a_view_never_shows_the_credential():
    """Neither the digest nor the fingerprint leaves the collector this way."""
    parts = services()
    shown = msgspec.json.encode(AgentView(**view_fields(parts, agent())))
    assert CREDENTIAL.digest().encode() not in shown
    assert b"fingerprint" not in shown


def test_an_agent_that_never_reported_is_expected():
    """Times that are not known are left out, not zero."""
    fields = view_fields(services(), agent())
    assert fields["state"] == "expected"
    assert fields["last_report"] is None
    assert fields["last_received"] is None


def test_a_machine_without_facts_is_shown_all_the_same():
    """The inventory lists who is enrolled, and facts where there are some."""
    parts = services()
    bare = machine(parts, agent(), None)
    assert (bare.id, bare.facts, bare.facts_time) == (AGENT, {}, None)
    facts = {"cpu": {"": Item({"cores": 4})}}
    full = machine(parts, agent(), FactsRecord(AGENT, 5.0, "x", facts))
    assert (full.facts, full.facts_time) == (facts, 5.0)


def test_agents_are_sorted_as_people_look_for_them():
    """Site, then department, then host name."""
    places = [("b", "a", "pc2"), ("a", "z", "pc1"), ("b", "a", "pc1")]
    agents = [
        Agent(str(n), "active", "", host, site=site, department=department)
        for n, (site, department, host) in enumerate(places)
    ]
    assert [a.id for a in by_place(agents)] == ["1", "2", "0"]
