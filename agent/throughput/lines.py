"""From the settings of lines to what tests them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.shared.path_settings import LineSettings
from agent.throughput.line_test import Line, Ways
from agent.throughput.usage import Read

Ports = Callable[[str, str], Read]
"""Returns what reads the counters of a port (by its key) at a device (by its name)."""


class Lines(NamedTuple):
    """What the probe is told: the lines, where to remember, and whether to test."""

    lines: Sequence[Line] = ()
    folder: Path | None = None
    resident: bool = False
    ways: Callable[[Line], Ways] = lambda _line: Ways()


def lines_of(settings: Sequence[LineSettings]) -> list[Line]:
    """Return the lines that have servers to be tested against."""
    return [
        Line(one.id, one.throughput, one.metered, one.source or "")
        for one in settings
        if one.throughput.servers
    ]


def ways_by(ports: Ports) -> Callable[[Line], Ways]:
    """Return how a line is tested whose edge port may be at a device."""

    def ways(line: Line) -> Ways:
        settings = line.settings
        if not settings.edge_device:
            return Ways()
        return Ways(traffic=ports(settings.edge_device, settings.edge_port))

    return ways
