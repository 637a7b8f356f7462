"""Every query of every board, asked of the real Prometheus over a simulated office."""

import json
import re
import urllib.parse
import urllib.request

import pytest

from dashboards.boards.build import build
from dashboards.boards.every import boards
from dashboards.generate import ROOT
from dashboards.render.renderer import Look, Renderer
from tests.support.board_lint import panels
from tests.support.board_office import board_office
from tests.support.processes import need, wait_for

pytestmark = pytest.mark.system

BOARDS = {board.name: board for board in boards("en")}
FILES = sorted((ROOT / "dashboards" / "grafana").glob("*/*.json"))
# Prometheus has no older values, and reads new ones each second.
LOOK = Look(start="now-1m", scrape_interval="1s")
LABEL_VALUES = re.compile(r"label_values\((.+), (\w+)\)")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """Return Prometheus, once everything has been recorded."""
    with board_office(tmp_path_factory.mktemp("boards")) as (_url, prometheus):
        for name in (
            "hatang_plan_info",
            "hatang_topology_links",
            "hatang_device_findings",
            'ALERTS{alertstate="firing",severity="critical"}',
            "instance:hatang_cpu_busy:ratio_rate5m",
            "instance_port:hatang_switch_port_receive:ratio_rate5m",
        ):
            wait_for(lambda n=name: prometheus.query(n), within_s=90, name=name)
        yield prometheus


def chosen(expr):
    """Return *expr* as Grafana sends it while everything is chosen."""
    for name, value in (
        ("site", ".*"),
        ("department", ".*"),
        ("job", ".+"),
        ("instance", ".+"),
        ("port", ".+"),
    ):
        expr = expr.replace(f'"${name}"', f'"{value}"')
    expr = expr.replace("$__rate_interval", "1m")
    assert "$" not in expr
    return expr


@pytest.mark.parametrize("name", BOARDS)
def test_every_query_returns_data(running, name):
    """A panel that is always empty helps nobody."""
    empty = [
        (panel["title"], target["expr"])
        for panel in panels(build(BOARDS[name], "en"))
        for target in panel["targets"]
        if not running.query(chosen(target["expr"]))
    ]
    assert empty == []


@pytest.mark.parametrize("name", BOARDS)
def test_every_variable_has_something_to_choose(running, name):
    """As Grafana asks for them: the values of a label."""
    for variable in build(BOARDS[name], "en")["templating"]["list"]:
        if variable["type"] != "query":
            continue
        selector, label = LABEL_VALUES.fullmatch(variable["query"]["query"]).groups()
        question = urllib.parse.urlencode({"match[]": chosen(selector)})
        where = f"{running.url}/api/v1/label/{label}/values?{question}"
        with urllib.request.urlopen(where) as answer:
            assert json.load(answer)["data"], variable["name"]


def test_a_table_joins_its_queries_row_by_row(running):
    """Queries of one table share their labels, or Grafana would not merge them."""
    for board in BOARDS.values():
        for panel in panels(build(board, "en")):
            if panel["type"] != "table" or len(panel["targets"]) < 2:
                continue
            labels = [
                {frozenset(row) for row, _value in running.query(chosen(t["expr"]))}
                for t in panel["targets"]
            ]
            common = frozenset.intersection(*(one for found in labels for one in found))
            rows = [
                {
                    tuple(row[name] for name in sorted(common))
                    for row, _value in running.query(chosen(target["expr"]))
                }
                for target in panel["targets"]
            ]
            assert common, panel["title"]
            assert rows[0] & rows[1], panel["title"]


@pytest.fixture(scope="module")
def renderer():
    """Return the browser that draws the boards."""
    need("npm")
    need("chromium")
    with Renderer() as one:
        yield one


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_board_is_drawn_by_grafanas_own_panels(running, renderer, path):
    """No query, transformation, override or link fails, and no panel is empty."""
    board = json.loads(path.read_text(encoding="utf-8"))
    report = renderer.draw(board, running.url, look=LOOK)
    assert report["errors"] == []
    assert [(p["title"], p["errors"]) for p in report["panels"] if p["errors"]] == []
    assert [p["title"] for p in report["panels"] if p["no_data"]] == []
