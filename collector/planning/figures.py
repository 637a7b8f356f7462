"""The figures of an office: counted from its estate and needs. Pure."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from agent.shared.findings.values import DAY_S
from collector.planning.figure_texts import DEFINITIONS
from collector.planning.shapes.estate import Estate, Machine
from collector.planning.shapes.need import Dimension, Need
from collector.planning.shapes.quarter import Figure
from collector.planning.shapes.records import Purchase

_YEAR_S = 365.25 * DAY_S
_PRESSED: tuple[Dimension, ...] = ("cpu", "memory", "disk_speed", "disk_space")
_NO_BACKUP = {"backup_none", "backup_never", "backup_stale", "backup_failed"}
_NO_ANTIVIRUS = {"antivirus_none", "antivirus_off"}


def measure(
    estate: Estate,
    needs: Iterable[Need],
    purchases: Sequence[Purchase],
    life_years: float | None,
) -> dict[str, float | None]:
    """Return every figure of ``DEFINITIONS`` by its id; None: not known.

    *purchases* are those of the time that is told of; *life_years* is the useful life.
    """
    by_kind: dict[str, list[Need]] = {
        "machine": [],
        "device": [],
        "port": [],
        "line": [],
    }
    for need in needs:
        by_kind[need.target.kind].append(need)
    found = {
        **_machines(estate, by_kind["machine"], life_years),
        **_safety(estate.machines),
        **_lan(estate, by_kind),
        **_lines(estate, by_kind["line"]),
        "purchases": float(len(purchases)),
        "purchases_vnd": float(sum(one.price_vnd for one in purchases)),
    }
    return {name: found[name] for name in DEFINITIONS}


def figures(values: Mapping[str, float | None]) -> tuple[Figure, ...]:
    """Return *values* with what they are called and come from."""
    return tuple(
        Figure(
            id=name,
            group=what.group,
            title=what.title,
            value=values[name],
            unit=what.unit,
            source=what.source,
            of=values[what.of] if what.of else None,
        )
        for name, what in DEFINITIONS.items()
    )


def _machines(
    estate: Estate, needs: Sequence[Need], life_years: float | None
) -> dict[str, float | None]:
    enough = [need for need in needs if need.enough]
    ages = [age for m in estate.machines if (age := _age(m, estate.as_of)) is not None]
    heads = sum(one.heads for one in estate.departments)
    ended = sum("system_unsupported" in need.must for need in needs)
    told = sum(1 for m in estate.machines if "operating_system" in m.facts)
    return {
        "machines": float(len(estate.machines)),
        "machines_working": float(sum(m.days > 0 for m in estate.machines)),
        "machines_enough_data": float(len(enough)),
        "machines_pressed": float(sum(_presses(n, *_PRESSED) for n in enough)),
        "machines_over_life": (
            float(sum(age > life_years for age in ages)) if life_years else None
        ),
        "machine_age_years": round(statistics.median(ages), 2) if ages else None,
        "machines_supported_system": float(max(told - ended, 0)),
        "machines_unsupported_system": float(ended),
        "machines_failing_drive": float(sum("disk_failing" in n.must for n in needs)),
        "heads": float(heads) if heads else None,
    }


def _age(machine: Machine, now: float) -> float | None:
    since = machine.bought if machine.bought is not None else machine.made
    return max(now - since, 0.0) / _YEAR_S if since is not None else None


def _presses(need: Need, *dimensions: Dimension) -> bool:
    return any(
        need.pressures[name].severity > 0
        for name in dimensions
        if name in need.pressures
    )


def _safety(machines: Sequence[Machine]) -> dict[str, float | None]:
    protected = saved = unknown = 0
    for machine in machines:
        kinds = {one.kind for one in machine.findings}
        unread = {one.subject for one in machine.findings if one.kind == "not_known"}
        if not kinds & _NO_ANTIVIRUS and "antivirus" in machine.facts:
            protected += 1
        if "backup" in unread or not machine.facts:
            unknown += 1
        elif not kinds & _NO_BACKUP:
            saved += 1
    return {
        "machines_with_antivirus": float(protected),
        "machines_with_backup": float(saved),
        "machines_backup_unknown": float(unknown),
    }


def _lan(
    estate: Estate, needs: Mapping[str, Sequence[Need]]
) -> dict[str, float | None]:
    ports = needs["port"]
    return {
        "machines_on_lan": float(sum(bool(m.switch) for m in estate.machines)),
        "machines_held_back": float(
            sum(_presses(need, "link") for need in needs["machine"])
        ),
        "devices": float(len(estate.devices)),
        "devices_pressed": float(
            sum(
                any(p.severity > 0 for p in need.pressures.values())
                for need in needs["device"]
            )
        ),
        "ports_faulty": float(sum(_presses(need, "port_quality") for need in ports)),
        "ports_full": float(sum(_presses(need, "port_use") for need in ports)),
    }


def _lines(estate: Estate, needs: Sequence[Need]) -> dict[str, float | None]:
    return {
        "lines": float(len(estate.lines)),
        "lines_down_mbps": float(sum(use.line.down_mbps for use in estate.lines)),
        "lines_full": float(sum(_presses(need, "line_use") for need in needs)),
        "lines_poor": float(sum(_presses(need, "line_quality") for need in needs)),
    }
