"""The shapes of a board, before any of it is Grafana's JSON."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from dashboards.alert import Told
from dashboards.levels import Levels

Scope = Literal["machines", "devices", "collector"]
"""Whose series a board shows: that is what its variables choose from."""

Kind = Literal["timeseries", "stat", "table", "bargauge", "text"]
WIDTH = 24
NUMBER = "none"
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Query(NamedTuple):
    """One expression. ``{@}`` stands for the matchers of the board's variables.

    ``legend`` is Grafana's pattern (``{{instance}}``). Only time series ask for a range.
    """

    expr: str
    legend: Told | str = ""


class Shade(NamedTuple):
    """What a value is called and which colour it has (Grafana's names)."""

    told: Told
    color: str


class Column(NamedTuple):
    """One column of a table; *field* is a label or ``Value #A``.

    ``links`` are names and addresses with Grafana's variables; ``bar`` draws a gauge from 0 to 1.
    """

    field: str
    told: Told
    unit: str = ""
    width: int = 0
    links: tuple[tuple[Told, str], ...] = ()
    levels: Levels | None = None
    bar: bool = False
    shades: Mapping[str, Shade] = NOTHING
    hidden: bool = False
    decimals: int | None = None


class Panel(NamedTuple):
    """One panel: what it shows, what to do, what it means when it is empty.

    ``width`` of 24, ``height`` in rows of 38 px. ``levels`` colour values, ``shades``
    name them. ``link`` is where a click leads. ``stacked`` series lie on each other.
    """

    kind: Kind
    title: Told
    shows: Told
    do: Told
    queries: tuple[Query, ...] = ()
    unit: str = NUMBER
    empty: Told = Told("Không có", "None")
    width: int = 6
    height: int = 4
    levels: Levels | None = None
    shades: Mapping[str, Shade] = NOTHING
    columns: tuple[Column, ...] = ()
    sort: tuple[str, bool] | None = None  # field, descending
    link: tuple[Told, str] | None = None
    least: float | None = None
    most: float | None = None
    decimals: int | None = None
    stacked: bool = False
    names: Mapping[str, Shade] = (
        NOTHING  # of series: what they are called, their colour
    )
    text: Told = Told("", "")
    excused: Mapping[str, str] = (
        NOTHING  # rules of dashboard-linter that do not fit, and why
    )


class Row(NamedTuple):
    """Panels under one heading, which flow from left to right."""

    title: Told
    panels: tuple[Panel, ...]
    collapsed: bool = False


class Board(NamedTuple):
    """One board. ``name`` is its file and a part of its uid (``hatang-NAME-vi``)."""

    name: str
    title: Told
    about: Told
    scope: Scope
    rows: tuple[Row, ...]
    period: str = "now-24h"
    port: bool = False  # there is a variable for ports, too


def say(told: Told | str, language: str) -> str:
    """Return *told* in ``vi`` or ``en``."""
    if isinstance(told, str):
        return told
    return told.vi if language == "vi" else told.en
