"""A machine's way into the LAN: which end is slow, and what that costs."""

import pytest

from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from collector.device_signals import port_signal
from collector.planning.need.access import access, limited_mark, port_bps, wired_bps
from collector.planning.need.estate import needs
from collector.planning.need.marks import Judge
from tests.support.need_cases import (
    FACTS,
    FAST,
    GIGABIT,
    POLICY,
    device,
    estate,
    machine,
    port,
    seen,
)

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


def test_a_slow_port_holds_nobody_back_who_does_not_use_it():
    """Where use was measured, the severity grows with it."""
    slow = port(1, speed_bps=FAST, capable_bps=FAST)

    def severity(use):
        signals = {port_signal("port_transmit_ratio", slow.key): seen(use)}
        way = access(
            machine(network_interface=CARD, _switch="sw", _port=1),
            {"sw": device("sw", slow, signals=signals)},
        )
        return limited_mark(way, Judge(POLICY)).raw

    assert severity(0.01) < 0.02
    assert severity(0.35) == pytest.approx(0.25, rel=0.05)
    assert severity(0.9) == 0.5


def test_a_switch_is_slow_for_those_whom_it_holds_back():
    """Machines that hardly use their slow ports do not count."""
    ports = [port(n, speed_bps=FAST, capable_bps=FAST) for n in (1, 2)]
    signals = {
        port_signal("port_receive_ratio", ports[0].key): seen(0.9),
        port_signal("port_receive_ratio", ports[1].key): seen(0.01),
    }
    found = needs(
        estate(
            machine("a", network_interface=CARD, _switch="sw", _port=1),
            machine("b", network_interface=CARD, _switch="sw", _port=2),
            device("sw", *ports, signals=signals),
        ),
        FACTS,
    )
    need = next(one for one in found if one.target.kind == "device")
    assert need.pressures["link"].value == 1
    assert need.pressures["link"].severity == 0.5


@pytest.mark.parametrize("speed", [float("inf"), float("nan")])
def test_a_speed_that_is_no_number_is_not_shown(speed):
    """The link is slow all the same."""
    found = plugged(finding("port_slow_link", speed_bps=speed))
    for target in ("machine:m1", "port:sw/Gi0/1"):
        assert found[target].pressures["link"].severity == 1.0
        assert found[target].pressures["link"].value is None
