"""ENTITY-MIB beside interfaces: which part is which port, and what is plugged into it."""

import re

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY
from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import number, said

ALIAS_ENTRY = oid("1.3.6.1.2.1.47.1.3.2.1")
_IDENTIFIER = 2
IF_INDEX = oid("1.3.6.1.2.1.2.2.1.1")
_DESCR, _CONTAINED, _CLASS, _NAME, _MODEL = 2, 4, 5, 7, 13
_PORT, _MODULE, _OTHER, _CONTAINER = 10, 9, 1, 5
_PLUGGABLE = re.compile(
    r"sfp|xfp|gbic|\d+ ?-?g?base-?[a-z]|\blx\b|\bsx\b|\bglc-|transceiver|\bdac\b"
    r"|twinax",
    re.IGNORECASE | re.ASCII,
)
_SAYS_NOTHING = re.compile(
    r"slot|cage|container|unspecified|unknown|empty|none|sensor|\bport\b",
    re.IGNORECASE | re.ASCII,
)
_MOST_TEXT = 200


def port_parts(walk: Walk) -> dict[int, int]:
    """Return the ifIndex of each part that is a port, by entPhysicalIndex.

    entAliasMappingIdentifier says it, else the part's name is that of an interface.
    """
    found: dict[int, int] = {}
    names = Interfaces(walk).named
    for (part,), cells in entries(walk, ENT_PHYSICAL_ENTRY, 1).items():
        name = (said(cells.get(_NAME)) or "").lower()
        if number(cells.get(_CLASS)) in {None, _PORT} and name in names:
            found[part] = names[name]
    size = len(IF_INDEX)
    for (part, _), cells in entries(walk, ALIAS_ENTRY, 2).items():
        told = cells.get(_IDENTIFIER)
        is_port = isinstance(told, tuple) and told[:size] == IF_INDEX
        if isinstance(told, tuple) and is_port and len(told) == size + 1:
            found[part] = told[size]
    return found


def read_transceivers(walk: Walk) -> dict[int, str]:
    """Return what is plugged into each port, by ifIndex: its model or its kind.

    It is the part that is the port itself, that lies in it, or in the slot that
    contains it.
    """
    parts = {i: cells for (i,), cells in entries(walk, ENT_PHYSICAL_ENTRY, 1).items()}
    ports = port_parts(walk)
    found: dict[int, str] = {}
    for part, cells in parts.items():
        text = _plugged(cells)
        port = _port_of(part, cells, ports, parts) if text else None
        if text and port is not None:
            found.setdefault(port, text)
    return found


def port_descriptions(walk: Walk) -> dict[int, str]:
    """Return what ENTITY-MIB calls each port, by ifIndex (``100/1000BASE-T Port``)."""
    found = {}
    for part, port in port_parts(walk).items():
        text = said(walk.get((*ENT_PHYSICAL_ENTRY, _DESCR, part)))
        if text:
            found[port] = text[:_MOST_TEXT]
    return found


def _plugged(cells: Cells) -> str | None:
    """Return the model of a transceiver, else its kind; None for any other part."""
    if number(cells.get(_CLASS)) not in {_PORT, _MODULE, _OTHER}:
        return None
    texts = [
        (said(cells.get(column)) or "")[:_MOST_TEXT] for column in (_MODEL, _DESCR)
    ]
    told = [text for text in texts if text and not _SAYS_NOTHING.search(text)]
    if not any(_PLUGGABLE.search(text) for text in told):
        return None
    return " ".join(dict.fromkeys(told))


def _port_of(
    part: int, cells: Cells, ports: dict[int, int], parts: dict[int, Cells]
) -> int | None:
    """Return the port that *part* is, is in, or contains."""
    if part in ports:
        return ports[part]
    above = number(cells.get(_CONTAINED)) or 0
    if above in ports:
        return ports[above]
    inside = [
        port
        for other, port in ports.items()
        if number(parts.get(other, {}).get(_CONTAINED)) == part
    ]
    return inside[0] if len(inside) == 1 else None


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read, beside those of ``entity``."""
    return ((*ALIAS_ENTRY, _IDENTIFIER),)
