"""The battery report of powercfg."""

from typing import Any

from agent.readers.windows.battery_report import (
    Battery,
    health_percent,
    read_battery_report,
)


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - only a hint
    """Return the capacities of all batteries together, and each of them."""
    batteries = read_battery_report(content)
    design = _sum([b.design_capacity_mwh for b in batteries])
    full = _sum([b.full_charge_capacity_mwh for b in batteries])
    chemistries = {b.chemistry for b in batteries}
    return {
        "design_capacity_mwh": design,
        "full_charge_capacity_mwh": full,
        "health_percent": health_percent(design, full),
        "chemistry": chemistries.pop() if len(chemistries) == 1 else None,
        "batteries": [_members(battery) for battery in batteries],
    }


def _sum(values: list[int | None]) -> int | None:
    """Return the sum, None where one of them is unknown."""
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _members(battery: Battery) -> dict[str, Any]:
    members = {name: getattr(battery, name) for name in battery.__struct_fields__}
    return members | {"health_percent": battery.health_percent}
