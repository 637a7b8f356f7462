"""The chart of one port's last 24 hours. Pure."""

from collections.abc import Callable, Mapping, Sequence

from collector.services import Services
from collector.web.charts import Point
from collector.web.formats import Formats
from collector.web.i18n import N_, Tongue
from collector.web.lan.words import share
from collector.web.views_charts import Chart, Plan, Window, draw_plan

RECEIVE, TRANSMIT, ERRORS = (
    "port_receive_ratio",
    "port_transmit_ratio",
    "port_error_ratio",
)

ReadPort = Callable[
    [Services, str, Sequence[str], float], tuple[Window, Mapping[str, Sequence[Point]]]
]


def signal(name: str, port: str) -> str:
    """Return the name of a signal of one port, as roll-ups have it."""
    escaped = port.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{name}{{port="{escaped}"}}'


def port_signals(port: str) -> tuple[str, ...]:
    """Return the signals that the chart of *port* takes."""
    return tuple(signal(name, port) for name in (RECEIVE, TRANSMIT, ERRORS))


def port_charts(
    port: str,
    points: Mapping[str, Sequence[Point]],
    tongue: Tongue,
    *,
    now: float,
    window: Window,
) -> list[Chart]:
    """Return the charts of use and of errors."""
    receive, transmit, errors = port_signals(port)
    plans = (
        Plan(
            N_("Use of the speed"),
            ((receive, N_("in")), (transmit, N_("out"))),
            Formats.percent,
            least=0.01,
        ),
        Plan(N_("Share of packets with errors"), ((errors, ""),), share, least=0.0001),
    )
    return [draw_plan(plan, points, tongue, now, window) for plan in plans]
