"""Boards drawn by Grafana's own components from a real Prometheus, and checked by tsc."""

import copy
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from dashboards.render.renderer import Look, Renderer
from dashboards.render.toolbox import ToolboxError
from dashboards.render.typecheck import type_errors
from tests.support.processes import need, wait_for
from tests.support.prometheus import prometheus
from tests.support.sample_board import (
    CONFIG,
    board,
    panel,
    query,
    row,
    sample_board,
    telling,
    variable,
)

pytestmark = pytest.mark.system

BOARDS = sorted((Path(__file__).parents[2] / "dashboards/grafana").glob("*/*.json"))
LOOK = Look(start="now-1m", scrape_interval="1s")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """Return the address of a Prometheus that has read the series several times."""
    with telling() as address:
        folder = tmp_path_factory.mktemp("prometheus")
        with prometheus(address, folder, template=CONFIG) as server:
            rate = "rate(sample_cpu_seconds_total[4s]) > 0"
            wait_for(lambda: len(server.query(rate)) == 2, within_s=30)
            yield server.url


@pytest.fixture(scope="module")
def renderer():
    """Return the one browser of these tests."""
    need("npm")
    need("chromium")
    with Renderer() as one:
        yield one


@pytest.fixture(scope="module")
def drawn(running, renderer, tmp_path_factory):
    """Return the report of the sample board, and its picture."""
    png = tmp_path_factory.mktemp("picture") / "sample.png"
    report = renderer.draw(sample_board(), running, png=png, look=LOOK)
    return report, png


@pytest.fixture(scope="module")
def panels(drawn):
    """Return the report's panels by title."""
    return {one["title"]: one for one in drawn[0]["panels"]}


def test_the_picture_is_as_wide_as_asked_and_holds_the_whole_board(drawn):
    """Eight lines, a repeat of four more, six, a row, five, a row: at least 950 px."""
    report, png = drawn
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    assert (width, height) == (LOOK.width_px, report["height"])
    assert 950 < height < 1200


@pytest.mark.parametrize(
    ("title", "series", "rows"),
    [
        ("Machines up", 1, 1),
        ("Disk used", 2, 2),
        ("Machines", 4, 2),
        ("What to do", 0, 0),
        ("State of pc-01", 1, 1),
        ("State of pc-02", 1, 1),
    ],
)
def test_each_panel_type_is_drawn_with_its_data(panels, title, series, rows):
    """Series are what Prometheus gave, rows what transformations left."""
    one = panels[title]
    assert (one["series"], one["rows"], one["no_data"]) == (series, rows, False)
    assert one["errors"] == []


def test_lines_over_time_are_asked_for_step_by_step(panels):
    """The range query has $__rate_interval and All put in."""
    one = panels["CPU of All"]
    assert one["errors"] == []
    assert one["numbers"] >= 2
    sent = one["queries"][0]
    assert sent["expr"] == 'rate(sample_cpu_seconds_total{instance=~".+"}[4s])'
    assert (sent["kind"], sent["step_s"], sent["series"]) == ("range", 1, 2)


def test_variables_are_asked_of_prometheus_and_chosen(drawn, running, renderer):
    """All stands for what is there; one value narrows every query."""
    assert drawn[0]["variables"]["instance"] == ["pc-01", "pc-02"]
    assert drawn[0]["variables"]["step"] == ["1m"]
    look = Look(start="now-1m", variables={"instance": ["pc-02"]})
    report = renderer.draw(sample_board(), running, look=look)
    first = report["panels"][0]
    assert first["title"] == "CPU of pc-02"
    assert '{instance=~"pc-02"}' in first["queries"][0]["expr"]
    # Without the data source's interval the rate covers four times 15 s.
    assert first["queries"][0]["expr"].endswith("[60s])")
    titles = [one["title"] for one in report["panels"]]
    assert "State of pc-02" in titles
    assert "State of pc-01" not in titles


def test_several_values_become_a_pattern_in_which_signs_stand_for_themselves(
    running, renderer
):
    """As Grafana's Prometheus data source writes them."""
    one = panel(
        1, "table", "$place", (0, 0, 8, 8), [query('sample_up{site=~"$place"}')]
    )
    places = variable(
        "place", "custom", query="a.b,c (1),Third : d", multi=True, includeAll=True
    )
    drawn = board(one) | {"templating": {"list": [places]}}
    report = renderer.draw(drawn, running)
    sent = report["panels"][0]["queries"][0]["expr"]
    assert sent == r'sample_up{site=~"(a\\.b|c \\(1\\)|d)"}'
    look = Look(variables={"place": ["a.b", "d"]})
    first = renderer.draw(drawn, running, look=look)["panels"][0]
    assert first["title"] == "a.b + Third"
    assert first["queries"][0]["expr"] == r'sample_up{site=~"(a\\.b|d)"}'


def test_a_row_is_repeated_with_its_panels(running, renderer):
    """Once for each value of its variable, below each other."""
    each = panel(
        2, "stat", "$instance", (0, 1, 4, 4), [query('sample_up{instance="$instance"}')]
    )
    repeated = row(1, "Row of $instance", 0) | {"repeat": "instance"}
    report = renderer.draw(board(repeated, each), running)
    assert [one["title"] for one in report["panels"]] == ["pc-01", "pc-02"]
    assert [one["queries"][0]["expr"] for one in report["panels"]] == [
        'sample_up{instance="pc-01"}',
        'sample_up{instance="pc-02"}',
    ]


TRANSFORMATIONS = {
    "joinByField": ({"byField": "Time", "mode": "outer"}, 1),
    "labelsToFields": ({"mode": "columns"}, 2),
    "reduce": ({"reducers": ["lastNotNull"]}, 2),
    "sortBy": ({"sort": [{"field": "Value", "desc": True}]}, 2),
    "merge": ({}, 2),
    "organize": ({"excludeByName": {"Time": True}}, 2),
    "filterFieldsByName": ({"include": {"names": ["Nothing"]}}, 0),
}


def test_transformations_are_those_of_grafana(running, renderer):
    """Two series of one value each become as many rows as they should."""
    found = renderer.draw(
        board(
            *(
                panel(
                    *(number, "table", name, (0, 8 * number, 12, 8)),
                    [query("sample_up", instant=True)],
                    transformations=[{"id": name, "options": options}],
                )
                for number, (name, (options, _)) in enumerate(TRANSFORMATIONS.items())
            )
        ),
        running,
    )
    rows = {one["title"]: one["rows"] for one in found["panels"]}
    assert rows == {name: rows for name, (_, rows) in TRANSFORMATIONS.items()}
    assert not any(one["errors"] for one in found["panels"])


def test_what_cannot_be_drawn_is_an_error(running, renderer):
    """Another panel type, or a time range of the panel's own."""
    gauge = panel(1, "gauge", "Gauge", (0, 0, 4, 4), [query("sample_up")])
    shifted = panel(
        2, "stat", "Shifted", (4, 0, 4, 4), [query("sample_up")], timeShift="1d"
    )
    report = renderer.draw(board(gauge, shifted), running)
    assert [one["errors"] for one in report["panels"]] == [
        ["panel type gauge is not drawn here"],
        ["timeFrom and timeShift are not drawn here"],
    ]


def test_the_present_can_be_chosen(running, renderer):
    """Pictures of the same data stay the same."""
    look = Look(start="now-1h", end="now-30m", now_ms=1_790_000_000_000)
    report = renderer.draw(board(), running, look=look)
    assert report["from"] == "2026-09-21T13:13:20.000Z"
    assert report["to"] == "2026-09-21T13:43:20.000Z"


def test_a_time_that_is_none_stops_the_drawing(running, renderer):
    """Nothing can be asked without it; the next board is drawn as ever."""
    with pytest.raises(ToolboxError, match="not a time: yesterday"):
        renderer.draw(board(), running, look=Look(start="yesterday"))
    assert renderer.draw(board(), running)["errors"] == []


def test_a_wrong_variable_is_told(running, renderer):
    """A misspelt name would silently draw something else."""
    look = Look(variables={"instanec": ["pc-02"]})
    report = renderer.draw(sample_board(), running, look=look)
    assert report["errors"] == ["the board has no variable instanec"]


def test_a_query_of_nothing_is_told_as_no_data(panels):
    """It is no error, but a person has to know."""
    assert panels["Nothing"]["no_data"] is True
    assert panels["Nothing"]["errors"] == []


def test_the_error_of_a_bad_query_is_told(panels):
    """With Prometheus' own words."""
    errors = panels["Wrong"]["errors"]
    assert len(errors) == 1
    assert errors[0].startswith("A: bad_data: ")
    assert "parse error" in errors[0]


def test_links_are_made_with_the_values_of_their_row(panels):
    """Spaces and letters with marks are escaped."""
    assert panels["Machines"]["links"] == [
        "https://collector.example:9847/machines/pc-01?site=tr%E1%BB%A5%20s%E1%BB%9F"
    ]


def test_a_placeholder_that_nothing_fills_is_an_error(panels):
    """Grafana would lead to an address with ${nowhere} in it."""
    assert panels["Lost"]["errors"] == ["unresolved placeholder ${nowhere}"]


def test_a_placeholder_in_a_title_is_told_of_its_panel(running, renderer):
    """A sum of money is none."""
    title = "Less than $5 of $budget"
    one = panel(1, "stat", title, (0, 0, 12, 4), [query("sum(sample_up)")])
    report = renderer.draw(board(one), running)
    assert report["panels"][0]["errors"] == ["unresolved placeholder $budget"]
    assert report["errors"] == []


def test_a_collapsed_row_hides_its_panels_until_it_is_opened(drawn, running, renderer):
    """As on Grafana's page."""
    assert "Folded" not in {one["title"] for one in drawn[0]["panels"]}
    opened = renderer.draw(sample_board(), running, look=Look(expand_rows=True))
    assert "Folded" in {one["title"] for one in opened["panels"]}
    assert opened["height"] > drawn[0]["height"]


def test_text_that_does_not_fit_is_told(running, renderer):
    """A panel of two columns has no room for such a title."""
    title = "A title that is far too long for a panel as narrow as this"
    narrow = panel(1, "stat", title, (0, 0, 2, 4), [query("sum(sample_up)")])
    report = renderer.draw(board(narrow), running)
    assert report["panels"][0]["cropped"] == [title]


def test_a_transformation_that_does_not_exist_is_an_error(running, renderer):
    """Grafana would leave it out silently."""
    wrong = panel(
        *(1, "table", "Rows", (0, 0, 8, 8), [query("sample_up")]),
        transformations=[{"id": "organise", "options": {}}],
    )
    report = renderer.draw(board(wrong), running)
    assert report["panels"][0]["errors"] == ["unknown transformation: organise"]


def test_a_prometheus_that_is_not_there_is_an_error(renderer):
    """Of each panel with a query."""
    one = panel(1, "stat", "One", (0, 0, 4, 4), [query("sample_up")])
    report = renderer.draw(board(one), "http://127.0.0.1:9")
    assert "unreachable" in report["panels"][0]["errors"][0]


def test_the_command_writes_picture_and_report(running, tmp_path):
    """Exit code 1, since the sample has faults, which are printed."""
    board_file, png, report = (
        tmp_path / name for name in ("b.json", "b.png", "r.json")
    )
    board_file.write_text(json.dumps(sample_board()))
    command = [sys.executable, "-m", "dashboards.render", "--prometheus", running]
    command += ["--board", str(board_file), "--png", str(png), "--report", str(report)]
    command += ["--theme", "light", "--from", "now-1m", "--width", "390"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "panel 6 “Nothing”: no data\n" in done.stdout
    assert "panel 8 “Lost”: unresolved placeholder ${nowhere}\n" in done.stdout
    assert struct.unpack(">I", png.read_bytes()[16:20]) == (390,)
    told = json.loads(report.read_text())
    # On a phone all panels stand below each other.
    assert told["height"] > 2000


def misspelt(place, name):
    """Return the sample board with *name* beside what belongs at *place*."""
    wrong = copy.deepcopy(sample_board())
    at = wrong
    for step in place:
        at = at[step]
    at[name] = True
    return wrong


FAULTS = {
    "options": (("panels", 0, "options", "legend"), "displayMod"),
    "field options": (
        ("panels", 0, "fieldConfig", "defaults", "custom"),
        "fillopacity",
    ),
    "field options of a bar": (("panels", 2, "fieldConfig", "defaults"), "minimum"),
    "query": (("panels", 3, "targets", 0), "formt"),
    "transformation": (("panels", 3, "transformations", 2, "options"), "renameByNam"),
    "panel": (("panels", 1), "titel"),
    "variable": (("templating", "list", 2), "includeall"),
    "folded panel": (("panels", 10, "panels", 0, "options"), "colormode"),
}
VALUES = {
    "a wrong choice": (("panels", 0, "options", "legend", "displayMode"), "tabel"),
    "a text for a number": (("panels", 2, "fieldConfig", "defaults", "max"), "1"),
    "an unknown override": (
        ("panels", 0, "fieldConfig", "overrides", 0, "properties", 1, "id"),
        "custom.lineWidht",
    ),
    "an override's wrong value": (
        ("panels", 0, "fieldConfig", "overrides", 0, "properties", 1, "value"),
        "3",
    ),
    "an unknown panel type": (("panels", 1, "type"), "gauge"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Return tsc's complaints of the faulty boards, the sound one and all of ours."""
    need("npm")
    folder = tmp_path_factory.mktemp("types")
    made = {"sound": sample_board()}
    made |= {name: misspelt(*fault) for name, fault in FAULTS.items()}
    for name, ((*place, last), value) in VALUES.items():
        made[name] = copy.deepcopy(sample_board())
        at = made[name]
        for step in place:
            at = at[step]
        at[last] = value
    paths = []
    for name, one in made.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(one))
        paths.append(path)
    return type_errors([*paths, *BOARDS])


def about(found, path):
    """Return the complaints about the board at *path*."""
    return [
        line for line in found if line.startswith(f"{path.parent.name}/{path.name}")
    ]


@pytest.mark.parametrize("name", [*FAULTS, *VALUES])
def test_tsc_finds_what_is_misspelt_or_of_a_wrong_type(found, name):
    """The complaint names the board's file."""
    assert [line for line in found if f"/{name}.json: " in line]


def test_tsc_has_nothing_against_a_sound_board(found):
    """The sample of these tests uses each panel type."""
    assert [line for line in found if "/sound.json: " in line] == []


@pytest.mark.parametrize(
    "path", BOARDS, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_grafanas_types_hold_for_each_board_of_ours(found, path):
    """Options, overrides, queries and transformations are spelt as Grafana reads them."""
    assert about(found, path) == []
