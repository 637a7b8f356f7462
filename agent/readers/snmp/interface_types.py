"""IANAifType: the names of the interface types that are met, and which are Ethernet."""

NAMES = {
    1: "other",
    6: "ethernetCsmacd",
    22: "propPointToPointSerial",
    23: "ppp",
    24: "softwareLoopback",
    33: "rs232",
    37: "atm",
    49: "aal5",
    53: "propVirtual",
    54: "propMultiplexor",
    62: "fastEther",
    69: "fastEtherFX",
    71: "ieee80211",
    94: "adsl",
    97: "vdsl",
    117: "gigabitEthernet",
    131: "tunnel",
    135: "l2vlan",
    136: "l3ipvlan",
    142: "ipForward",
    150: "mplsTunnel",
    161: "ieee8023adLag",
    166: "mpls",
    209: "bridge",
    244: "wwanPP2",
}

ETHERNET = frozenset({6, 7, 62, 69, 117})
"""ethernetCsmacd, and the four that RFC 3635 took back and old devices still say."""

LAG = 161
"""ieee8023adLag: an aggregate of ports."""

VIRTUAL = frozenset({1, 24, 53, 54, 131, 135, 136, 142, 150, 161, 166, 209, 246, 247})
"""What has no plug: loopbacks, VLANs, tunnels, aggregates, bridges, logs of firewalls."""

_SPEEDS_BPS = {62: 100_000_000, 69: 100_000_000, 117: 1_000_000_000}


def speed_of_type(if_type: int | None) -> int | None:
    """Return the speed in bit/s that a type stands for, None for most."""
    return None if if_type is None else _SPEEDS_BPS.get(if_type)
