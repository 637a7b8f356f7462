"""By which of its parts a machine is known again."""

import hashlib
from collections.abc import Mapping

from agent.sources.inventory import Machine
from agent.sources.smbios_words import clean

_SHARED_DISKS = frozenset({"virtio", "usb", "hyper-v", "xen"})
_LOCALLY_ADMINISTERED = 0b10
_MULTICAST = 0b01


def fingerprint_parts(machine: Machine) -> dict[str, str]:
    """Return the parts that name *machine*: junk and what clones share left out.

    Keys: ``system_uuid``, ``board_serial``, ``disk_serial``, ``mac``. Of several
    disks or cards the first in order of name counts; removable and virtual ones and
    addresses that software chose do not.
    """
    tables = machine.firmware_tables
    disks = [
        disk.serial
        for _, disk in sorted(machine.disks.items())
        if disk.bus not in _SHARED_DISKS and clean(disk.serial)
    ]
    macs = [
        card.mac
        for _, card in sorted(machine.interfaces.items())
        if card.mac and is_burnt_in(card.mac)
    ]
    parts = {
        "system_uuid": tables.system.uuid,
        "board_serial": tables.baseboard.serial or tables.system.serial,
        "disk_serial": next(iter(disks), None),
        "mac": next(iter(macs), None),
    }
    return {name: value for name, value in parts.items() if value}


def hashed(parts: Mapping[str, str]) -> dict[str, str]:
    """Return *parts* as they travel: SHA-256, spelling and case made equal before."""
    return {
        name: hashlib.sha256(value.strip().lower().encode()).hexdigest()
        for name, value in parts.items()
    }


def is_burnt_in(mac: str) -> bool:
    """Return whether a maker, and not software, chose the address *mac*."""
    digits = mac.replace(":", "").replace("-", "")
    try:
        first = int(digits[:2], 16)
    except ValueError:
        return False
    software = first & (_LOCALLY_ADMINISTERED | _MULTICAST)
    return len(digits) == 12 and not software and len(set(digits)) > 1
