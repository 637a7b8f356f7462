"""The lesser parts of a survey: modules, supplies, power, VLANs, the spanning tree."""

from collections.abc import Iterable, Mapping

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY
from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.printer import read_supplies
from agent.readers.snmp.rows import Cells, Walk, entries
from agent.readers.snmp.stp import read_stp
from agent.readers.snmp.values import number, said
from agent.readers.snmp.vlans import read_vlans
from agent.shared.survey import Module, PowerBudget, SpanningTree, Supply
from agent.switches.fitting import index, long, short, vlan

_CLASS = 5
_KINDS = {
    1: "other",
    2: "unknown",
    3: "chassis",
    4: "backplane",
    5: "container",
    6: "powerSupply",
    7: "fan",
    8: "sensor",
    9: "module",
    10: "port",
    11: "stack",
    12: "cpu",
    13: "energyObject",
    14: "battery",
}
_COUNTED = frozenset({3, 6, 7, 9, 11, 12})
"""Parts worth naming even where they say neither model nor serial number."""
_EVERYWHERE = frozenset({5, 8, 10})
"""Slots, sensors and ports: worth naming only with a serial number, as transceivers."""


def survey_modules(walk: Walk) -> tuple[Module, ...]:
    """Return the parts of the device, without ports, sensors and slots of no name."""
    found = []
    for (place,), cells in sorted(entries(walk, ENT_PHYSICAL_ENTRY, 1).items()):
        module = _module(place, cells)
        kind = number(cells.get(_CLASS))
        named = module.serial or (module.model and kind not in _EVERYWHERE)
        if kind in _COUNTED or named:
            found.append(module)
    return tuple(found)


def _module(place: int, cells: Cells) -> Module:
    def text(column: int) -> str:
        return short(said(cells.get(column)))

    return Module(
        index=place,
        kind=_KINDS.get(number(cells.get(_CLASS)) or 0, ""),
        name=text(7),
        description=long(said(cells.get(2))),
        model=text(13),
        serial=text(11),
        hardware=text(8),
        firmware=text(9),
        software=text(10),
        contained_in=index(number(cells.get(4))) or 0,
    )


def survey_supplies(walk: Walk) -> tuple[Supply, ...]:
    """Return what a printer uses up."""
    return tuple(
        Supply(name=short(row.name), kind=row.kind, level_ratio=row.ratio)
        for row in read_supplies(walk)
    )


def survey_power(walk: Walk, told: Iterable[Level]) -> tuple[PowerBudget, ...]:
    """Return the PoE budgets: of the standard's table, else those that *told*."""
    found = read_poe(walk)
    if found is not None and found.main_pse:
        return tuple(
            PowerBudget(
                group=supply.group,
                budget_watts=_watts(supply.power_w),
                used_watts=_watts(supply.consumption_w),
                on=None if supply.oper_status is None else supply.oper_status == 1,
            )
            for supply in found.main_pse
            if index(supply.group) is not None
        )
    known = list(told)
    budgets = {x.name: x.value for x in known if x.measure == "poe_budget"}
    used = {x.name: x.value for x in known if x.measure == "poe_used"}
    return tuple(
        PowerBudget(group=group, budget_watts=budgets[name], used_watts=used.get(name))
        for group, name in enumerate(budgets, start=1)
    )


def _watts(told: int | None) -> float | None:
    return None if told is None or not 0 <= told <= 1_000_000 else float(told)


def survey_vlans(walk: Walk) -> tuple[tuple[int, str], ...]:
    """Return the VLANs with their names."""
    found = read_vlans(walk)
    if found is None:
        return ()
    names = found.names
    return tuple((id_, short(names.get(str(id_)))) for id_ in found.ids if vlan(id_))


def survey_tree(walk: Walk, contexts: Mapping[int, Walk]) -> SpanningTree | None:
    """Return the spanning tree as this bridge sees it."""
    found = read_stp(walk, contexts)
    if found is None:
        return None
    return SpanningTree(
        root=found.root or "",
        priority=found.priority,
        root_priority=found.root_priority,
        root_cost=found.root_cost,
        root_port=index(found.root_port),
        topology_changes=found.topology_changes,
        changed_s=found.changed_s,
    )
