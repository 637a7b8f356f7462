"""From days of a device to the numbers that rules look at."""

from collections.abc import Iterable, Mapping, Sequence

from agent.shared.knowledge.ports import Ports
from collector.ports.flaps import DayOf, flaps_of, restarts_of, told_changes
from collector.ports.shapes import (
    BINS,
    DayRatio,
    DeviceDay,
    DeviceEvidence,
    Flap,
    PortDay,
    PortEvidence,
)
from collector.store.interface import EventRecord


def evidence(
    days: Mapping[int, DeviceDay],
    events: Iterable[EventRecord],
    thresholds: Ports,
    *,
    today: int,
    day_of: DayOf,
) -> DeviceEvidence:
    """Return what *days* (by local day, days since year 1) and *events* show.

    *events* are of the device, in any order; *day_of* says of which local day they are.
    """
    window = range(today - thresholds.watch.window_days, today + 1)
    watched = [
        (day, found)
        for day, found in sorted(days.items())
        if day in window and len(found.hours) >= thresholds.watch.least_hours
    ]
    happened = sorted(events, key=lambda record: record.time)
    flaps = flaps_of(happened, thresholds.flaps, day_of)
    told = told_changes(happened, day_of)
    hours = {hour for found in days.values() for hour in found.hours}
    ports: dict[str, list[tuple[int, PortDay]]] = {key: [] for key in flaps}
    for day, found in watched:
        for key, port in found.ports.items():
            ports.setdefault(key, []).append((day, port))
            unseen = int(port.link_changes) - told.get((key, day), 0)
            if unseen > 1:  # between two polls
                counts = flaps.setdefault(key, {})
                counts[day] = counts.get(day, 0) + unseen // 2
    warm = sorted(
        d.warmest_celsius for _, d in watched if d.warmest_celsius is not None
    )
    cpu = _sum(d.cpu for _, d in watched)
    enough = len(watched) >= thresholds.watch.least_days
    return DeviceEvidence(
        today=today,
        days=tuple(day for day, _ in watched),
        ports={
            key: _port(found, flaps.get(key, {}), thresholds)
            for key, found in ports.items()
        },
        cpu_p95=quantile(cpu, 0.95) if enough else None,
        warmest_celsius=warm[-2] if enough and len(warm) > 1 else None,
        topology_changes=tuple(
            (day, found.topology_changes)
            for day, found in watched
            if found.topology_changes
        ),
        restarts=restarts_of(happened, thresholds.device, hours),
    )


def _port(
    days: Sequence[tuple[int, PortDay]], flaps: Mapping[int, int], thresholds: Ports
) -> PortEvidence:
    active = [
        (day, port) for day, port in days if port.active >= thresholds.watch.least_hours
    ]
    recent = active[-thresholds.watch.recent_days :]
    return PortEvidence(
        days=tuple(day for day, _ in active),
        receive_p95=_p95(port.receive for _, port in active),
        transmit_p95=_p95(port.transmit for _, port in active),
        receive_p95_recent=_p95(port.receive for _, port in recent),
        transmit_p95_recent=_p95(port.transmit for _, port in recent),
        busiest_receive=max((p.busiest_receive for _, p in active), default=0.0),
        busiest_transmit=max((p.busiest_transmit for _, p in active), default=0.0),
        errors=tuple(
            DayRatio(day, p.errors / p.errors_trimmed, p.error_readings)
            for day, p in active
            if p.errors_trimmed
        ),
        discards=tuple(
            DayRatio(day, p.discards / p.discards_trimmed, p.discard_readings)
            for day, p in active
            if p.discards_trimmed
        ),
        storm_days=tuple(day for day, port in days if port.storms),
        noisy_days=tuple(day for day, port in days if port.noisy),
        late_collisions=tuple(
            (day, port.late_collisions) for day, port in days if port.late_collisions
        ),
        flaps=tuple(Flap(day, count) for day, count in sorted(flaps.items())),
        last_link=days[-1][0] if days else None,
    )


def _p95(histograms: Iterable[Sequence[int]]) -> float | None:
    return quantile(_sum(histograms), 0.95)


def _sum(histograms: Iterable[Sequence[int]]) -> list[int]:
    return [sum(counts) for counts in zip(*(h for h in histograms if h), strict=False)]


def quantile(histogram: Sequence[int], q: float) -> float | None:
    """Return the value below which the part *q* lies, within one bin; None of nothing."""
    total = sum(histogram)
    if not total:
        return None
    rank, seen = q * total, 0
    for place, count in enumerate(histogram):
        if count and seen + count >= rank:
            inside = (rank - seen) / count
            return min((place + inside) / (BINS - 1), 1.0)
        seen += count
    return 1.0
