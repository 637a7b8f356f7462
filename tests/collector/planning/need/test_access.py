"""A machine's way into the LAN: which end is slow, and what that costs."""

import pytest

from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from collector.planning.need.access import access, port_bps, wired_bps
from collector.planning.need.estate import needs
from tests.support.need_cases import FACTS, FAST, GIGABIT, device, estate, machine, port

CARD = {"eth0": Item({"capable_bps": GIGABIT})}
SLOW = {"port": "Gi0/1", "speed_bps": FAST, "both_bps": GIGABIT}


def finding(kind, **evidence):
    """Return a finding about the first port."""
    return Finding(kind, "warning", "Gi0/1", {**SLOW, **evidence})


def plugged(*findings, card=CARD, ports=(), **fields):
    """Return by target what a machine at the first port of a switch needs."""
    one = machine(network_interface=card, _switch="sw", _port=1, **fields)
    found = needs(estate(one, device("sw", *ports, findings=findings)), FACTS)
    return {need.target.text: need for need in found}


@pytest.mark.parametrize(
    ("kind", "code", "cured_by"),
    [
        ("port_slow_link", "cable", "cable"),
        ("port_slow_by_setting", "speed_setting", "free"),
        ("port_slow_offer", "slow_offer", "free"),
    ],
)
def test_a_slow_link_between_fast_ends_needs_no_switch(kind, code, cured_by):
    """It stands at the machine and at the port, and nothing remains to be bought."""
    found = plugged(finding(kind))
    for target in ("machine:m1", "port:sw/Gi0/1"):
        (one,) = found[target].causes
        assert (one.code, one.kind) == (code, cured_by)
        assert found[target].pressures["link"].severity == 1
        assert found[target].remaining["link"] == 0
    assert "link" not in found["device:sw"].pressures


def test_a_switch_of_100_megabit_holds_a_fast_machine_back():
    """The machine's cause is the switch, and the switch says how many wait."""
    slow = [port(n, speed_bps=FAST, capable_bps=FAST) for n in range(1, 9)]
    found = plugged(ports=slow)
    assert [one.code for one in found["machine:m1"].causes] == ["slow_switch"]
    assert found["machine:m1"].remaining["link"] == 0.5
    assert found["device:sw"].pressures["link"].value == 1
    causes = {one.code: one for one in found["device:sw"].causes}
    assert causes["slow_ports"].evidence["machines"] == 1


def test_a_slow_card_is_the_machines_own():
    """The switch is not to blame."""
    found = plugged(card={"eth0": Item({"capable_bps": FAST})})
    assert [one.code for one in found["machine:m1"].causes] == ["slow_card"]
    assert "link" not in found["device:sw"].pressures


def test_a_fast_way_has_no_pressure():
    """Nor has one that nobody knows."""
    assert "link" not in plugged()["machine:m1"].pressures
    assert (
        "link"
        not in plugged(finding("port_slow_link"), _through=True)["machine:m1"].pressures
    )
    nowhere = machine(_switch="gone", _port=1)
    assert access(nowhere, {}) is None


def test_a_card_without_a_cable_does_not_count():
    """Nor does one that does not say what it can do."""
    cards = {
        "wlan0": Item({"capable_bps": GIGABIT, "wireless": True}),
        "eth0": Item({"capable_bps": FAST}),
        "eth1": Item({}),
    }
    assert wired_bps(machine(network_interface=cards)) == FAST
    assert wired_bps(machine()) is None


def test_a_switch_that_does_not_say_what_it_can_do():
    """Where none of its ports ever runs faster, that is what it can do."""
    ports = [port(n, speed_bps=FAST, capable_bps=None) for n in range(1, 6)]
    assert port_bps(device("sw", *ports), ports[0]) == FAST
    fast = port(6, capable_bps=None)
    assert port_bps(device("sw", *ports, fast), ports[0]) is None
    assert port_bps(device("sw", *ports[:3]), ports[0]) is None
