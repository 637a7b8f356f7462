"""Addresses belong to agents, devices and those who announce themselves."""

from collector.topology.identities import Identities
from collector.topology.names import Names, announced_mac
from collector.topology.shapes import End, Host
from tests.support.topology_values import lldp, mac, router, switch

HOST = Host("agent", "PC-KẾTOÁN", "site", (mac(20).upper(),), ("10.0.0.20", "fe80::1"))
GW = router(
    "gw",
    9,
    met=[("fe80::9", mac(21), 1), ("10.0.0.30", mac(21), 1), ("10.0.0.99", mac(20), 1)],
)


def test_an_agents_own_word_comes_first():
    """ARP adds addresses of those without one, IPv4 before IPv6."""
    names = Names(Identities([GW]), [HOST], {})
    mine = names.of(mac(20))
    assert (mine.agent, mine.name, mine.address) == ("agent", "PC-KẾTOÁN", "10.0.0.20")
    assert [e.kind for e in mine.evidence] == ["agent", "hosts"]
    assert names.of(mac(21)).address == "10.0.0.30"
    assert names.of(mac(22)) == ("", "", "", "", ())


def test_devices_and_telephones_have_the_names_they_tell():
    """A telephone announces its address as its port or as itself."""
    printer = switch("printer", 5, kind="printer", bridge=False, address="10.0.0.5")
    phone = lldp(1, "10.0.0.77", mac(30), name="Máy lẻ 101")
    names = Names(Identities([printer]), [], {End("sw", 1): [phone]})
    assert names.of(mac(5))[1:4] == ("printer", "10.0.0.5", "printer")
    assert names.of(mac(30)).name == "Máy lẻ 101"
    assert announced_mac(phone) == mac(30)
    assert announced_mac(lldp(1, "name")) is None
