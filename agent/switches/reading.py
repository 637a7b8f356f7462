"""Reads one device once: asks for its tables, and has the readers say what they hold."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from agent.readers.snmp.cdp import read_cdp
from agent.readers.snmp.entity import read_entity
from agent.readers.snmp.fdb import read_fdb
from agent.readers.snmp.identity import maker, objects_wanted, read_identity
from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import Indexed, Oid, Value, Walk, table
from agent.readers.snmp.system import read_system
from agent.readers.snmp.vlans import read_vlans
from agent.sources.snmp.columns import octets
from agent.sources.snmp.device import NoAnswerError, Rows, SnmpDevice, SnmpError, Stop
from agent.switches.bases import (
    CISCO,
    PER_VLAN,
    SCALARS,
    SYS_OBJECT_ID,
    SYSTEM,
    VTP_VLAN_ENTRY,
    VTP_VLAN_STATE,
    Wanted,
    wanted,
)

MOST_VLANS = 256
MOST_OCTETS = 160 << 20
MOST_S = 600.0
"""What all tables of one device may take together, each being within its own limits."""
_SILENT_VLANS = 6
"""After so many silent VLANs in a row the device is taken not to know this way."""
_RESERVED = range(1002, 1006)  # Token Ring and FDDI, on every Cisco and never used


class Collected(msgspec.Struct, frozen=True):
    """What a device gave: its rows, those inside each VLAN, and what went wrong.

    *problems*: why a table is not whole, by its object identifier.
    """

    walk: Walk
    contexts: dict[int, Walk] = {}
    problems: dict[str, str] = {}


class _Budget:
    """What is left of memory and time for one device."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end_s = monotonic() + MOST_S
        self._room = MOST_OCTETS

    def spend(self, rows: Walk) -> None:
        """Count *rows*, which are kept."""
        self._room -= octets(rows.items())

    def over(self) -> Stop | None:
        """Return what is used up, None while nothing is."""
        if self._room < 0:
            return Stop.ROWS
        return Stop.TIME if self._monotonic() > self._end_s else None


def collect(
    device: SnmpDevice, monotonic: Callable[[], float] = time.monotonic
) -> Collected:
    """Return all that the readers want to know of *device*.

    A table that fails costs that table. What came before a device fell silent is
    kept. One that sends without end is cut off after ``MOST_S`` seconds or
    ``MOST_OCTETS``.

    Raises:
        SnmpError: it did not even tell its system group.
    """
    budget = _Budget(monotonic)
    walk: dict[Oid, Value] = dict(device.walk(SYSTEM).values)
    budget.spend(walk)
    problems: dict[str, str] = {}
    object_id = walk.get(SYS_OBJECT_ID)
    objects = objects_wanted(walk)
    try:
        walk.update(device.get([*SCALARS, *objects]))
    except SnmpError as err:
        problems["scalars"] = str(err)
    columns = tuple(name for name in objects if name[-1] and name not in walk)
    asked = [*wanted(object_id), *([Wanted(columns)] if columns else [])]
    alive = _read_all(device, asked, walk, problems, budget)
    contexts: dict[int, Walk] = {}
    if alive and maker(object_id) == CISCO:
        contexts = _contexts(device, vlan_ids(walk), budget)
        stopped = budget.over()
        if stopped is not None:
            problems[_dotted(PER_VLAN[0])] = stopped.value
    return Collected(walk, contexts, problems)


def _read_all(
    device: SnmpDevice,
    asked: Sequence[Wanted],
    walk: dict[Oid, Value],
    problems: dict[str, str],
    budget: _Budget,
) -> bool:
    """Put what is *asked* into *walk*; return whether the device still lives."""
    for each in asked:
        if each.unless is not None and _stands(walk, each.unless):
            continue
        over = budget.over()
        if over is not None:
            problems[_dotted(each.columns[0])] = over.value
            continue
        stopped: str | None
        try:
            rows = _read(device, each.columns)
        except SnmpError as err:
            stopped = str(err)
        else:
            walk.update(rows.values)
            budget.spend(rows.values)
            stopped = rows.stopped
        if stopped is not None:
            problems[_dotted(each.columns[0])] = str(stopped)
        if stopped in {Stop.SILENCE, "no answer"} and not _lives(device):
            problems["device"] = Stop.SILENCE.value
            return False
    return True


def _dotted(name: Oid) -> str:
    return ".".join(map(str, name))


def _read(device: SnmpDevice, columns: Sequence[Oid]) -> Rows:
    return device.walk(columns[0]) if len(columns) == 1 else device.columns(columns)


def _stands(walk: Walk, base: Oid) -> bool:
    return any(name[: len(base)] == base for name in walk)


def _lives(device: SnmpDevice) -> bool:
    try:
        device.get([SYS_OBJECT_ID])
    except SnmpError:
        return False
    return True


def vlan_ids(walk: Walk) -> list[int]:
    """Return the VLANs in Cisco's VTP table that a device may have a view for."""
    found = {
        index[1]
        for index, cells in table(walk, VTP_VLAN_ENTRY).items()
        if len(index) == 2 and cells.get(VTP_VLAN_STATE, 1) == 1
    }
    return sorted(found - set(_RESERVED))[:MOST_VLANS]


def _contexts(
    device: SnmpDevice, vlans: Sequence[int], budget: _Budget
) -> dict[int, Walk]:
    contexts: dict[int, Walk] = {}
    silent = 0
    for vlan in vlans:
        if budget.over() is not None:
            break
        inside = device.for_vlan(vlan)
        rows: dict[Oid, Value] = {}
        try:
            inside.get([SYS_OBJECT_ID])  # one small question finds out who is silent
            rows.update(inside.columns(PER_VLAN).values)
            budget.spend(rows)
        except NoAnswerError:
            silent += 1
            if silent == _SILENT_VLANS:
                break
            continue
        except SnmpError:  # an unknown context is a VLAN without a view
            continue
        silent = 0
        contexts[vlan] = rows
    return contexts


def describe(collected: Collected) -> dict[str, Any]:
    """Return what the readers find, by part, in plain values for JSON."""
    walk = Indexed(collected.walk)
    parts = {
        "system": read_system(walk),
        "identity": read_identity(walk),
        "ports": read_ports(walk),
        "lldp": read_lldp(walk),
        "cdp": read_cdp(walk),
        "fdb": read_fdb(walk, collected.contexts or None),
        "vlans": read_vlans(walk),
        "poe": read_poe(walk),
        "entity": read_entity(walk),
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(parts))
    return plain
