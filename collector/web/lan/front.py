"""Where each port stands on a switch's front: members, groups, two rows. Pure.

Names alone tell it (``Gi1/0/24``, ``ge-0/0/3``, ``Slot0/7``, ``25``): the last number is
the port, what stands before it the group, the first of three numbers the stack member.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agent.shared.survey import Port
from collector.web.lan.words import shown

_NAME = re.compile(
    r"^(?P<prefix>[^0-9]*)(?P<numbers>\d+(?:[^0-9a-z]\d+)*)$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
# Fronts as they are sold: so many ports, of which the last lead up.
_FRONTS = {9: 1, 10: 2, 18: 2, 20: 4, 26: 2, 28: 4, 30: 6, 50: 2, 52: 4, 54: 6}
_ONE_ROW = 9  # fewer ports than this stand in one row
_MOST_HOLES = 1.5
_MEMBER_PORTS = 4
MOST_DRAWN = 600


@dataclass(frozen=True)
class Place:
    """One port's place within its block: column from the left, row from above."""

    port: Port
    label: str
    column: int
    row: int


@dataclass(frozen=True)
class Block:
    """Ports side by side; ``uplink``: of the kind that leads to other switches."""

    name: str
    places: Sequence[Place]
    columns: int
    rows: int
    uplink: bool = False


@dataclass(frozen=True)
class Member:
    """One box: a stack has several, one under the other."""

    number: int | None
    blocks: Sequence[Block]


@dataclass
class _Named:
    port: Port
    prefix: str
    numbers: tuple[int, ...]

    @property
    def last(self) -> int:
        return self.numbers[-1]

    @property
    def group(self) -> tuple[str, tuple[int, ...]]:
        return (self.prefix, self.numbers[:-1])


@dataclass
class _Box:
    numbered: list[_Named] = field(default_factory=list)
    others: list[Port] = field(default_factory=list)


def front(ports: Iterable[Port]) -> list[Member]:
    """Return the members of a device with their blocks of physical ports."""
    chosen = [port for port in ports if port.physical][:MOST_DRAWN]
    named, others = _read_names(chosen)
    boxes: dict[int | None, _Box] = {}
    stacked = _stacked(named)
    for one in named:
        member = one.numbers[0] if stacked and len(one.numbers) > 1 else None
        boxes.setdefault(member, _Box()).numbered.append(one)
    if others:
        first = min(boxes, key=lambda n: -1 if n is None else n, default=None)
        boxes.setdefault(first, _Box()).others = others
    ordered = sorted(boxes.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))
    return [Member(number, _blocks(box)) for number, box in ordered]


def _read_names(ports: Iterable[Port]) -> tuple[list[_Named], list[Port]]:
    named, others = [], []
    for port in ports:
        match = _NAME.match(port.name or port.key)
        if match is None or len(match["numbers"]) > 40:
            others.append(port)
            continue
        numbers = tuple(int(n) % 10**6 for n in _NUMBER.findall(match["numbers"]))
        named.append(_Named(port, match["prefix"].strip().lower(), numbers))
    return named, others


def _stacked(named: Sequence[_Named]) -> bool:
    """Return whether the first numbers are members: several, each with ports enough."""
    counts: dict[int, int] = {}
    for one in named:
        if len(one.numbers) >= 2:
            counts[one.numbers[0]] = counts.get(one.numbers[0], 0) + 1
    deep = any(len(one.numbers) >= 3 for one in named)
    large = [
        n for n, count in counts.items() if count >= _MEMBER_PORTS * (1 if deep else 2)
    ]
    return len(large) > 1 and len(large) == len(counts)


def _blocks(box: _Box) -> list[Block]:
    groups: dict[tuple[str, tuple[int, ...]], list[_Named]] = {}
    for one in box.numbered:
        groups.setdefault(one.group, []).append(one)
    parts: list[list[_Named]] = []
    for group in groups.values():
        parts += _split(sorted(group, key=lambda one: one.last))
    largest = max((len(part) for part in parts), default=0)
    # The large blocks stand left, what leads up right of them, as on most fronts.
    parts.sort(key=lambda part: len(part) < largest)
    single = sum(len(part) for part in parts) < _ONE_ROW
    found = [
        _block(part, 1 if single else 2, uplink=len(part) < largest) for part in parts
    ]
    if box.others:
        places = [
            Place(port, shown(port.name or port.key, 40), column, 0)
            for column, port in enumerate(box.others[:24])
        ]
        found.append(Block("", places, len(places), 1))
    return found


def _split(group: list[_Named]) -> list[list[_Named]]:
    """Return the ports of one name in two parts where the last ones lead up."""
    fastest = [one.port.capable_bps or 0 for one in group]
    slow = min(fastest)
    tail = next((n for n, bps in enumerate(fastest) if bps > slow), 0)
    if 0 < len(group) - tail <= 8 and tail and all(b > slow for b in fastest[tail:]):
        return [group[:tail], group[tail:]]
    plate = len(group) - _FRONTS.get(len(group), 0)
    if plate < len(group):
        return [group[:plate], group[plate:]]
    return [group]


def _block(part: list[_Named], rows: int, *, uplink: bool) -> Block:
    first, span = part[0].last, part[-1].last - part[0].last + 1
    by_number = span <= len(part) * _MOST_HOLES and len({p.last for p in part}) == len(
        part
    )
    rows = 1 if len(part) == 1 else rows
    places = []
    for order, one in enumerate(part):
        at = one.last - first if by_number else order
        places.append(Place(one.port, str(one.last), at // rows, at % rows))
    columns = max(place.column for place in places) + 1
    name = part[0].prefix
    return Block(name, places, columns, rows, uplink)
