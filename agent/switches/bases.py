"""Which tables of a device are walked: standard ones, and a maker's by sysObjectID."""

from agent.readers.snmp.rows import Oid, oid

ENTERPRISES = oid("1.3.6.1.4.1")
SYS_OBJECT_ID = oid("1.3.6.1.2.1.1.2.0")
SYSTEM = oid("1.3.6.1.2.1.1")

SCALARS = (
    oid("1.3.6.1.2.1.2.1.0"),  # ifNumber
    oid("1.3.6.1.2.1.25.1.1.0"),  # hrSystemUptime
    oid("1.3.6.1.6.3.10.2.1.3.0"),  # snmpEngineTime
    oid("1.0.8802.1.1.2.1.3.1.0"),  # lldpLocChassisIdSubtype
    oid("1.0.8802.1.1.2.1.3.2.0"),  # lldpLocChassisId
    oid("1.3.6.1.2.1.17.1.1.0"),  # dot1dBaseBridgeAddress
    oid("1.3.6.1.2.1.4.1.0"),  # ipForwarding
)
STANDARD = tuple(
    map(
        oid,
        (
            "1.3.6.1.2.1.2.2.1",  # ifEntry
            "1.3.6.1.2.1.31.1.1.1",  # ifXEntry
            "1.3.6.1.2.1.10.7.2.1.19",  # dot3StatsDuplexStatus
            "1.0.8802.1.1.2.1.3.7.1",  # lldpLocPortEntry
            "1.0.8802.1.1.2.1.4.1.1",  # lldpRemEntry
            "1.0.8802.1.1.2.1.4.2.1",  # lldpRemManAddrEntry
            "1.3.6.1.4.1.9.9.23.1.2.1.1",  # cdpCacheEntry: others speak it too
            "1.3.6.1.2.1.17.1.4.1.2",  # dot1dBasePortIfIndex
            "1.3.6.1.2.1.17.4.3.1",  # dot1dTpFdbEntry
            "1.3.6.1.2.1.17.7.1.2.2.1",  # dot1qTpFdbEntry
            "1.3.6.1.2.1.17.7.1.4.2.1",  # dot1qVlanCurrentEntry
            "1.3.6.1.2.1.17.7.1.4.3.1",  # dot1qVlanStaticEntry
            "1.3.6.1.2.1.105.1.1.1",  # pethPsePortEntry
            "1.3.6.1.2.1.105.1.3.1.1",  # pethMainPseEntry
            "1.3.6.1.2.1.47.1.1.1.1",  # entPhysicalEntry
        ),
    )
)
PER_VLAN = tuple(
    map(
        oid,
        (
            "1.3.6.1.2.1.17.1.4.1.2",  # dot1dBasePortIfIndex
            "1.3.6.1.2.1.17.4.3.1",  # dot1dTpFdbEntry
        ),
    )
)

CISCO = 9
VTP_VLAN_ENTRY = oid("1.3.6.1.4.1.9.9.46.1.3.1.1")
VTP_VLAN_STATE = 2
_MAKERS: dict[int, tuple[str, ...]] = {
    CISCO: (
        "1.3.6.1.4.1.9.9.46.1.3.1.1",  # vtpVlanEntry
        "1.3.6.1.4.1.9.9.402.1.2.1",  # cpeExtPsePortEntry
        "1.3.6.1.4.1.9.6.1.101.108",  # CISCOSB-POE-MIB
    ),
    2011: (
        "1.3.6.1.4.1.2011.5.25.42.2.1.3.1.4",  # hwDynFdbPort
        "1.3.6.1.4.1.2011.5.25.195.3",  # hwPoePortTable
    ),
    25506: ("1.3.6.1.4.1.25506.2.14",),  # HH3C-POWER-ETH-EXT-MIB
    11: ("1.3.6.1.4.1.11.2.14.11.1.9",),  # HP-ICF-POE-MIB
    11863: ("1.3.6.1.4.1.11863.6.56",),  # TPLINK-POWER-OVER-ETHERNET-MIB
    14988: ("1.3.6.1.4.1.14988.1.1.15",),  # MIKROTIK-MIB mtxrPOE
}


def maker(object_id: object) -> int | None:
    """Return the enterprise number in a sysObjectID, None if it has none."""
    size = len(ENTERPRISES)
    if isinstance(object_id, tuple) and object_id[:size] == ENTERPRISES:
        return int(object_id[size]) if len(object_id) > size else None
    return None


def bases(object_id: object) -> tuple[Oid, ...]:
    """Return what to walk of the device with this sysObjectID."""
    own = _MAKERS.get(maker(object_id) or 0, ())
    return STANDARD + tuple(map(oid, own))
