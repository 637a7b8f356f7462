"""Pressure and causes of ports."""

import pytest

from agent.shared.findings.shape import Finding
from collector.device_signals import port_signal
from collector.planning.need.estate import needs
from collector.topology.shapes import End, Topology
from tests.support.need_cases import FACTS, FAST, GIGABIT, device, estate, machine, seen

KEY = "Gi0/1"
UPLINK = Topology(uplinks={"sw": End("sw", 1)})


def measured(days=22, **values):
    """Return signals of the first port."""
    return {
        port_signal(f"port_{name}_ratio", KEY): seen(value, days=days)
        for name, value in values.items()
    }


def finding(kind, **evidence):
    """Return a finding about the first port."""
    return Finding(kind, "warning", KEY, {"port": KEY, **evidence})


def need(*findings, topology=UPLINK, others=(), days=22, **values):
    """Return what the first port needs, None if it is not told of."""
    one = device("sw", findings=findings, signals=measured(days, **values))
    found = needs(estate(one, *others, topology=topology), FACTS)
    return next((n for n in found if n.target.text == f"port:sw/{KEY}"), None)


def codes(found):
    """Return codes and kinds of the causes."""
    return [(one.code, one.kind) for one in found.causes]


def test_a_full_uplink_needs_a_faster_one():
    """The busier direction counts."""
    found = need(receive=0.2, transmit=0.8)
    assert found.pressures["port_use"].signal == "port_transmit_p95"
    assert found.pressures["port_use"].severity == pytest.approx(2 / 3, abs=0.06)
    assert codes(found) == [("uplink_full", "switch")]


def test_an_uplink_is_told_of_even_if_it_is_calm():
    """Others depend on it."""
    found = need(receive=0.2)
    assert (found.causes, found.pressures["port_use"].severity) == ((), 0)


def test_a_port_of_a_machine_is_told_of_only_if_something_is_wrong():
    """There are thousands of them."""
    assert need(topology=Topology(), receive=0.2) is None
    found = need(topology=Topology(), receive=0.9)
    assert codes(found) == [("port_full", "switch")]


def test_a_full_line_that_is_slow_gets_a_cable_first():
    """Ten times as fast it is not full any more."""
    slow = finding("port_slow_link", speed_bps=FAST, both_bps=GIGABIT)
    found = need(slow, receive=0.9)
    assert codes(found) == [("cable", "cable")]
    assert found.remaining == {"link": 0, "port_use": 0}


@pytest.mark.parametrize(
    ("kind", "code", "cured_by"),
    [
        ("port_duplex_mismatch", "duplex_mismatch", "free"),
        ("port_late_collisions", "duplex_mismatch", "free"),
        ("port_half_duplex", "half_duplex", "free"),
        ("broadcast_storm", "loop", "free"),
        ("port_flapping", "loose_cable", "cable"),
    ],
)
def test_what_is_wrong_with_a_line_has_a_cheap_cure(kind, code, cured_by):
    """Before anything is bought."""
    assert codes(need(finding(kind))) == [(code, cured_by)]


def test_damaged_packets_mean_a_cable():
    """By the finding, or by what was measured where nothing was found."""
    found = need(finding("port_errors", error_ratio=0.0005))
    assert codes(found) == [("bad_cable", "cable")]
    assert found.pressures["port_quality"].value == 0.0005
    assert codes(need(error=0.002)) == [("bad_cable", "cable")]


def test_errors_of_a_wrong_duplex_need_no_cable():
    """They go with the setting."""
    both = finding("port_duplex_mismatch"), finding("port_errors", error_ratio=0.01)
    assert codes(need(*both)) == [("duplex_mismatch", "free")]


def test_discards_on_a_full_line_go_with_it():
    """On one that is not full they come in bursts, and nothing is bought."""
    assert codes(need(discard=0.02)) == [("bursts", "free")]
    found = need(discard=0.02, receive=0.9)
    assert codes(found) == [("uplink_full", "switch")]
    assert found.causes[0].dimensions == ("port_use", "port_quality")


def test_few_days_of_use_buy_nothing():
    """What a device negotiated is known at once."""
    found = need(receive=0.99, days=3)
    assert (found.causes, found.enough) == ((), False)


def test_a_port_weighs_what_hangs_there():
    """A server's cable comes first."""
    server = machine(_role="server", _switch="sw", _port=1)
    found = need(finding("port_flapping"), others=[server])
    assert found.weight == 3
