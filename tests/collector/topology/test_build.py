"""The topology of simulated LANs agrees with their truth, whatever is in the surveys."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.shared.survey import Address, Neighbour, Port, Station, Survey
from collector.store.device import LinkRule
from collector.topology.build import topology
from collector.topology.shapes import Host, Inputs, Seen
from collector.topology.ways import Ways
from tests.support import lan_score
from tests.support.lan import office_lan, random_lan
from tests.support.topology_values import mac, switch


def test_all_links_and_places_of_an_office_are_right():
    """With complete tables."""
    lan = office_lan(fill=1.0)
    drawn = topology(lan.inputs)
    assert lan_score.wrong_links(lan, drawn) == []
    assert lan_score.links(lan, drawn).recall == 1.0
    places = lan_score.places(lan, drawn)
    assert places.recall == 1.0
    assert drawn.gateways == (lan.named("router-so").id,)
    assert drawn.alone == ()
    assert len(drawn.uplinks) == 14 + len(drawn.inferred)


def test_what_does_not_answer_is_drawn_as_what_it_is():
    """Telephones, a hypervisor, an access point, an unmanaged switch."""
    lan = office_lan(fill=1.0)
    drawn = topology(lan.inputs)
    kinds = [thing.kind for thing in drawn.inferred]
    assert kinds.count("phone") == 6
    for kind in ("hypervisor", "access_point", "unmanaged_switch"):
        assert kinds.count(kind) == 1, kind
    through = {one.mac: one.through for one in drawn.attachments}
    things = {thing.id: thing.kind for thing in drawn.inferred}
    for name, kind in (
        ("PC-VP-01", "phone"),
        ("PC-HC-01", "unmanaged_switch"),
        ("vm-1", "hypervisor"),
        ("wifi-9", "access_point"),
    ):
        assert things[through[lan.named(name).mac]] == kind


def test_machines_have_their_agents_names_and_addresses():
    """Joined by MAC addresses."""
    lan = office_lan(fill=1.0)
    by_mac = {one.mac: one for one in topology(lan.inputs).attachments}
    pc = lan.named("PC-11")
    assert by_mac[pc.mac].name == "PC-11"
    assert by_mac[pc.mac].address == pc.address
    assert by_mac[pc.mac].vlan == 10
    assert by_mac[pc.mac].agent
    printer = lan.named("mayin-p201")
    assert by_mac[printer.mac].device == printer.id


def test_a_laptop_that_roamed_hangs_behind_the_other_access_point():
    """Where the tables have it now."""
    for roamed, name in ((False, "ap-tang1"), (True, "sw-t3-hoitruong")):
        lan = office_lan(fill=1.0, roamed=roamed)
        places = {one.mac: one.at for one in topology(lan.inputs).attachments}
        assert places[lan.named("LAPTOP-GD").mac].device == lan.named(name).id


@pytest.mark.parametrize("lldp", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("fill", [1.0, 0.8, 0.5])
def test_no_sure_link_of_a_random_lan_is_wrong(fill, lldp):
    """With hidden switches and shared lines, over many seeds."""
    for seed in range(12):
        lan = random_lan(seed, fill=fill, lldp=lldp, opaque=0.15, shared=0.15)
        assert lan_score.wrong_links(lan, topology(lan.inputs), least=0.9) == [], seed


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    fill=st.floats(0.2, 1.0),
    lldp=st.floats(0.0, 1.0),
    router=st.booleans(),
)
def test_no_sure_link_of_any_lan_is_wrong(seed, fill, lldp, router):
    """Whatever is drawn."""
    lan = random_lan(
        seed, fill=fill, lldp=lldp, router=router, opaque=0.1, shared=0.1, pcs=30
    )
    assert lan_score.wrong_links(lan, topology(lan.inputs), least=0.9) == []


@pytest.mark.parametrize("lldp", [0.0, 0.5, 1.0])
def test_complete_tables_give_every_link_and_place(lldp):
    """With and without announcements."""
    for seed in range(6):
        lan = random_lan(seed, fill=1.0, lldp=lldp)
        drawn = topology(lan.inputs)
        assert lan_score.links(lan, drawn).recall == 1.0, seed
        assert lan_score.places(lan, drawn).recall == 1.0, seed


def test_the_way_out_is_found_without_reading_the_router():
    """By what machines name as their gateway and an ARP table; else the top is the end."""
    lan = random_lan(3, fill=1.0, router=False)
    gateway = next(n for n in lan.nodes if n.kind == "router")
    inputs = lan.inputs
    first = inputs.devices[0]
    met = msgspec.structs.replace(
        first.survey, hosts=(Address(gateway.address, gateway.mac),)
    )
    known = msgspec.structs.replace(
        inputs,
        devices=(msgspec.structs.replace(first, survey=met), *inputs.devices[1:]),
    )
    drawn = topology(known)
    (way_out,) = drawn.gateways
    (thing,) = [t for t in drawn.inferred if t.id == way_out]
    assert thing.at in lan.truth.places[gateway.mac]
    pc = next(n for n in lan.nodes if n.kind == "pc")
    assert Ways(drawn).of(pc.mac)[-1].device == way_out
    bare = topology(inputs)
    assert len(bare.gateways) == 1
    assert Ways(bare).of(pc.mac)[-1].device == bare.gateways[0]


def test_the_order_of_what_comes_in_does_not_matter():
    """Neither of devices, nor of what each tells."""
    lan = office_lan(fill=0.8)
    inputs = lan.inputs
    expected = topology(inputs)
    draw = random.Random(1)
    for _ in range(4):
        devices = [_shuffled(seen, draw) for seen in inputs.devices]
        hosts = list(inputs.hosts)
        draw.shuffle(devices)
        draw.shuffle(hosts)
        assert topology(Inputs(tuple(devices), tuple(hosts))) == expected


def _shuffled(seen, draw):
    changed = {}
    for name in ("stations", "neighbours", "hosts", "macs"):
        values = list(getattr(seen.survey, name))
        draw.shuffle(values)
        changed[name] = tuple(values)
    survey = msgspec.structs.replace(seen.survey, **changed)
    return msgspec.structs.replace(seen, survey=survey)


def test_a_device_that_two_agents_read_is_one():
    """Its links are not doubled."""
    lan = office_lan(fill=1.0)
    inputs = lan.inputs
    first = inputs.devices[0]
    again = msgspec.structs.replace(first, id="f" * 32)
    drawn = topology(msgspec.structs.replace(inputs, devices=(*inputs.devices, again)))
    assert set(drawn.same) <= {first.id, again.id}
    assert len(drawn.same) == 1
    assert len(drawn.links) == len(topology(inputs).links)


_MACS = st.sampled_from([mac(n) for n in range(12)] + ["", "junk", "ff:ff:ff:ff:ff:ff"])
_INDEX = st.none() | st.integers(0, 6)
_TEXT = st.sampled_from(
    ["", "a", "b", "Gi0/1", "1", "Gi0/2", mac(1), mac(2), "10.0.0.1"]
)
_PORTS = st.builds(
    Port,
    index=st.integers(0, 6),
    key=_TEXT,
    name=_TEXT,
    alias=_TEXT,
    mac=_MACS,
    physical=st.booleans(),
    aggregate=_INDEX,
)
_SURVEYS = st.builds(
    Survey,
    device=_TEXT,
    name=_TEXT,
    address=_TEXT,
    chassis=_MACS,
    serial=st.sampled_from(["", "ABCDEFGH", "12345678"]),
    kind=st.sampled_from(["switch", "router", "access_point", "printer", "other"]),
    bridge=st.booleans(),
    router=st.booleans(),
    macs=st.lists(_MACS, max_size=3).map(tuple),
    ports=st.lists(_PORTS, max_size=5).map(tuple),
    stations=st.lists(st.builds(Station, _MACS, _INDEX), max_size=12).map(tuple),
    hosts=st.lists(st.builds(Address, _TEXT, _MACS, _INDEX), max_size=4).map(tuple),
    neighbours=st.lists(
        st.builds(
            Neighbour,
            protocol=st.sampled_from(["lldp", "cdp"]),
            port=_INDEX,
            chassis=_TEXT | _MACS,
            remote_port=_TEXT,
            name=_TEXT,
            capabilities=st.sampled_from([(), ("bridge",), ("telephone",)]),
        ),
        max_size=5,
    ).map(tuple),
)
_HOSTS = st.builds(
    Host,
    agent=st.sampled_from(["x", "y"]),
    name=_TEXT,
    site=st.just(""),
    macs=st.lists(_MACS, max_size=2).map(tuple),
    addresses=st.lists(_TEXT, max_size=2).map(tuple),
    gateways=st.lists(_TEXT, max_size=2).map(tuple),
)
_IDS = st.sampled_from(["d0", "d1", "d2", "d9", mac(3)])
_RULES = st.builds(
    LinkRule,
    action=st.sampled_from(["pin", "forbid"]),
    a=_IDS,
    a_port=_TEXT,
    b=_IDS,
    b_port=_TEXT,
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_SURVEYS, max_size=5),
    st.lists(_HOSTS, max_size=3),
    st.lists(_RULES, max_size=3),
    st.randoms(use_true_random=False),
)
def test_any_surveys_make_a_topology(surveys, hosts, rules, draw):
    """Never an error, always the same, and all ways end."""
    devices = [Seen(f"d{n}", "", 1000.0 + n, s) for n, s in enumerate(surveys)]
    drawn = topology(Inputs(tuple(devices), tuple(hosts), tuple(rules)))
    for confidence in [k.confidence for k in (*drawn.links, *drawn.attachments)]:
        assert 0.0 <= confidence <= 1.0
    ways = Ways(drawn)
    for name in [*(d.id for d in devices), *(a.mac for a in drawn.attachments)]:
        hops = [hop.device for hop in ways.of(name)]
        assert len(set(hops)) == len(hops)
    shuffled = [_shuffled(seen, draw) for seen in devices]
    draw.shuffle(shuffled)
    assert topology(Inputs(tuple(shuffled), tuple(hosts), tuple(rules))) == drawn


def test_an_empty_lan_is_empty():
    """And one device stands alone."""
    assert topology(Inputs()).links == ()
    assert topology(Inputs((switch("a", 1),))).alone == ("a",)
    assert topology(Inputs((switch("a", 1),))).uplinks == {}
