"""psutil's disks, file systems, interfaces and sensors in our shapes."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from agent.sources import windows_counters
from agent.sources.host_psutil import attempt, library
from agent.sources.shapes import Battery, Disk, Filesystem, Interface, Temperature

_MOST = 20
_BYTES_PER_MEGABIT = 125_000
_MOST_MEGABITS = 2_000_000

# Interfaces of Windows that software makes, by the names it gives them.
_MADE = re.compile(
    r"(loopback|isatap|teredo|6to4|vethernet|vmware|virtualbox|npcap|bluetooth"
    r"|local area connection\*|wintun|tap-|openvpn|wireguard|tailscale|lo\b)",
    re.IGNORECASE,
)


def disks(
    *,
    read: Callable[
        [], Mapping[str, windows_counters.DiskTimes]
    ] = windows_counters.disks,
) -> list[Disk]:
    """Return the counters of the whole disks.

    Windows is asked itself: psutil cuts its times to whole seconds.
    """
    rows = attempt(read) or {}
    return [Disk(name=name, **row._asdict()) for name, row in rows.items()]


def filesystems(*, psutil: Any = None) -> list[Filesystem]:
    """Return the file systems of drives that are in this machine and not empty."""
    ps = psutil or library()
    found = []
    for part in attempt(partial(ps.disk_partitions, all=False)) or ():
        options = part.opts.split(",")
        if not part.fstype or "cdrom" in options or "remote" in options:
            continue
        use = attempt(partial(ps.disk_usage, part.mountpoint))
        if use is None or not use.total:
            continue
        found.append(
            Filesystem(
                mountpoint=part.mountpoint.rstrip("\\") or part.mountpoint,
                device=part.device,
                fstype=part.fstype,
                size=use.total,
                free=use.free,
                available=use.free,
                read_only="ro" in options,
            )
        )
    return found[:_MOST]


def interfaces(*, psutil: Any = None) -> list[Interface]:
    """Return the network interfaces that count, by the names that Windows shows."""
    ps = psutil or library()
    rows = attempt(partial(ps.net_io_counters, pernic=True, nowrap=False)) or {}
    states = attempt(ps.net_if_stats) or {}
    names = [name for name in {**rows, **states} if not _MADE.match(name)]
    return [_interface(n, rows.get(n), states.get(n)) for n in names[:_MOST]]


def _interface(name: str, row: Any, state: Any) -> Interface:
    counts: dict[str, int] = {}
    if row is not None:
        counts = {
            "receive_bytes": row.bytes_recv,
            "receive_packets": row.packets_recv,
            "receive_errors": row.errin,
            "receive_drops": row.dropin,
            "transmit_bytes": row.bytes_sent,
            "transmit_packets": row.packets_sent,
            "transmit_errors": row.errout,
            "transmit_drops": row.dropout,
        }
    if state is None:
        return Interface(name, counts)
    known_speed = 0 < state.speed <= _MOST_MEGABITS
    return Interface(
        name=name,
        counts=counts,
        speed_bytes=float(state.speed * _BYTES_PER_MEGABIT) if known_speed else None,
        full_duplex={1: False, 2: True}.get(int(state.duplex)),
        mtu=state.mtu or None,
        up=bool(state.isup),
    )


def temperatures(*, psutil: Any = None) -> list[Temperature]:
    """Return the sensors that psutil finds; on Windows none."""
    ps = psutil or library()
    chips = attempt(lambda: ps.sensors_temperatures()) or {}  # noqa: PLW0108 - absent on Windows
    found = {
        f"{chip} {row.label}".strip(): row
        for chip, rows in chips.items()
        for row in rows
        if row.current is not None
    }
    return [
        Temperature(name, float(row.current), row.critical)
        for name, row in found.items()
    ][:_MOST]


def battery(*, psutil: Any = None) -> Battery | None:
    """Return the battery, or None."""
    ps = psutil or library()
    now = attempt(lambda: ps.sensors_battery())  # noqa: PLW0108 - may be absent
    if now is None or now.percent is None:
        return None
    return Battery(charge=min(max(now.percent, 0), 100) / 100, mains=now.power_plugged)
