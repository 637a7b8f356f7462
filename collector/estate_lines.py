"""What was measured of a broadband line: its own signals, else those of its edge port.

Pure. Both are shares of what is contracted.
"""

from collections.abc import Iterator

from agent.shared.survey import Survey
from collector.device_signals import port_signal
from collector.measured import Seen, scaled
from collector.planning.shapes.estate import LineUse, Measured
from collector.planning.shapes.records import Line

OWNER = "line:"
"""With a line's id behind it, the owner of its roll-ups."""


def line_use(line: Line, own: Seen, edge: Seen, survey: Survey | None) -> LineUse:
    """Return *line* with what was measured of it.

    *edge* and *survey* are of the device that it comes in at; what its port receives is
    what comes from the operator.
    """
    signals = dict(_of_port(line, edge, survey)) | dict(own.signals)
    measured = own if own.hours else edge if signals else own
    return LineUse(line, dict(sorted(signals.items())), measured.days, measured.hours)


def _of_port(
    line: Line, edge: Seen, survey: Survey | None
) -> Iterator[tuple[str, Measured]]:
    """Yield the use of the line, by its edge port."""
    ports = survey.ports if survey is not None else ()
    speed = next((p.speed_bps for p in ports if p.key == line.port), None)
    if not speed:
        return
    for way, contract_mbps in (("receive", line.down_mbps), ("transmit", line.up_mbps)):
        seen = edge.signals.get(port_signal(f"port_{way}_ratio", line.port))
        if seen is not None:
            yield f"line_{way}_ratio", scaled(seen, speed / (contract_mbps * 1e6))
