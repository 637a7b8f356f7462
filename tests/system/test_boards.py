"""Every query of every board, asked of the real Prometheus over a simulated office."""

import json
import re
import time
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


def within(asked, *, tries=20):
    """Return the first answer of *asked* that holds, else the last one.

    On a busy machine a report is late now and then, and its series are gone meanwhile.
    """
    for _ in range(tries):
        answer = asked()
        if answer == []:
            break
        time.sleep(1.5)
    return answer


@pytest.mark.parametrize("name", BOARDS)
def test_every_query_returns_data(running, name):
    """A panel that is always empty helps nobody."""
    waiting = {
        (panel["title"], target["expr"])
        for panel in panels(build(BOARDS[name], "en"))
        for target in panel["targets"]
    }

    def empty():
        waiting.difference_update(
            [one for one in waiting if running.query(chosen(one[1]))]
        )
        return sorted(waiting)

    assert within(empty) == []


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

            def apart(panel=panel):
                found = [running.query(chosen(t["expr"])) for t in panel["targets"]]
                return (
                    [] if _joined([[row for row, _v in one] for one in found]) else [1]
                )

            assert within(apart) == [], panel["title"]


def _joined(found):
    """Return whether the rows of several queries have labels and a row in common."""
    if not all(found):
        return False
    common = set.intersection(*(set(row) for rows in found for row in rows))
    keys = [{tuple(row[n] for n in sorted(common)) for row in rows} for rows in found]
    return bool(common) and bool(keys[0] & keys[1])


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

    def wrong():
        report = renderer.draw(board, running.url, look=LOOK)
        empty = [panel["title"] for panel in report["panels"] if panel["no_data"]]
        faults = [panel["errors"] for panel in report["panels"] if panel["errors"]]
        return [*report["errors"], *faults, *empty]

    assert within(wrong, tries=4) == []
