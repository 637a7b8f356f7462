"""Conclusions are drawn from what the store holds."""

from agent.shared.wire import Item
from collector.store.device import DeviceRecord
from collector.store.interface import Commit, FactsRecord
from collector.store.memory import MemoryStore
from collector.topology.inputs import STALE_S, seen_of, stored_inputs
from tests.support.store_values import AGENT, AUDIT, agent_of, rule_of, survey


def test_devices_hosts_and_rules_come_from_the_store():
    """Hosts are the machines that told of themselves."""
    store = MemoryStore()
    store.put_agent(agent_of(site="Sở"), AUDIT)
    store.put_agent(agent_of("c" * 32), AUDIT)
    facts = {"network_interface": {"eth0": Item({"mac": "d8:9e:f3:00:00:01"})}}
    store.commit(
        Commit(facts=[FactsRecord(AGENT, 1.0, "x", facts)], surveys=[survey(5.0)])
    )
    store.put_link_rule(rule_of("aa:00:00:00:00:01"))
    found = stored_inputs(store)
    assert [seen.site for seen in found.devices] == ["Sở"]
    assert [host.macs for host in found.hosts] == [("d8:9e:f3:00:00:01",)]
    assert len(found.rules) == 1


def test_a_device_that_is_silent_for_long_is_left_out():
    """Longer than others that still answer."""
    told = survey(1.0).survey
    old = DeviceRecord("old", AGENT, "old", 1.0, 1.0, told)
    new = DeviceRecord("new", AGENT, "new", 1.0, STALE_S + 2.0, told)
    assert [seen.id for seen in seen_of([old, new], {})] == ["new"]
    assert [seen.id for seen in seen_of([old], {})] == ["old"]


def test_a_survey_from_the_future_makes_nobody_old():
    """Our clock was set back, and that device is gone since."""
    told = survey(1.0).survey
    ahead = DeviceRecord("ahead", AGENT, "ahead", 1.0, 9e9, told)
    new = DeviceRecord("new", AGENT, "new", 1.0, 50.0, told)
    assert [seen.id for seen in seen_of([ahead, new], {}, 60.0)] == ["ahead", "new"]
