"""The keeper draws the topology when something has changed, and remembers."""

import msgspec
import pytest

from agent.shared.wire import Item
from collector.device_book import DeviceBook
from collector.devices import device_id
from collector.registry import Registry
from collector.store.device import LinkRule, SurveyRecord
from collector.store.interface import AuditRecord, Commit, FactsRecord, StoreError
from collector.store.memory import MemoryStore
from collector.topology.stays import SURE_AFTER_S, WRITTEN_EVERY_S
from collector.topology_keeper import TopologyKeeper
from tests.support.fake_clock import FakeClock
from tests.support.lan import office_lan
from tests.support.lan_model import AGENT, TIME
from tests.support.stored_lan import store_lan
from tests.support.topology_values import mac, router, switch

LAN = office_lan(fill=1.0)
PC = LAN.named("PC-11")


class Kept:
    """A keeper over a store in memory."""

    def __init__(self, store=None):
        self.store = store or MemoryStore()
        self.clock = FakeClock(TIME)
        self.devices, self.registry = DeviceBook(self.store), Registry(self.store)
        self.keeper = TopologyKeeper(
            self.store, self.clock, self.devices, self.registry
        )

    def tell(self, lan, *, time=TIME):
        """Store what *lan* tells, and let the others know."""
        store_lan(self.store, lan, time=time)
        self.registry.refresh()
        self.devices.load()
        return self

    def run(self):
        """Run once, a while later."""
        self.clock.pass_(30)
        return self.keeper.run()


@pytest.fixture
def kept():
    """Return a keeper that has drawn an office."""
    made = Kept().tell(LAN)
    assert made.run()
    return made


def test_the_topology_of_the_store_is_drawn(kept):
    """With agents, ways and what it was concluded from."""
    keeper = kept.keeper
    places = {one.mac: one for one in keeper.current().attachments}
    assert places[PC.mac].name == "PC-11"
    assert len(keeper.inputs().devices) == 15
    hops = keeper.ways().of(device_id("agents", "PC-11"))
    assert hops[-1].device == LAN.named("router-so").id
    assert keeper.version == 1


def test_nothing_is_drawn_while_nothing_changes(kept):
    """A survey, facts and a rule each make it due."""
    assert not kept.run()
    kept.tell(LAN, time=TIME + 60)
    assert kept.run()
    assert not kept.run()
    rule = LinkRule(
        "forbid", LAN.named("sw-t5-cuoi").id, "16", LAN.named("sw-t5-thanhtra").id
    )
    kept.store.put_link_rule(rule)
    assert kept.run()
    assert len(kept.keeper.current().forbidden) == 1
    facts = {"network_interface": {"e": Item({"mac": mac(1)})}}
    agent = device_id("agents", "PC-11")
    kept.store.commit(Commit(facts=[FactsRecord(agent, TIME + 99, "new", facts)]))
    assert not kept.run()
    kept.keeper.note([agent])
    assert kept.run()


def test_an_agent_that_is_revoked_is_left_out(kept):
    """Its machine is a station like others."""
    agent = device_id("agents", "PC-11")
    changed = kept.store.agent(agent)
    kept.store.put_agent(
        type(changed)(agent, "revoked", "0" * 64, "PC-11"),
        AuditRecord(1.0, "x", "y", agent),
    )
    kept.registry.refresh()
    assert kept.run()
    places = {one.mac: one for one in kept.keeper.current().attachments}
    assert places[PC.mac].agent == ""


def test_machines_and_devices_know_their_switch(kept):
    """By its name in Prometheus; what hangs nowhere has none."""
    switch_of = kept.keeper.switch_of
    assert switch_of(device_id("agents", "PC-11")) == "sw-t1-ketoan"
    assert switch_of(LAN.named("sw-t1-ketoan").id) == "sw-loi-1"
    assert switch_of(LAN.named("mayin-p201").id) == "sw-t2-vanthu"
    assert switch_of(LAN.named("router-so").id) == ""
    assert switch_of("nobody") == ""


def test_where_machines_hang_is_written_down(kept):
    """With port, VLAN and the time of the reading; made up addresses are not."""
    (seen,) = kept.store.sightings(mac=PC.mac)
    assert (seen.device, seen.port) == (LAN.named("sw-t1-ketoan").id, "Gi1/0/2")
    assert (seen.first, seen.last, seen.vlan) == (TIME, TIME, 10)
    assert kept.store.sightings(mac=LAN.named("wifi-1").mac) == []


def moved(name, to, port):
    """Return the office with one PC at another port."""
    lan = office_lan(fill=1.0)
    pc, target = lan.named(name), lan.named(to)
    (cable,) = lan.cables[pc]
    lan.cables[pc] = []
    lan.cables[cable.other] = [c for c in lan.cables[cable.other] if c.other is not pc]
    lan.join(target, port, pc)
    return lan


def test_a_machine_that_was_moved_is_told_once(kept):
    """When it has stayed for a while; an event of its agent."""
    agent = device_id("agents", "PC-11")
    kept.clock.pass_(600)
    kept.tell(moved("PC-11", "sw-t5-cuoi", 9), time=kept.clock.now())
    assert kept.run()
    assert kept.store.events(agent=agent) == []
    kept.clock.pass_(SURE_AFTER_S)
    assert not kept.run()
    (event,) = kept.store.events(agent=agent)
    assert event.event.kind == "machine_moved"
    assert event.event.attributes == {
        "old": "sw-t1-ketoan Gi1/0/2",
        "new": "sw-t5-cuoi 9",
        "mac": PC.mac,
    }
    now, before = kept.store.sightings(mac=PC.mac)
    assert (now.port, before.port) == ("9", "Gi1/0/2")
    kept.clock.pass_(600)
    kept.run()
    assert len(kept.store.events(agent=agent)) == 1


def test_a_laptop_that_roams_tells_nothing():
    """Access points are no ports that somebody plugs into; each has one stay."""
    kept = Kept().tell(office_lan(fill=1.0))
    kept.run()
    for number in range(6):
        kept.clock.pass_(600)
        roamed = office_lan(fill=1.0, roamed=number % 2 == 0)
        kept.tell(roamed, time=kept.clock.now())
        kept.run()
        kept.clock.pass_(SURE_AFTER_S)
        kept.run()
    assert kept.store.events(agent=device_id("agents", "LAPTOP-GD")) == []
    laptop = LAN.named("LAPTOP-GD").mac
    assert len(kept.store.sightings(mac=laptop)) == 2


def test_a_restart_goes_on_where_it_was(kept):
    """No new stay and no move."""
    again = Kept(kept.store)
    again.clock.wall = TIME + WRITTEN_EVERY_S
    again.tell(LAN, time=TIME + WRITTEN_EVERY_S)
    assert again.run()
    (seen,) = kept.store.sightings(mac=PC.mac)
    assert (seen.first, seen.last) == (TIME, TIME + WRITTEN_EVERY_S)
    assert kept.store.events(agent=device_id("agents", "PC-11")) == []


class FailingStore(MemoryStore):
    """A store that takes no sightings while ``failing``."""

    failing = True

    def put_sightings(self, sightings):
        if self.failing:
            raise StoreError("full")
        super().put_sightings(sightings)


def test_what_could_not_be_written_is_written_later():
    """The topology is there at once."""
    kept = Kept(FailingStore()).tell(LAN)
    with pytest.raises(StoreError):
        kept.run()
    assert kept.keeper.current().links
    kept.store.failing = False
    assert kept.run()
    assert len(kept.store.sightings(mac=PC.mac)) == 1


def test_a_large_lan_is_not_drawn_all_the_time():
    """It rests ten times as long as it took."""

    class SlowClock(FakeClock):
        def uptime(self):
            self.up += 1.0
            return self.up

    kept = Kept().tell(LAN)
    kept.clock = SlowClock(TIME)
    kept.keeper = TopologyKeeper(kept.store, kept.clock, kept.devices, kept.registry)
    assert kept.keeper.run()
    kept.tell(LAN, time=TIME + 1)
    assert not kept.keeper.run()
    kept.clock.pass_(60)
    assert kept.keeper.run()


def test_devices_without_agents_facts_are_enough():
    """A router and a switch alone."""
    kept = Kept()
    devices = (router("gw", 9), switch("top", 1, sees={1: [mac(9)], 2: [mac(20)]}))
    surveys = [SurveyRecord(AGENT, TIME, seen.survey) for seen in devices]
    kept.store.commit(Commit(surveys=surveys))
    kept.devices.load()
    assert kept.run()
    assert kept.keeper.current().gateways == (device_id(AGENT, "gw"),)


def test_what_a_revoked_agent_told_is_drawn_no_longer(kept):
    """Its tables might be made up."""
    assert kept.keeper.current().links
    for agent in kept.registry.agents().values():
        revoked = msgspec.structs.replace(agent, state="revoked")
        kept.store.put_agent(revoked, AuditRecord(TIME, "x", "revoke", agent.id))
    kept.registry.refresh()
    kept.clock.pass_(3600)
    assert kept.run()
    assert kept.keeper.current().links == ()
    assert kept.keeper.inputs().devices == ()
