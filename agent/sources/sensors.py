"""Temperatures and batteries of Linux, from /sys."""

from pathlib import Path

from agent.sources import text
from agent.sources.shapes import Battery, Temperature

_MOST = 20
_LEAST_C, _MOST_C = -60.0, 200.0  # beyond: an input that is not connected
_MICROWATT_HOUR_J = 3600e-6


def _celsius(path: Path) -> float | None:
    value = text.number(text.read_or_none(path))
    if value is None or not _LEAST_C < value / 1000 < _MOST_C:
        return None
    return value / 1000


def _chip(folder: Path) -> list[Temperature]:
    chip = text.read_or_none(folder / "name") or folder.name
    found = []
    for path in sorted(folder.glob("temp*_input")):
        stem = path.name.removesuffix("_input")
        label = text.read_or_none(folder / f"{stem}_label") or stem
        celsius = _celsius(path)
        if celsius is not None and not label.startswith("Core "):  # the package counts
            found.append(
                Temperature(
                    f"{chip} {label}", celsius, _celsius(folder / f"{stem}_crit")
                )
            )
    return found


def temperatures(*, root: Path = Path("/")) -> list[Temperature]:
    """Return the sensors that answer, each name once; thermal zones if no chip does."""
    found: dict[str, Temperature] = {}
    for folder in sorted((root / "sys/class/hwmon").glob("hwmon*")):
        for sensor in _chip(folder):
            name, number = sensor.sensor, 2
            while name in found:
                name, number = f"{sensor.sensor} ({number})", number + 1
            found[name] = Temperature(name, sensor.celsius, sensor.critical)
    if not found:
        for folder in sorted((root / "sys/class/thermal").glob("thermal_zone*")):
            celsius = _celsius(folder / "temp")
            if celsius is not None:
                kind = text.read_or_none(folder / "type") or "zone"
                name = f"{kind} {folder.name}"
                found[name] = Temperature(name, celsius)
    return list(found.values())[:_MOST]


def _joules(folder: Path, what: str) -> float | None:
    energy = text.read_natural(folder / f"energy_{what}")
    if energy:
        return energy * _MICROWATT_HOUR_J
    charge = text.read_natural(folder / f"charge_{what}")
    volts = text.read_natural(folder / "voltage_min_design")
    if charge and volts:
        return charge * volts / 1e6 * _MICROWATT_HOUR_J
    return None


def battery(*, root: Path = Path("/")) -> Battery | None:
    """Return the machine's first battery (not a mouse's), or None."""
    mains: bool | None = None
    found: Path | None = None
    for folder in sorted((root / "sys/class/power_supply").glob("*")):
        kind = text.read_or_none(folder / "type")
        online = text.read_natural(folder / "online")
        if kind == "Mains" and online is not None:
            mains = bool(online) or bool(mains)
        ours = text.read_or_none(folder / "scope") != "Device"
        if kind == "Battery" and ours and found is None:
            found = folder
    if found is None:
        return None
    percent = text.read_natural(found / "capacity")
    return Battery(
        charge=None if percent is None else min(percent, 100) / 100,
        mains=mains,
        full_j=_joules(found, "full"),
        design_j=_joules(found, "full_design"),
        cycles=text.read_natural(found / "cycle_count") or None,
    )
