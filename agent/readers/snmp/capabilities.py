"""What neighbours say they are: LLDP's words for LLDP's and CDP's bits."""

from agent.readers.snmp.bits import bit_octets
from agent.readers.snmp.bits import bits as set_bits
from agent.readers.snmp.rows import Value
from agent.readers.snmp.values import number

_LLDP = (
    "other",
    "repeater",
    "bridge",
    "wlan_access_point",
    "router",
    "telephone",
    "docsis",
    "station",
)
_CDP = (
    (0x01, "router"),
    (0x02, "bridge"),
    (0x04, "bridge"),
    (0x08, "bridge"),
    (0x10, "station"),
    (0x40, "repeater"),
    (0x80, "telephone"),
)


def of_lldp(bits: Value | None) -> tuple[str, ...]:
    """Return the words of lldpRemSysCapEnabled: the first bit is ``other``."""
    first = bit_octets(bits)[:1]
    return tuple(_LLDP[bit] for bit in set_bits(first))


def of_cdp(bits: Value | None) -> tuple[str, ...]:
    """Return the words of cdpCacheCapabilities: four octets, the last has the flags."""
    flags = number(bits)
    if isinstance(bits, bytes) and len(bits) <= 8:
        flags = int.from_bytes(bits, "big")
    words = (word for mask, word in _CDP if flags and flags > 0 and flags & mask)
    return tuple(dict.fromkeys(words))
