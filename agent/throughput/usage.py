"""How busy a line is just before a test, by the counters of an interface or a port."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from agent.shared.throughput_settings import ThroughputSettings
from agent.sources import system, text
from agent.sources.interfaces import parse_net_dev

LOOK_S = 5.0
PORT_LOOK_S = 40.0
"""Many devices renew the counters that they tell only every 10 or 15 seconds."""
BYTES_PER_MEGABIT = 125_000
UNKNOWN_LINE_BYTES = 1_250_000.0
"""What a line is taken to carry a second (10 Mbit/s) where nobody has said or measured."""


class Traffic(NamedTuple):
    """Counters of what came from the line and went into it."""

    down_bytes: int
    up_bytes: int


Read = Callable[[], Traffic | None]
"""Reads the counters; None: they cannot be read now."""


class Capacity(NamedTuple):
    """Bytes a second that the line carries in each direction."""

    down: float
    up: float


def capacity(
    settings: ThroughputSettings, down: float | None, up: float | None
) -> Capacity:
    """Return what the settings say of the line, else what was *measured* last."""

    def of(megabits: float | None, measured: float | None) -> float:
        if megabits is not None:
            return megabits * BYTES_PER_MEGABIT
        return measured or UNKNOWN_LINE_BYTES

    return Capacity(of(settings.down_mbps, down), of(settings.up_mbps, up))


def share(
    before: Traffic | None, after: Traffic | None, seconds: float, carries: Capacity
) -> float | None:
    """Return the share of the line in use, of the busier direction; None: unknown.

    Counters that went backwards (a restart, 32 bits) tell nothing.
    """
    if before is None or after is None or seconds <= 0:
        return None
    down = after.down_bytes - before.down_bytes
    up = after.up_bytes - before.up_bytes
    if down < 0 or up < 0:
        return None
    return max(down / seconds / carries.down, up / seconds / carries.up)


def look_seconds(settings: ThroughputSettings) -> float:
    """Return how long to look: at a device longer than at this machine."""
    return PORT_LOOK_S if settings.edge_device else LOOK_S


def look(
    read: Read,
    carries: Capacity,
    seconds: float,
    pause: Callable[[float], object] = time.sleep,
) -> float | None:
    """Return the share of the line that is in use during *seconds*."""
    before, begin = read(), time.monotonic()
    if before is None:
        return None
    pause(seconds)
    after = read()
    return share(before, after, max(seconds, time.monotonic() - begin), carries)


def own_traffic(interface: str, *, root: Path = Path("/")) -> Traffic | None:
    """Return the counters of *interface* of this machine; empty: of all that count."""
    if interface and sys.platform == "linux":
        rows = parse_net_dev(text.read_or_none(root / "proc/net/dev") or "")
        counts = [rows[interface]] if interface in rows else []
    else:
        counts = [
            one.counts
            for one in system.interfaces()
            if not interface or one.name == interface
        ]
    if not counts:
        return None
    return Traffic(
        sum(c.get("receive_bytes", 0) for c in counts),
        sum(c.get("transmit_bytes", 0) for c in counts),
    )
