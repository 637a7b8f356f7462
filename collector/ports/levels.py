"""What a device said last, out of its latest series."""

from collections.abc import Iterable, Mapping

from collector.ports.shapes import Levels

Series = tuple[str, Mapping[str, str], float]
"""Name of the metric, its labels, its value."""


def levels(series: Iterable[Series]) -> Levels:
    """Return what *series* that still hold say; what they do not say is not known."""
    values: dict[str, list[tuple[Mapping[str, str], float]]] = {}
    for name, labels, value in series:
        values.setdefault(name, []).append((labels, value))
    up = values.get("hatang_switch_port_up")
    return Levels(
        speeds_bps={
            labels["port"]: round(value * 8)
            for labels, value in values.get("hatang_switch_port_speed_bytes", ())
            if "port" in labels and 0 < value < 1e13
        },
        linked=None
        if up is None
        else frozenset(labels.get("port", "") for labels, value in up if value == 1),
        bad_parts=tuple(
            sorted(
                (labels.get("sensor", ""), labels.get("part", ""))
                for labels, value in values.get("hatang_device_sensor_ok", ())
                if value == 0
            )
        ),
        poe=_poe(values),
        supplies={
            labels.get("supply", ""): value
            for labels, value in values.get("hatang_device_printer_supply_ratio", ())
            if 0 <= value <= 1
        },
        on_battery=_flag(values, "hatang_device_ups_on_battery"),
        battery_ok=_flag(values, "hatang_device_ups_battery_ok"),
        battery_charge=_one(values, "hatang_device_ups_battery_charge_ratio"),
        battery_runtime_s=_one(values, "hatang_device_ups_battery_runtime_seconds"),
    )


_Values = Mapping[str, list[tuple[Mapping[str, str], float]]]


def _one(values: _Values, name: str) -> float | None:
    found = values.get(name)
    return found[0][1] if found else None


def _flag(values: _Values, name: str) -> bool | None:
    value = _one(values, name)
    return bool(value) if value in {0.0, 1.0} else None


def _poe(values: _Values) -> dict[str, tuple[float, float]]:
    used = {
        labels.get("group", ""): value
        for labels, value in values.get("hatang_device_poe_used_watts", ())
    }
    return {
        labels.get("group", ""): (value, used[labels.get("group", "")])
        for labels, value in values.get("hatang_device_poe_budget_watts", ())
        if labels.get("group", "") in used
    }
