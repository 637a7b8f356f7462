"""The chart of one port's last 24 hours. Pure."""

from collections.abc import Callable, Mapping, Sequence

from collector.device_signals import port_signal
from collector.services import Services
from collector.web.charts import Point
from collector.web.formats import Formats
from collector.web.i18n import N_, Tongue
from collector.web.lan.words import share
from collector.web.views_charts import Chart, Plan, Window, draw_plan

RECEIVE = "port_receive_bytes_per_second"
TRANSMIT = "port_transmit_bytes_per_second"
ERRORS = "port_error_ratio"
ReadPort = Callable[
    [Services, str, Sequence[str], float], tuple[Window, Mapping[str, Sequence[Point]]]
]


def port_signals(port: str) -> tuple[str, ...]:
    """Return the signals that the chart of *port* takes."""
    return tuple(port_signal(name, port) for name in (RECEIVE, TRANSMIT, ERRORS))


def port_charts(
    port: str,
    points: Mapping[str, Sequence[Point]],
    tongue: Tongue,
    *,
    now: float,
    window: Window,
) -> list[Chart]:
    """Return the charts of traffic and of errors."""
    receive, transmit, errors = port_signals(port)
    plans = (
        Plan(
            N_("Traffic"),
            ((receive, N_("in")), (transmit, N_("out"))),
            Formats.bits,
            least=12_500.0,
        ),
        Plan(N_("Share of packets with errors"), ((errors, ""),), share, least=0.0001),
    )
    return [draw_plan(plan, points, tongue, now, window) for plan in plans]
