"""From events of a device to links that flap and to restarts that are no power cuts."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from agent.shared.knowledge.ports import Device, Flaps
from collector.store.interface import EventRecord

DayOf = Callable[[float], int]
"""From Unix seconds to the local day, in days since year 1."""

_WHOLE = frozenset({"device_restarted", "device_silent", "device_answers"})
_AROUND_S = 300.0  # all links come and go with the device, seen by some polls
_HOUR_S = 3600.0
# How many changes of the link an event of this kind stands for.
_CHANGES = {"port_down": 1, "port_up": 1, "port_speed_changed": 2}


def flaps_of(
    events: Sequence[EventRecord], limits: Flaps, day_of: DayOf
) -> dict[str, dict[int, int]]:
    """Return by port and local day how often its link was lost for a short while.

    *events* are in order of time. A link that comes back at another speed does not
    count: so does a machine that falls asleep or wakes. Nor does what happens while
    the whole device restarts.
    """
    down: dict[str, float] = {}
    speed: dict[str, object] = {}
    found: dict[str, dict[int, int]] = {}
    for key, record in _apart(events):
        if record.event.kind == "port_down":
            down[key] = record.time
        elif record.event.kind == "port_up":
            lost, now = down.pop(key, None), record.event.attributes.get("speed_bps")
            before = speed.get(key, now)
            speed[key] = now
            if lost is None or record.time - lost > limits.short_seconds:
                continue
            if before == now:
                days = found.setdefault(key, {})
                days[day_of(lost)] = days.get(day_of(lost), 0) + 1
    return found


def told_changes(
    events: Iterable[EventRecord], day_of: DayOf
) -> dict[tuple[str, int], int]:
    """Return by port and day how many changes of the link the events tell of."""
    found: dict[tuple[str, int], int] = {}
    for record in events:
        key = record.event.attributes.get("port")
        if isinstance(key, str) and record.event.kind in _CHANGES:
            name = (key, day_of(record.time))
            found[name] = found.get(name, 0) + _CHANGES[record.event.kind]
    return found


def _apart(events: Sequence[EventRecord]) -> Iterator[tuple[str, EventRecord]]:
    """Yield events of ports, with the port, that are not of the whole device."""
    whole = [e.time for e in events if e.event.kind in _WHOLE]
    at = 0
    for record in events:
        key = record.event.attributes.get("port")
        if not isinstance(key, str):
            continue
        while at < len(whole) and whole[at] < record.time - _AROUND_S:
            at += 1
        if at == len(whole) or whole[at] > record.time + _AROUND_S:
            yield key, record


def restarts_of(
    events: Iterable[EventRecord], limits: Device, watched: Container[int]
) -> tuple[float, ...]:
    """Return when the device restarted without having been without power for long.

    *events* are in order of time; *watched* are hours (Unix seconds // 3600) in which
    the device was read. A switch that is switched off with the office every evening
    is silent for hours before it starts, or nobody is there to see that it is.
    """
    silent: float | None = None
    answered, gap = 0.0, 0.0
    found = []
    for record in events:
        kind, time = record.event.kind, record.time
        if kind == "device_silent":
            silent = time
        elif kind == "device_answers" and silent is not None:
            answered, gap, silent = time, time - silent, None
        elif kind == "device_restarted":
            lasted = gap if time - answered <= _AROUND_S else 0.0
            if silent is not None:
                lasted = time - silent
            seen_before = int((time - limits.off_seconds) // _HOUR_S) in watched
            if lasted < limits.off_seconds and seen_before:
                found.append(time)
    return tuple(found)
