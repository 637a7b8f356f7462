"""The firmware's tables in the words of the recordings' expectations."""

from typing import Any

from agent.sources.smbios import Smbios

_SYSTEM = ("manufacturer", "product", "version", "serial", "uuid", "sku", "family")
_BOARD = ("manufacturer", "product", "serial")
_MODULE = (
    "locator",
    "bank",
    "size_bytes",
    "form_factor",
    "speed_mts",
    "configured_speed_mts",
    "manufacturer",
    "part_number",
    "serial",
)


def shape(tables: Smbios) -> dict[str, Any]:
    """Return *tables* as one object: None where they do not say."""
    memory = tables.memory
    return {
        "bios": _fields(tables.firmware, ("vendor", "version", "release_date")),
        "system": _fields(tables.system, _SYSTEM),
        "baseboard": _fields(tables.baseboard, _BOARD),
        "chassis": {"type": tables.chassis.kind, "serial": tables.chassis.serial},
        "cpus": [_fields(p, p.__struct_fields__) for p in tables.processors],
        "cpu_sockets_total": tables.sockets,
        "memory": {
            "slots_total": len(memory.slots),
            "slots_populated": len(memory.modules),
            "installed_bytes": memory.installed_bytes,
            "max_capacity_bytes": memory.maximum_bytes,
            "modules": [
                {**_fields(module, _MODULE), "type": module.memory_type}
                for module in memory.modules
            ],
        },
        "model_name": tables.model,
        "best_serial": tables.serial,
        "vendor_name": tables.vendor,
        "placeholder_fields": [
            {"field": field, "raw": raw} for field, raw in tables.placeholders.items()
        ],
    }


def _fields(part: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}
