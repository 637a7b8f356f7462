"""Boards: of declared series, in both languages, as the linter wants them."""

import copy
import json
import re

import pytest
import yaml
from grafana_foundation_sdk.models.dashboard import Dashboard

from dashboards.alert import Told
from dashboards.boards.build import LANGUAGES, build
from dashboards.boards.every import boards
from dashboards.boards.files import FOLDER, lint_settings
from dashboards.boards.spec import Board, Panel, Query, Row
from dashboards.declared import UnknownSeriesError, check
from tests.support.board_lint import faults, panels
from tests.support.prometheus import promtool

EVERY = [(board, language) for language in LANGUAGES for board in boards(language)]
IDS = [f"{board.name}-{language}" for board, language in EVERY]
TYPES = {"timeseries", "stat", "table", "bargauge", "text"}
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")


def excused():
    """Return (rule, dashboard, panel) of what the linter is told not to ask for."""
    told = yaml.safe_load(lint_settings())["exclusions"]
    return {
        (rule, one["dashboard"], one["panel"])
        for rule, found in told.items()
        for one in found["entries"]
    }


@pytest.mark.parametrize(("board", "language"), EVERY, ids=IDS)
def test_the_linter_finds_nothing_but_what_is_excused(board, language):
    """And a label in the reader's own words, which .lint makes a warning."""
    told = excused()
    found = [
        one
        for one in faults(build(board, language))
        if (one.rule, one.dashboard, one.panel) not in told
        and one.rule != "template-instance-rule"
    ]
    assert found == []


def test_no_excuse_is_left_over():
    """Each excuse is needed by the panel that it names."""
    needed = {
        (one.rule, one.dashboard, one.panel)
        for board, language in EVERY
        for one in faults(build(board, language))
    }
    assert excused() <= needed


def test_the_linter_would_find_faults():
    """Otherwise its silence says nothing."""
    board = build(boards("en")[1], "en")
    spoiled = copy.deepcopy(board)
    one = next(panels(spoiled))
    one["description"] = ""
    one["fieldConfig"]["defaults"]["unit"] = "parsecs"
    one["targets"] = [
        {"expr": 'rate(hatang_swap_read_bytes_total{job=~"$job"}[5m]) + hatang_cpus'},
        {"expr": 'hatang_swap_read_bytes_total{job=~"$job",instance=~"$instance"}'},
    ]
    spoiled["editable"] = True
    spoiled["templating"]["list"][2]["allValue"] = ".*"
    assert {one.rule for one in faults(spoiled)} >= {
        "panel-title-description-rule",
        "panel-units-rule",
        "target-rate-interval-rule",
        "target-instance-rule",
        "target-job-rule",
        "target-counter-agg-rule",
        "uneditable-dashboard",
        "template-job-rule",
    }


@pytest.mark.parametrize(("board", "language"), EVERY, ids=IDS)
def test_grafanas_own_model_reads_it_back(board, language):
    """Nothing is lost on the way through the SDK's model."""
    made = build(board, language)
    again = Dashboard.from_json(made)
    assert again.uid == f"hatang-{board.name}-{language}"
    assert len(again.panels) == len(made["panels"])
    assert {one["type"] for one in panels(made)} <= TYPES


@pytest.mark.parametrize(("board", "language"), EVERY, ids=IDS)
def test_panels_lie_beside_each_other(board, language):
    """None covers another, none is wider than the grid; ids differ."""
    taken = set()
    made = build(board, language)
    for panel in [*panels(made), *(p for p in made["panels"] if p["type"] == "row")]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells
    ids = [panel["id"] for panel in made["panels"]]
    assert len(set(ids)) == len(ids)


def test_both_languages_are_one_board():
    """The same panels ask the same; what people read differs."""
    for vi, en in zip(boards("vi"), boards("en"), strict=True):
        one, other = build(vi, "vi"), build(en, "en")
        for left, right in zip(panels(one), panels(other), strict=True):
            asked = [[t["expr"] for t in panel["targets"]] for panel in (left, right)]
            assert asked[0] == asked[1]
            assert left["gridPos"] == right["gridPos"]
            assert VIETNAMESE.search(left["description"]), left["title"]
            assert not VIETNAMESE.search(right["title"] + right["description"])


def test_every_panel_says_what_to_do_and_what_nothing_means():
    """A board that only shows is not enough for who watches it."""
    for board, language in EVERY:
        for panel in panels(build(board, language)):
            words = ("What to do", "When empty")
            if language == "vi":
                words = ("Việc cần làm", "Khi trống")
            assert all(word in panel["description"] for word in words)
            assert panel["fieldConfig"]["defaults"]["noValue"]


def test_links_lead_to_boards_that_exist_and_to_the_collector():
    """In the board's own language."""
    for board, language in EVERY:
        text = json.dumps(build(board, language), ensure_ascii=False)
        uids = {f"hatang-{one.name}-{language}" for one in boards(language)}
        assert set(re.findall(r"/d/([\w-]+)", text)) <= uids
        assert "LANG" not in text


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        ("hatang_agent_upp{@}", "nobody declares hatang_agent_upp"),
        ('hatang_agent_up{@,severity="x"}', "hatang_agent_up has no label severity"),
        ("site:hatang_nothing:sum{@}", "no rule records site:hatang_nothing:sum"),
    ],
)
def test_a_panel_cannot_name_what_does_not_exist(expr, text):
    """The board is not even made."""
    told = Told("a", "b")
    panel = Panel("stat", told, told, told, (Query(expr),))
    board = Board("x", told, told, "machines", (Row(told, (panel,)),))
    with pytest.raises(UnknownSeriesError, match=re.escape(text)):
        build(board, "vi")


def test_names_inside_groupings_are_no_series():
    """Labels may be called as they like."""
    check("sum by (department) (hatang_agent_up) / on (site) group_left () up")


def test_no_board_is_left_over():
    """One of a board that is gone would show nothing."""
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.json")}
    assert kept == {f"{language}/{board.name}.json" for board, language in EVERY}


@pytest.mark.system
def test_every_expression_is_promql(tmp_path):
    """Judged by promtool, with variables filled in."""
    exprs = sorted(
        {
            target["expr"].replace("$__rate_interval", "5m").replace("$", "")
            for board, language in EVERY
            for panel in panels(build(board, language))
            for target in panel["targets"]
        }
    )
    rules = [{"record": f"x{n}", "expr": expr} for n, expr in enumerate(exprs)]
    path = tmp_path / "rules.yml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "x", "rules": rules}]}))
    assert f"{len(exprs)} rules" in promtool("check", "rules", "--lint=none", str(path))
