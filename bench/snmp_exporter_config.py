"""Settings of snmp_exporter 0.21 for the benchmark: if_mib, and our columns alone.

Debian ships no snmp.yml for the MIBs' licences; this one walks, looks up and exports
what the upstream module if_mib does.
"""

from collections.abc import Sequence

from agent.readers.snmp.rows import Oid

_IF = {
    1: ("ifIndex", "gauge"),
    3: ("ifType", "gauge"),
    4: ("ifMtu", "gauge"),
    5: ("ifSpeed", "gauge"),
    6: ("ifPhysAddress", "PhysAddress48"),
    7: ("ifAdminStatus", "gauge"),
    8: ("ifOperStatus", "gauge"),
    9: ("ifLastChange", "gauge"),
    10: ("ifInOctets", "counter"),
    11: ("ifInUcastPkts", "counter"),
    12: ("ifInNUcastPkts", "counter"),
    13: ("ifInDiscards", "counter"),
    14: ("ifInErrors", "counter"),
    15: ("ifInUnknownProtos", "counter"),
    16: ("ifOutOctets", "counter"),
    17: ("ifOutUcastPkts", "counter"),
    18: ("ifOutNUcastPkts", "counter"),
    19: ("ifOutDiscards", "counter"),
    20: ("ifOutErrors", "counter"),
    21: ("ifOutQLen", "gauge"),
}
_IFX = {
    2: ("ifInMulticastPkts", "counter"),
    3: ("ifInBroadcastPkts", "counter"),
    4: ("ifOutMulticastPkts", "counter"),
    5: ("ifOutBroadcastPkts", "counter"),
    6: ("ifHCInOctets", "counter"),
    7: ("ifHCInUcastPkts", "counter"),
    8: ("ifHCInMulticastPkts", "counter"),
    9: ("ifHCInBroadcastPkts", "counter"),
    10: ("ifHCOutOctets", "counter"),
    11: ("ifHCOutUcastPkts", "counter"),
    12: ("ifHCOutMulticastPkts", "counter"),
    13: ("ifHCOutBroadcastPkts", "counter"),
    14: ("ifLinkUpDownTrapEnable", "gauge"),
    15: ("ifHighSpeed", "gauge"),
    16: ("ifPromiscuousMode", "gauge"),
    17: ("ifConnectorPresent", "gauge"),
    19: ("ifCounterDiscontinuityTime", "gauge"),
}
_ENTRY, _ENTRY_X = "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1"
_LOOKUPS = (
    ("ifAlias", f"{_ENTRY_X}.18"),
    ("ifDescr", f"{_ENTRY}.2"),
    ("ifName", f"{_ENTRY_X}.1"),
)
_METRICS = {
    **{f"{_ENTRY}.{column}": metric for column, metric in _IF.items()},
    **{f"{_ENTRY_X}.{column}": metric for column, metric in _IFX.items()},
}


def _metric(name: str, kind: str, where: str, *, looks_up: bool) -> str:
    lines = [
        f"  - name: {name}",
        f"    oid: {where}",
        f"    type: {kind}",
        f"    help: {name} - {where}",
        "    indexes:",
        "    - labelname: ifIndex",
        "      type: gauge",
    ]
    if looks_up:
        lines.append("    lookups:")
        for label, column in _LOOKUPS:
            lines += [
                "    - labels:",
                "      - ifIndex",
                f"      labelname: {label}",
                f"      oid: {column}",
                "      type: DisplayString",
            ]
    return "\n".join(lines)


def _module(name: str, walked: Sequence[str], community: str, *, looks_up: bool) -> str:
    metrics = [
        _metric(*metric, where, looks_up=looks_up)
        for where, metric in _METRICS.items()
        if any(where == base or where.startswith(f"{base}.") for base in walked)
    ]
    return "\n".join(
        [
            f"{name}:",
            "  walk:",
            *(f"  - {base}" for base in walked),
            "  get:",
            "  - 1.3.6.1.2.1.1.3.0",
            "  version: 2",
            "  timeout: 5s",
            "  auth:",
            f"    community: {community}",
            "  metrics:",
            "  - name: sysUpTime",
            "    oid: 1.3.6.1.2.1.1.3",
            "    type: gauge",
            "    help: sysUpTime - 1.3.6.1.2.1.1.3",
            *metrics,
            "",
        ]
    )


def config(community: str, columns: Sequence[Oid]) -> str:
    """Return the settings: ``if_mib``, and ``counters``, which walks only *columns*."""
    named = [".".join(map(str, column)) for column in columns]
    whole = ["1.3.6.1.2.1.2", "1.3.6.1.2.1.31.1.1"]
    return _module("if_mib", whole, community, looks_up=True) + _module(
        "counters", named, community, looks_up=False
    )
