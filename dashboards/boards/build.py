"""A whole board as the JSON that Grafana is provisioned with."""

import json
from typing import Any

from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    GridPos,
    VariableHide,
)

from dashboards.alert import Told
from dashboards.boards.matchers import filled
from dashboards.boards.panels import panel
from dashboards.boards.spec import WIDTH, Board, Row, say
from dashboards.boards.variables import collector, source, variables
from dashboards.declared import check
from dashboards.recording import NAMES

LANGUAGES = ("vi", "en")
TAG = "hatang"
_OTHERS = Told("Bảng khác", "Other boards")
_PAGES = Told("Trang Hatang", "Hatang's pages")


def uid(name: str, language: str) -> str:
    """Return the uid of a board; links and provisioning rest on it."""
    return f"{TAG}-{name}-{language}"


def build(board: Board, language: str) -> dict[str, Any]:
    """Return *board* in *language* as Grafana's JSON.

    Raises:
        UnknownSeriesError: a panel names a series that nobody declares.
    """
    found = (
        builders.Dashboard(say(board.title, language))
        .uid(uid(board.name, language))
        .description(say(board.about, language))
        .tags([TAG, f"{TAG}-{language}"])
        .readonly()
        .timezone("browser")
        .time(board.period, "now")
        .refresh("1m")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .with_variable(source())
        .with_variable(collector())
    )
    for variable in variables(board, language):
        found.with_variable(variable)
    for link in _links(language):
        found.link(link)
    y, number = 0, 0
    for row in board.rows:
        y = _row(found, row, board, language, (y, number))
        number += 1 + len(row.panels)
    made = found.build()
    for one in (made.templating and made.templating.list_val) or []:
        if one.name == "collector":
            one.hide = VariableHide.HIDE_VARIABLE  # its builder cannot say so
    plain: dict[str, Any] = json.loads(
        json.dumps(made, cls=JSONEncoder, sort_keys=True)
    )
    return plain


def _links(language: str) -> list[builders.DashboardLink]:
    others = (
        builders.DashboardLink(say(_OTHERS, language))
        .type(DashboardLinkType.DASHBOARDS)
        .tags([f"{TAG}-{language}"])
        .as_dropdown(True)
        .include_vars(True)
        .keep_time(True)
    )
    pages = (
        builders.DashboardLink(say(_PAGES, language))
        .type(DashboardLinkType.LINK)
        .icon("external link")
        .url("${collector}/")
        .target_blank(True)
    )
    return [others, pages]


def _row(
    found: builders.Dashboard,
    row: Row,
    board: Board,
    language: str,
    start: tuple[int, int],
) -> int:
    """Add *row* at *start*: its y, and the panels before; return the next y."""
    y, number = start[0], start[1] + 1
    heading = builders.Row(say(row.title, language)).collapsed(row.collapsed).id(number)
    heading.grid_pos(GridPos(h=1, w=WIDTH, x=0, y=y))
    x, top, low = 0, y + 1, y + 1
    made = []
    for one in row.panels:
        for query in one.queries:
            check(filled(query.expr, board), NAMES)
        if x + one.width > WIDTH:
            x, top = 0, low
        place = GridPos(h=one.height, w=one.width, x=x, y=top)
        made.append(panel(one, board, language, place).id(number := number + 1))
        x, low = x + one.width, max(low, top + one.height)
    if row.collapsed:
        for one_made in made:
            heading.with_panel(one_made)
    found.with_row(heading)
    if not row.collapsed:
        for one_made in made:
            found.with_panel(one_made)
        return low
    return y + 1
