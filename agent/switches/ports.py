"""The ports of one device from poll to poll: links, speeds, and what they counted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agent.device_tables import Block
from agent.readers.snmp.speeds import speed
from agent.shared.metric import Metric
from agent.shared.survey import MOST_PORTS, Port
from agent.shared.wire import Event
from agent.switches import metrics
from agent.switches.counters import (
    OCTETS,
    ROUND,
    Span,
    rounds_s,
    span,
)
from agent.switches.kept_ports import LAG, KeptPort, new_port, pack, unpack
from agent.switches.links import Between, LinkState
from agent.switches.port_columns import (
    ADMIN,
    COUNTED,
    DISCONTINUITY,
    HIGH_SPEED,
    LAST_CHANGE,
    OPER,
    SPEED,
    Cells,
    Counted,
    count,
)

UP = 1
UNKNOWN_BPS = 10_000_000_000
"""Taken for a port whose speed is not known, on a device of which none is."""
SHORTEST_S = 10.0
STATES: tuple[Metric, ...] = (
    metrics.PORT_UP,
    metrics.PORT_ENABLED,
    metrics.PORT_SPEED,
    metrics.PORT_DOUBTFUL,
    metrics.PORT_CHANGES,
)


class Seen(NamedTuple):
    """When and how a poll saw the device.

    *whole*: no part of the tables is missing. *broken*: counters began anew.
    """

    at_s: float
    between: Between
    whole: bool = True
    broken: bool = False


class Taken(NamedTuple):
    """What a poll gave; *lost*: on how many ports counting began anew."""

    block: Block
    events: tuple[Event, ...]
    lost: int


def measured(ports: Iterable[Port], *, everything: bool) -> list[Port]:
    """Return those of *ports* that are measured: sockets and aggregates of them."""
    found = [p for p in ports if everything or p.physical or p.type == LAG]
    return found[:MOST_PORTS]


class DevicePorts:
    """All measured ports of a device, by key: an ifIndex may be another's tomorrow.

    After ``rest`` they take little memory until they are used again.
    """

    def __init__(self, counted: Sequence[Counted] = COUNTED) -> None:
        self._counted = counted
        self._kinds = tuple(one.kind for one in counted)
        self._awake: dict[str, KeptPort] | None = {}
        self._packed = b""
        self._has: tuple[bool, ...] = (False,) * len(counted)

    def rest(self) -> None:
        """Pack all ports: hundreds of devices rest nearly all the time."""
        if self._awake is not None:
            self._packed, self._awake = pack(self._awake.values()), None

    @property
    def _ports(self) -> dict[str, KeptPort]:
        if self._awake is None:
            self._awake = {port.key: port for port in unpack(self._packed)}
        return self._awake

    @property
    def all(self) -> Sequence[KeptPort]:
        """Every port, in the order of the catalogue."""
        return list(self._ports.values())

    @property
    def indexes(self) -> list[int]:
        """The ifIndex of each port."""
        return [port.index for port in self._ports.values()]

    @property
    def narrow(self) -> list[int]:
        """The ports that count octets in 32 bits, by ifIndex."""
        return [p.index for p in self._ports.values() if p.counters.narrow_octets]

    def catalogue(self, ports: Sequence[Port]) -> None:
        """Take which *ports* there are now; what was known of their keys goes on.

        A port that is gone and comes back begins anew, its link as well.
        """
        kept: dict[str, KeptPort] = {}
        for port in ports:
            known = self._ports.get(port.key) or new_port(port, self._kinds)
            known.take(port)
            kept[port.key] = known
        self._awake = kept

    def interval_s(self, regular_s: float) -> float:
        """Return how often to poll so that no 32-bit counter goes round unseen.

        Ports that are too fast for the shortest interval are left in doubt.
        """
        needed = [
            rounds_s(port.bps) * 0.9
            for port in self._ports.values()
            if port.bps and port.link.up and port.counters.narrow_octets
        ]
        possible = [s for s in needed if s >= SHORTEST_S * 0.9]
        return max(SHORTEST_S, min([regular_s, *possible]))

    def take(self, told: Cells, seen: Seen, interval_s: float) -> Taken:
        """Take the numbers that a poll *told*; the next comes in *interval_s*."""
        speeds = self._speeds(told)
        most = float(max(speeds.values(), default=0) or UNKNOWN_BPS)
        together = float(sum(speeds.values())) or most
        rows, events, lost = [], [], 0
        for port in self._ports.values():
            before, port.bps = port.bps, speeds.get(port.index) or port.bps
            bps = float(max(before or 0, port.bps or 0)) or most
            bps = max(bps, together) if port.lag else bps
            state, event = self._link(port, told, seen)
            if event is not None:
                events.append(event)
            counts, was_lost = self._counts(port, told, seen, bps, together)
            lost += was_lost
            doubtful = port.counters.narrow_octets and (
                span(interval_s, bps, together).certain[OCTETS] >= ROUND
            )
            rows.append([*state, int(doubtful), port.link.changes, *counts])
        return Taken(self._block(rows), tuple(events), lost)

    def _speeds(self, told: Cells) -> dict[int, int]:
        found = {}
        for index in self.indexes:
            high, low = told.get(HIGH_SPEED, {}), told.get(SPEED, {})
            bps = speed(low.get(index), high.get(index), None).sane_bps
            if bps:
                found[index] = bps
        return found

    def _link(
        self, port: KeptPort, told: Cells, seen: Seen
    ) -> tuple[list[float | None], Event | None]:
        oper = told.get(OPER, {}).get(port.index)
        admin = told.get(ADMIN, {}).get(port.index)
        up = None if oper is None else oper == UP
        changed = told.get(LAST_CHANGE, {}).get(port.index)
        if seen.broken:
            port.link.restart()
        bps = port.bps if up else None
        event = port.link.see(LinkState(up, bps, changed), seen.between, seen.at_s)
        if event is not None:
            event = Event(
                event.kind,
                severity=event.severity,
                attributes={"port": port.key, **event.attributes},
            )
        enabled = None if admin is None else int(admin == UP)
        link = None if up is None else int(up)
        return [link, enabled, None if bps is None else bps / 8], event

    def _counts(
        self, port: KeptPort, told: Cells, seen: Seen, bps: float, together: float
    ) -> tuple[Sequence[int | None], bool]:
        """Return the totals of *port*, and whether something of it is lost."""
        counters = port.counters
        counts = [count(told, counted, port.index) for counted in self._counted]
        there = any(one.wide is not None or one.narrow is not None for one in counts)
        since = told.get(DISCONTINUITY, {}).get(port.index)
        began = None not in (since, port.discontinuity) and since != port.discontinuity
        if since is not None:
            port.discontinuity = since
        lost = False
        if seen.broken or began or (not there and seen.whole):
            lost = counters.at_s is not None and not seen.broken
            port.forget()
        if not there:
            return [None] * len(counts), lost
        elapsed_s = 0.0 if counters.at_s is None else seen.at_s - counters.at_s
        passed: Span = span(elapsed_s, bps, together)
        step = counters.read(counts, seen.at_s, passed)
        return step.totals, lost or step.lost

    def _block(self, rows: Sequence[Sequence[float | None]]) -> Block:
        """Return *rows* metric by metric; a counter that no port ever had is left out."""
        first = len(STATES)
        self._has = tuple(
            has or any(row[first + place] is not None for row in rows)
            for place, has in enumerate(self._has)
        )
        chosen = [*STATES]
        places = [*range(first)]
        for place, (has, counted) in enumerate(
            zip(self._has, self._counted, strict=True)
        ):
            if has:
                chosen.append(metrics.PORT_COUNTERS[counted.name])
                places.append(first + place)
        values = [row[place] for place in places for row in rows]
        return Block(chosen, list(self._ports), values)
