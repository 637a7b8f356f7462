"""What sort of device answers: from its profile, its services and its MIBs."""

from collections.abc import Mapping

from agent.readers.snmp.identity import read_identity
from agent.readers.snmp.rows import Walk
from agent.shared.survey import DeviceKind

_BY_TYPE: Mapping[str | None, DeviceKind] = {
    "network": "switch",
    "firewall": "firewall",
    "wireless": "access_point",
    "printer": "printer",
    "power": "ups",
    "storage": "nas",
    "server": "server",
    "workstation": "server",
}


def device_kind(walk: Walk) -> DeviceKind:
    """Return what the device of *walk* is; ``other`` where nothing tells."""
    return _BY_TYPE.get(read_identity(walk).type, "other")
