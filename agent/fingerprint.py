"""By what a machine is known again: hashes of its serial numbers."""

import hashlib
from collections.abc import Iterable

from agent.shared.wire import Facts, Scalar

# What makers leave in place of a number; compared in lower case without punctuation.
_JUNK = frozenset(
    {
        "",
        "0",
        "none",
        "na",
        "null",
        "unknown",
        "default",
        "defaultstring",
        "tobefilledbyoem",
        "tobefilledbyoemo",
        "systemserialnumber",
        "systemproductname",
        "baseboardserialnumber",
        "chassisserialnumber",
        "serialnumber",
        "notspecified",
        "notapplicable",
        "notavailable",
        "notset",
        "oem",
        "empty",
        "invalid",
        "0123456789",
        "123456789",
        "1234567890",
        "03000200040005000006000700080009",  # a UUID that one maker gave to thousands
    }
)


def is_junk(value: str) -> bool:
    """Return whether *value* names no single thing."""
    word = "".join(c for c in value.lower() if c.isalnum())
    return word in _JUNK or len(set(word)) < 2 or len(word) < 4


def fingerprint(facts: Facts) -> dict[str, str]:
    """Return part → SHA-256 for the parts of *facts* that name this machine.

    Virtual and locally administered network addresses say nothing and are left out;
    of several disks or addresses the first in order of key counts.
    """
    parts = {
        "system_uuid": _first(facts, ("system", "machine"), ("uuid", "system_uuid")),
        "board_serial": _first(
            facts,
            ("board", "baseboard", "motherboard", "system", "machine"),
            ("serial", "serial_number", "board_serial"),
        ),
        "disk_serial": _first(facts, ("disk",), ("serial", "serial_number")),
        "mac": _first(
            facts, ("network_interface", "nic", "network"), ("mac", "mac_address")
        ),
    }
    return {
        part: hashlib.sha256(value.strip().lower().encode()).hexdigest()
        for part, value in parts.items()
        if value
    }


def _first(facts: Facts, kinds: Iterable[str], names: Iterable[str]) -> str | None:
    for kind in kinds:
        for _, item in sorted(facts.get(kind, {}).items()):
            for name in names:
                value = item.attributes.get(name)
                if _useful(name, value):
                    return str(value)
    return None


def _useful(name: str, value: Scalar) -> bool:
    if not isinstance(value, str) or is_junk(value):
        return False
    if not name.startswith("mac"):
        return True
    try:
        return not int(value[:2], 16) & 0b10  # the locally administered bit
    except ValueError:
        return False
