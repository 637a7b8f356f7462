"""A simulated LAN as a store holds it: surveys, agents and their facts."""

from agent.shared.wire import Item, facts_id
from collector.store.device import SurveyRecord
from collector.store.interface import Agent, AuditRecord, Commit, FactsRecord
from tests.support.lan_model import AGENT, TIME


def store_lan(store, lan, *, time=TIME):
    """Write down what *lan* tells, as it came in at *time*; agents are enrolled once."""
    inputs = lan.inputs
    known = {agent.id for agent in store.agents()}
    agents = [(AGENT, "may-doc-switch"), *((h.agent, h.name) for h in inputs.hosts)]
    for agent, name in agents:
        if agent not in known:
            store.put_agent(
                Agent(agent, "active", "0" * 64, name, site="Sở", enrolled=time),
                AuditRecord(time, "test", "enrolled", agent),
            )
    facts = []
    for host in inputs.hosts:
        told = {
            "mac": host.macs[0],
            "addresses": f"{host.addresses[0]}/16",
            "gateway": " ".join(host.gateways),
            "capable_bps": host.wired_bps,
        }
        kept = {"network_interface": {"eth0": Item(told)}}
        facts.append(FactsRecord(host.agent, time, facts_id(kept), kept))
    surveys = [SurveyRecord(AGENT, time, seen.survey) for seen in inputs.devices]
    store.commit(Commit(facts=facts, surveys=surveys))
    return surveys
