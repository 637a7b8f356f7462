"""Network interfaces of Linux: /proc/net/dev and /sys/class/net."""

import os
import re
from pathlib import Path

from agent.sources import text
from agent.sources.shapes import Interface

_MOST = 16

# Columns of /proc/net/dev that we keep, by the names of the metrics' middle part.
COLUMNS = {
    "receive_bytes": 0,
    "receive_packets": 1,
    "receive_errors": 2,
    "receive_drops": 3,
    "transmit_bytes": 8,
    "transmit_packets": 9,
    "transmit_errors": 10,
    "transmit_drops": 11,
}
# Interfaces that software makes; what runs over them is counted at the hardware.
_MADE = re.compile(
    r"(lo|veth|docker|br-|virbr|vnet|ifb|cali|cni|flannel|dummy|tun|tap|wg|tailscale"
    r"|vmnet|vboxnet|podman|lxc|lxd|kube|nodelocaldns|sit|gre|ip6tnl|tunl|erspan)"
)
_BYTES_PER_MEGABIT = 125_000
_MOST_MEGABITS = 2_000_000  # more is a driver's way to say "unknown"


def parse_net_dev(content: str) -> dict[str, dict[str, int]]:
    """Return the counters by interface; lines that are not whole are passed over."""
    found = {}
    for line in content.splitlines():
        name, colon, rest = line.rpartition(":")
        values = [text.natural(word) for word in rest.split()]
        if colon and len(values) >= 16:
            found[name.strip()] = {
                key: value
                for key, column in COLUMNS.items()
                if (value := values[column]) is not None
            }
    return found


def choose(names: list[str], with_hardware: frozenset[str]) -> list[str]:
    """Return the interfaces that count: those with hardware behind them.

    Where none has, as in a container, all but those that software makes by habit.
    """
    if with_hardware:
        return [name for name in names if name in with_hardware][:_MOST]
    return [name for name in names if not _MADE.match(name)][:_MOST]


def speed_bytes(megabits: str | None) -> float | None:
    """Return bytes per second; 0, -1 and the impossible mean that nobody knows."""
    value = text.natural(megabits)
    if not value or value > _MOST_MEGABITS:
        return None
    return float(value * _BYTES_PER_MEGABIT)


def _interface(folder: Path, name: str, counts: dict[str, int]) -> Interface:
    duplex = text.read_or_none(folder / "duplex")
    state = text.read_or_none(folder / "operstate")
    return Interface(
        name=name,
        counts=counts,
        speed_bytes=speed_bytes(text.read_or_none(folder / "speed")),
        full_duplex={"full": True, "half": False}.get(duplex or ""),
        mtu=text.read_natural(folder / "mtu"),
        up=None if state in {None, "unknown"} else state == "up",
        carrier_changes=text.read_natural(folder / "carrier_changes"),
    )


def interfaces(*, root: Path = Path("/")) -> list[Interface]:
    """Return the network interfaces that count."""
    rows = parse_net_dev(text.read_or_none(root / "proc/net/dev") or "")
    folder = root / "sys/class/net"
    hardware = [name for name in rows if os.path.lexists(folder / name / "device")]
    chosen = choose(list(rows), frozenset(hardware))
    return [_interface(folder / name, name, rows[name]) for name in chosen]
