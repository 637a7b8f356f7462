"""Every query of every board, asked of the real Prometheus over a simulated office."""

import json
import re
import urllib.parse
import urllib.request

import pytest

from dashboards.boards.build import build
from dashboards.boards.every import boards
from tests.support.board_lint import panels
from tests.support.board_office import board_office
from tests.support.processes import wait_for

pytestmark = pytest.mark.system

BOARDS = {board.name: board for board in boards("en")}
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
