"""The overview's line on network devices. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from collector.web.lan.model import Device


@dataclass(frozen=True)
class NetworkLine:
    """How many devices there are, are silent, and have findings of a severity."""

    total: int
    silent: int
    critical: int
    warning: int


def network_line(devices: Iterable[Device]) -> NetworkLine:
    """Return the line of *devices*."""
    known = list(devices)
    worst = [device.worst for device in known]
    return NetworkLine(
        total=len(known),
        silent=sum(1 for device in known if device.state == "down"),
        critical=worst.count("critical"),
        warning=worst.count("warning"),
    )
