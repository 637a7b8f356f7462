"""The signals of a device and its ports, from two consecutive readings of one table.

A signal of a port carries the port's key in its name, as a label is written:
``port_receive_ratio{port="Gi0/1"}``. Ports without a link have none.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.shared.text_format import label_block
from agent.shared.wire import Table

MOST_PORTS = 2000  # of one device
LONGEST_GAPS = 3  # intervals; over that, a rate would hide what happened between
_SHORTEST_INTERVAL_S = 60.0  # readings may be more frequent than reports

PORT_SIGNALS = (
    "port_receive_ratio",
    "port_transmit_ratio",
    "port_error_ratio",
    "port_discard_ratio",
    "port_broadcast_ratio",
)
PORT_CHART_ONLY = ("port_receive_bytes_per_second", "port_transmit_bytes_per_second")
PORT_RARE = ("port_late_collisions", "port_link_changes")
"""How often it happened since the reading before; only where it did."""
_PORT = "hatang_switch_port_"
_DEVICE = "hatang_device_"
_PACKETS = ("unicast", "multicast", "broadcast")
PORT_METRICS = (
    "up",
    "speed_bytes",
    "receive_bytes_total",
    "transmit_bytes_total",
    *(f"receive_{kind}_packets_total" for kind in _PACKETS),
    *(f"transmit_{kind}_packets_total" for kind in _PACKETS),
    "receive_errors_total",
    "transmit_discards_total",
    "late_collisions_total",
    "link_changes_total",
)
LEVEL_METRICS = (
    "cpu_busy_ratio",
    "memory_used_bytes",
    "memory_size_bytes",
    "memory_used_ratio",
    "temperature_celsius",
    "stp_topology_changes_total",
)
METRICS = frozenset(
    (*(_PORT + name for name in PORT_METRICS), *(_DEVICE + n for n in LEVEL_METRICS))
)
"""The metrics that signals are made from."""


def port_signal(name: str, port: str) -> str:
    """Return what the signal *name* of the port with the key *port* is called."""
    return name + label_block({"port": port})


class _Names(NamedTuple):
    receive: str
    transmit: str
    error: str
    discard: str
    broadcast: str
    receive_bytes: str
    transmit_bytes: str
    late_collisions: str
    link_changes: str


class _Port(NamedTuple):
    """Where the values of one port stand; None for what is not measured."""

    names: _Names
    up: int
    speed: int | None
    receive: int | None
    transmit: int | None
    received: tuple[int, ...]  # packets by kind
    sent: tuple[int, ...]
    broadcast: int | None
    errors: int | None
    discards: int | None
    late_collisions: int | None
    link_changes: int | None


Positions = dict[str, int]  # by the value of the first label


class Plan:
    """Where in the readings of one table the values stand that signals need."""

    __slots__ = ("interval_s", "levels", "ports")

    def __init__(self, table: Table) -> None:
        found: dict[str, Positions] = {}
        for position, (index, labels) in enumerate(table.series):
            name = table.metrics[index].name
            if name in METRICS:
                found.setdefault(name, {})[labels[0] if labels else ""] = position
        self.interval_s = table.interval_s
        self.levels = {name: found.get(_DEVICE + name, {}) for name in LEVEL_METRICS}
        of = {name: found.get(_PORT + name, {}) for name in PORT_METRICS}
        self.ports = [
            _port(key, up, of) for key, up in list(of["up"].items())[:MOST_PORTS]
        ]


def _port(key: str, up: int, of: dict[str, Positions]) -> _Port:
    def packets(way: str) -> tuple[int, ...]:
        kinds = (of[f"{way}_{kind}_packets_total"] for kind in _PACKETS)
        return tuple(positions[key] for positions in kinds if key in positions)

    names = (
        port_signal(name, key) for name in (*PORT_SIGNALS, *PORT_CHART_ONLY, *PORT_RARE)
    )
    return _Port(
        _Names(*names),
        up,
        of["speed_bytes"].get(key),
        of["receive_bytes_total"].get(key),
        of["transmit_bytes_total"].get(key),
        packets("receive"),
        packets("transmit"),
        of["receive_broadcast_packets_total"].get(key),
        of["receive_errors_total"].get(key),
        of["transmit_discards_total"].get(key),
        of["late_collisions_total"].get(key),
        of["link_changes_total"].get(key),
    )


class DeviceValues(NamedTuple):
    """One reading: its moment on the uptime clock of *boot*, and its values."""

    plan: Plan
    boot: str
    uptime_s: float
    values: Sequence[float | None]


Found = Iterator[tuple[str, float]]
Values = Sequence[float | None]


def device_signals(
    previous: DeviceValues | None, current: DeviceValues, *, gap_s: float | None = None
) -> Found:
    """Yield the signals of *current*; rates need a *previous* of the same table.

    No rate comes from counters that went backwards, nor over *gap_s* or more: three
    intervals unless it is given.
    """
    yield from _levels(current)
    plan = current.plan
    if previous is None or previous.boot != current.boot or previous.plan is not plan:
        return
    elapsed = current.uptime_s - previous.uptime_s
    longest = LONGEST_GAPS * max(plan.interval_s, _SHORTEST_INTERVAL_S)
    if 0 < elapsed < (gap_s or longest):
        old, new = previous.values, current.values
        yield from _rare(plan, old, new)
        for port in plan.ports:
            if new[port.up] == 1:
                yield from _use(port, old, new, elapsed)
                yield from _quality(port, old, new)


def _levels(now: DeviceValues) -> Found:
    levels, values = now.plan.levels, now.values
    busy = _known(levels["cpu_busy_ratio"], values)
    if busy:
        yield "device_cpu_busy_ratio", sum(busy) / len(busy)
    sizes, used = levels["memory_size_bytes"], levels["memory_used_bytes"]
    pools = [
        (size, part)
        for pool, p in sizes.items()
        if (size := values[p]) and (part := _at(values, used.get(pool))) is not None
    ]
    if pools:
        total = sum(size for size, _ in pools)
        yield "device_memory_used_ratio", sum(part for _, part in pools) / total
    elif shares := _known(levels["memory_used_ratio"], values):
        yield (
            "device_memory_used_ratio",
            max(shares),
        )  # without sizes the fullest counts
    if degrees := _known(levels["temperature_celsius"], values):
        yield "device_temperature_celsius", max(degrees)


def _known(positions: Positions, values: Values) -> list[float]:
    return [v for p in positions.values() if (v := values[p]) is not None]


def _use(port: _Port, old: Values, new: Values, elapsed: float) -> Found:
    speed = _at(new, port.speed)
    for way, name, per_second in (
        (port.receive, port.names.receive, port.names.receive_bytes),
        (port.transmit, port.names.transmit, port.names.transmit_bytes),
    ):
        grown = _growth(old, new, way)
        if grown is not None:
            rate = grown / elapsed
            yield per_second, rate
            if speed:
                yield name, rate / speed


def _quality(port: _Port, old: Values, new: Values) -> Found:
    """Yield shares of packets; an interval without any says nothing."""
    received = _sum(old, new, port.received)
    if received is not None:
        errors = _growth(old, new, port.errors)
        if errors is not None and received + errors > 0:
            yield port.names.error, errors / (received + errors)
        broadcast = _growth(old, new, port.broadcast)
        if broadcast is not None and received > 0:
            yield port.names.broadcast, broadcast / received
    sent = _sum(old, new, port.sent)
    discards = _growth(old, new, port.discards)
    if sent is not None and discards is not None and sent + discards > 0:
        yield port.names.discard, discards / (sent + discards)


def _rare(plan: Plan, old: Values, new: Values) -> Found:
    """Yield what seldom happens, where it did."""
    for port in plan.ports:
        if times := _growth(old, new, port.late_collisions):
            yield port.names.late_collisions, times
        if times := _growth(old, new, port.link_changes):
            yield port.names.link_changes, times
    position = plan.levels["stp_topology_changes_total"].get("")
    if times := _growth(old, new, position):
        yield "device_topology_changes", times


def _at(values: Values, position: int | None) -> float | None:
    return None if position is None else values[position]


def _growth(old: Values, new: Values, position: int | None) -> float | None:
    """Return by how much a counter grew; None if it went backwards."""
    if position is None:
        return None
    before, now = old[position], new[position]
    if before is None or now is None or now < before:
        return None
    return now - before


def _sum(old: Values, new: Values, positions: tuple[int, ...]) -> float | None:
    """Return by how much all of *positions* grew together, or None."""
    total = 0.0
    for position in positions:
        grown = _growth(old, new, position)
        if grown is None:
            return None
        total += grown
    return total if positions else None
