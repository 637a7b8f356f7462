"""From the hourly sketches of a device to days of its ports, small enough to keep.

A ratio of single readings is noisy: one error in a minute of two packets is 50 %. So of
each hour the highest reading is left out; what comes once an hour, as a counter that
jumps at a restart, leaves nothing then. How many readings show any error is a lower
bound of how many errors there were.
"""

import re
from collections.abc import Mapping

from agent.shared.knowledge.ports import Broadcast, Ports
from collector.ports.shapes import BINS, DeviceDay, PortDay
from collector.sketch import Sketch

PORT = '{port="'
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MOST_PORTS = 2000
_EMPTY = Sketch()


def add_hour(
    day: DeviceDay, hour: int, sketches: Mapping[str, Sketch], thresholds: Ports
) -> None:
    """Add the *sketches* of *hour* (Unix seconds // 3600), by signal, to *day*."""
    if hour in day.hours:
        return
    day.hours.append(hour)
    by_port: dict[str, dict[str, Sketch]] = {}
    for name, sketch in sketches.items():
        signal, mark, key = name.partition(PORT)
        if mark and sketch.count:
            by_port.setdefault(_plain(key), {})[signal] = sketch
    for key, found in by_port.items():
        if key in day.ports or len(day.ports) < MOST_PORTS:
            _add_port(day.ports.setdefault(key, _port_day()), found, thresholds)
    _count(day.cpu, sketches.get("device_cpu_busy_ratio"))
    warm = sketches.get("device_temperature_celsius", _EMPTY).mean
    if warm is not None:
        day.warmest_celsius = max(warm, day.warmest_celsius or warm)
    day.topology_changes += sketches.get("device_topology_changes", _EMPTY).sum


def _plain(key: str) -> str:
    """Return the value of the label that *key* ends, as it was before it was written."""
    key = key.removesuffix('"}')
    if "\\" not in key:
        return key
    return _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], key)


def new_day() -> DeviceDay:
    """Return a day without hours."""
    return DeviceDay(hours=[], ports={}, cpu=[])


def _port_day() -> PortDay:
    return PortDay(receive=[], transmit=[])


def _add_port(day: PortDay, found: Mapping[str, Sketch], thresholds: Ports) -> None:
    received = found.get("port_receive_ratio", _EMPTY)
    sent = found.get("port_transmit_ratio", _EMPTY)
    day.linked += 1
    day.link_changes += found.get("port_link_changes", _EMPTY).sum
    day.late_collisions += found.get("port_late_collisions", _EMPTY).sum
    mean = received.mean
    if mean is None or mean <= thresholds.watch.active_use:
        return  # nobody is there, or asleep: what is sent to it says nothing
    day.active += 1
    _count(day.receive, received)
    _count(day.transmit, sent)
    day.busiest_receive = max(day.busiest_receive, mean)
    day.busiest_transmit = max(day.busiest_transmit, sent.mean or 0.0)
    total, readings, some = _trimmed(found.get("port_error_ratio", _EMPTY))
    day.errors += total
    day.errors_trimmed += readings
    day.error_readings += some
    total, readings, some = _trimmed(found.get("port_discard_ratio", _EMPTY))
    day.discards += total
    day.discards_trimmed += readings
    day.discard_readings += some
    shares = found.get("port_broadcast_ratio", _EMPTY)
    day.storms += _is_storm(shares, received, thresholds.broadcast)
    day.noisy += _is_noisy(shares, received, thresholds.broadcast)


def _trimmed(sketch: Sketch) -> tuple[float, int, int]:
    """Return sum and number of the readings but the highest, and how many are not 0."""
    if sketch.count < 2:
        return 0.0, 0, 0
    total = max(0.0, sketch.sum - sketch.maximum)
    return total, sketch.count - 1, max(0, sketch.count - sketch.zeros - 1)


def _is_storm(shares: Sketch, use: Sketch, limits: Broadcast) -> bool:
    return _both(shares, limits.storm_share, use, limits.storm_use) >= 0.1


def _is_noisy(shares: Sketch, use: Sketch, limits: Broadcast) -> bool:
    return _both(shares, limits.high_share, use, limits.high_use) >= 0.25


def _both(one: Sketch, limit: float, other: Sketch, other_limit: float) -> float:
    """Return in which part of the readings both are surely over their limits.

    The two sketches do not tell which readings belong together; if 70 % are over one
    limit and 50 % over the other, at least 20 % are over both (Fréchet).
    """
    if one.maximum < limit or other.maximum < other_limit:
        return 0.0
    return (one.share_above(limit) or 0) + (other.share_above(other_limit) or 0) - 1


def _count(histogram: list[int], sketch: Sketch | None) -> None:
    """Count the values of *sketch* (0 to 1) into *histogram*."""
    if sketch is None or not sketch.count:
        return
    if not histogram:
        histogram.extend([0] * BINS)
    for value, count in sketch.parts():
        place = int(min(max(value, 0.0), 1.0) * (BINS - 1))
        histogram[place] += count
