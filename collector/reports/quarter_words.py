"""How a quarter's figures and indicators are written."""

from collections.abc import Callable, Iterable

from collector.planning.shapes.quarter import Figure, Group, Score, Unit
from collector.reports.pen import NOTHING, Pen
from collector.web.i18n import N_

GROUPS: dict[Group, str] = {
    "machines": N_("Computers"),
    "lan": N_("LAN"),
    "broadband": N_("Broadband"),
    "data": N_("Safety of data"),
    "money": N_("Money"),
}


_UNITS: dict[Unit, Callable[[Pen, float], str]] = {
    "vnd": lambda pen, value: pen.money(round(value)),
    "ratio": lambda pen, value: pen.share(value),
    "years": lambda pen, value: pen.text("{n} years").format(n=pen.number(value)),
    "mbps": lambda pen, value: f"{pen.number(value)}\u00a0Mb/s",
}


def value_text(figure: Figure, pen: Pen, *, of: bool = False) -> str:
    """Return a figure with its unit; with what it is a part of, where *of* says so."""
    value = figure.value
    if value is None:
        return NOTHING
    if figure.unit in _UNITS:
        return _UNITS[figure.unit](pen, value)
    whole = f"/{pen.number(figure.of)}" if of and figure.of is not None else ""
    return pen.number(value) + whole


def reached(indicators: Iterable[Score]) -> tuple[float, float]:
    """Return the points that are reached, and those of all indicators together.

    An indicator of which a figure is not known reaches none.
    """
    got = most = 0.0
    for one in indicators:
        got += one.reached or 0.0
        most += one.points
    return round(got, 2), most
