"""Facts tell by which addresses the LAN knows a machine."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Item
from collector.topology.hosts import host_of
from tests.support.store_values import agent_of

AGENT = agent_of(site="Sở")


def host(**cards):
    """Return the host of facts with these network interfaces."""
    return host_of(
        AGENT, {"network_interface": {key: Item(told) for key, told in cards.items()}}
    )


def test_addresses_gateways_and_the_fastest_cable_are_read():
    """Several in one text; Wi-Fi is no cable."""
    found = host(
        eth0={
            "mac": "D8-9E-F3-00-00-01",
            "addresses": "10.0.0.5/24 fe80::1%2/64",
            "gateway": "10.0.0.1",
            "capable_bps": 1_000_000_000,
        },
        wlan0={"mac": "a4:c3:f0:00:00:01", "wireless": True, "capable_bps": 10**10},
    )
    assert found.macs == ("d8:9e:f3:00:00:01", "a4:c3:f0:00:00:01")
    assert found.addresses == ("10.0.0.5", "fe80::1")
    assert found.gateways == ("10.0.0.1",)
    assert found.wired_bps == 10**9
    assert (found.agent, found.name, found.site) == (AGENT.id, AGENT.hostname, "Sở")


def test_each_card_has_a_speed_of_its_own():
    """A card that tells none has none, though another one of the machine does."""
    found = host(
        eth0={"mac": "d8:9e:f3:00:00:01", "capable_bps": 10**9},
        usb0={"mac": "00:e0:4c:00:00:01", "capable_bps": 10**8},
        mute={"mac": "00:e0:4c:00:00:02"},
    )
    assert found.capable_bps("d8:9e:f3:00:00:01") == 10**9
    assert found.capable_bps("00:e0:4c:00:00:01") == 10**8
    assert found.capable_bps("00:e0:4c:00:00:02") is None


def test_a_machine_that_tells_nothing_has_nothing():
    """Odd values count as nothing."""
    assert host_of(AGENT, {}).macs == ()
    odd = host(x={"mac": None, "addresses": 5, "gateway": None, "capable_bps": "fast"})
    assert (odd.macs, odd.addresses, odd.gateways, odd.wired_bps) == ((), (), (), None)


_SCALARS = st.none() | st.booleans() | st.floats() | st.text(max_size=40)


@given(
    st.dictionaries(
        st.sampled_from(["mac", "addresses", "gateway", "wireless", "mtu"]), _SCALARS
    )
)
def test_any_facts_make_a_host(told):
    """Never an error."""
    assert host(card=told).agent == AGENT.id
