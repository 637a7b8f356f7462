"""Devices that agents read over SNMP: who they are to the collector."""

import hashlib


def device_id(agent: str, key: str) -> str:
    """Return the id of the device that *agent* calls *key*: 32 hex digits.

    It looks like an agent's id, so that roll-ups, live values, findings and events of
    a device are kept as those of a machine.
    """
    return hashlib.sha256(f"{agent}/{key}".encode()).hexdigest()[:32]
