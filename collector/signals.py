"""The signals that planning reads, from two consecutive readings of one probe.

Metrics are matched by the text of their names: the collector reads agents of every
release. A signal of one device or mount point carries it in its name:
``network_receive_bytes_per_second{device="eth0"}``.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec

Series = Mapping[str, float]  # value of the first label ("" without) → value

SIGNALS = (  # the order is kept for ever: packed roll-ups name signals by it
    "cpu_busy_ratio",
    "load_per_cpu",
    "memory_available_ratio",
    "memory_committed_ratio",
    "hard_faults_per_second",
    "memory_pressure_ratio",
    "disk_read_seconds_per_operation",
    "disk_write_seconds_per_operation",
    "disk_busy_ratio",
    "filesystem_free_ratio",
    "network_receive_bytes_per_second",
    "network_transmit_bytes_per_second",
    "io_pressure_ratio",
    "port_receive_ratio",
    "port_transmit_ratio",
    "port_error_ratio",
    "port_discard_ratio",
    "port_broadcast_ratio",
    "device_cpu_busy_ratio",
    "device_memory_used_ratio",
    "device_temperature_celsius",
    "line_receive_ratio",  # use / contract
    "line_transmit_ratio",
    "line_throughput_ratio",  # measured / contract
    "line_international_ratio",
    "line_rtt_seconds",
    "line_jitter_seconds",
    "line_loss_ratio",
    "line_up_ratio",
    "line_watched_seconds",
)
CHART_ONLY = ("memory_used_ratio",)
METRICS = frozenset(
    f"hatang_{name}"
    for name in (
        "cpu_seconds_total",
        "cpus",
        "load_average",
        "memory_size_bytes",
        "memory_available_bytes",
        "memory_committed_bytes",
        "memory_commit_limit_bytes",
        "memory_hard_faults_total",
        "pressure_waiting_seconds_total",
        "disk_reads_completed_total",
        "disk_writes_completed_total",
        "disk_read_seconds_total",
        "disk_write_seconds_total",
        "disk_busy_seconds_total",
        "filesystem_size_bytes",
        "filesystem_available_bytes",
        "network_receive_bytes_total",
        "network_transmit_bytes_total",
    )
)
"""The metrics that signals are made from."""

MOST_DEVICES = 16
LONGEST_GAPS = 3  # intervals; over that, a rate would hide what happened between
_SHORTEST_INTERVAL_S = 60.0  # readings may be more frequent than reports
_NOT_BUSY = ("idle", "iowait")
_COUNTED_TWICE = ("guest", "guest_nice")  # user and nice hold them already
_NONE: Series = {}


class Values(msgspec.Struct, frozen=True):
    """One reading: its moment on the uptime clock of *boot*, and its values."""

    boot: str
    uptime_s: float
    interval_s: float
    series: Mapping[str, Series]

    def of(self, name: str) -> Series:
        """Return the values of the metric hatang_*name*."""
        return self.series.get(f"hatang_{name}", _NONE)


def signals(previous: Values | None, current: Values) -> dict[str, float]:
    """Return the signals of *current*; rates need a *previous* of the same boot.

    No rate comes from counters that went backwards, nor over three intervals or more.
    """
    found: dict[str, float] = {}
    _levels(current, found)
    if previous is not None and previous.boot == current.boot:
        elapsed = current.uptime_s - previous.uptime_s
        interval = max(current.interval_s, _SHORTEST_INTERVAL_S)
        if 0 < elapsed < LONGEST_GAPS * interval:
            for rate in _RATES:
                rate(previous, current, elapsed, found)
    return found


def _levels(now: Values, found: dict[str, float]) -> None:
    cpus, load = now.of("cpus").get(""), now.of("load_average").get("1")
    if cpus and load is not None:
        found["load_per_cpu"] = load / cpus
    size = now.of("memory_size_bytes").get("")
    available = now.of("memory_available_bytes").get("")
    if size and available is not None:
        found["memory_available_ratio"] = available / size
        found["memory_used_ratio"] = 1 - available / size
    limit = now.of("memory_commit_limit_bytes").get("")
    committed = now.of("memory_committed_bytes").get("")
    if limit and committed is not None:
        found["memory_committed_ratio"] = committed / limit
    sizes, free = now.of("filesystem_size_bytes"), now.of("filesystem_available_bytes")
    if sizes and free:
        ratios = {p: free[p] / s for p, s in sizes.items() if s > 0 and p in free}
        _put_each(found, "filesystem_free_ratio", "mountpoint", ratios, min)


def _cpu(old: Values, now: Values, _elapsed: float, found: dict[str, float]) -> None:
    spent = _growth(old, now, "cpu_seconds_total")
    if not spent or len(spent) < len(now.of("cpu_seconds_total")):
        return  # a mode went backwards: the sum of the others says nothing
    total = sum(s for mode, s in spent.items() if mode not in _COUNTED_TWICE)
    if total > 0 and "idle" in spent:
        idle = sum(spent.get(mode, 0.0) for mode in _NOT_BUSY)
        found["cpu_busy_ratio"] = 1 - idle / total


def _memory(old: Values, now: Values, elapsed: float, found: dict[str, float]) -> None:
    faults = _growth(old, now, "memory_hard_faults_total").get("")
    if faults is not None:
        found["hard_faults_per_second"] = faults / elapsed


def _pressure(
    old: Values, now: Values, elapsed: float, found: dict[str, float]
) -> None:
    waited = _growth(old, now, "pressure_waiting_seconds_total")
    for resource in ("memory", "io"):
        if resource in waited:
            ratio = min(waited[resource] / elapsed, 1.0)
            found[f"{resource}_pressure_ratio"] = ratio


def _disk(old: Values, now: Values, elapsed: float, found: dict[str, float]) -> None:
    for kind in ("read", "write"):
        done = _growth(old, now, f"disk_{kind}s_completed_total")
        spent = _growth(old, now, f"disk_{kind}_seconds_total")
        if not done or not spent:
            continue
        both = [device for device in done if device in spent]
        operations = sum(done[device] for device in both)
        if operations > 0:
            seconds = sum(spent[device] for device in both)
            found[f"disk_{kind}_seconds_per_operation"] = seconds / operations
    busy = _growth(old, now, "disk_busy_seconds_total")
    if busy:
        found["disk_busy_ratio"] = min(max(busy.values()) / elapsed, 1.0)


def _network(old: Values, now: Values, elapsed: float, found: dict[str, float]) -> None:
    for way in ("receive", "transmit"):
        grown = _growth(old, now, f"network_{way}_bytes_total")
        rates = {d: g / elapsed for d, g in grown.items() if d != "lo"}
        _put_each(found, f"network_{way}_bytes_per_second", "device", rates, sum)


_RATES = (_cpu, _memory, _pressure, _disk, _network)


def _growth(old: Values, now: Values, name: str) -> dict[str, float]:
    """Return by how much the counters grew, without those that went backwards."""
    values = now.of(name)
    if not values:  # most: a reading is of one probe
        return {}
    before = old.of(name)
    return {
        label: value - before[label]
        for label, value in values.items()
        if label in before and value >= before[label]
    }


def _put_each(
    found: dict[str, float],
    name: str,
    label: str,
    values: Mapping[str, float],
    together: Callable[[Iterable[float]], float],
) -> None:
    """Put *values* one by one under *name* with its label, and together without."""
    if not values:
        return
    found[name] = together(values.values())
    for key in sorted(values)[:MOST_DEVICES]:
        found[f'{name}{{{label}="{key}"}}'] = values[key]
