"""Exports of the registry: programs, processors, firewall profiles, the last user."""

from typing import Any

from agent.readers.windows import registry
from agent.readers.windows.office import office_of_keys
from agent.readers.windows.reg_file import Key, Value, read_reg


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - the path tells
    """Return what the keys of the export say; of unknown ones, all values."""
    keys = read_reg(content)
    found: dict[str, Any] = {"keys": len(keys), **registry.system(keys)}
    if registry.is_logon(keys):
        found["last_user"] = registry.last_user(keys)
    if registry.lists_programs(keys):
        found["programs"] = registry.programs(keys)
    if processors := registry.processors(keys):
        found |= {"logical_processors": len(processors), "processors": processors}
    if networks := registry.networks(keys):
        found["networks"] = networks
    if office := office_of_keys(keys):
        found["office"] = office
    found |= _firewall(keys)
    return found if len(found) > 1 else found | {"values": _values(keys)}


def _firewall(keys: list[Key]) -> dict[str, Any]:
    profiles = registry.firewall_profiles(keys)
    if not profiles:
        return {}
    only = profiles[0]
    found: dict[str, Any] = {"profiles": {p.profile: p.enabled for p in profiles}}
    if len(profiles) == 1:
        found |= {"profile": only.profile, "enabled": only.enabled}
    return found


def _values(keys: list[Key]) -> dict[str, dict[str, Value]]:
    return {
        key.path: {
            name: value.hex() if isinstance(value, bytes) else value
            for name, value in key.values.items()
        }
        for key in keys
        if key.values
    }
