"""The command line of the board renderer."""

import argparse

import pytest

from dashboards.render.__main__ import main, parser, problems, variables

PANEL = {
    "id": 3,
    "title": "Disks",
    "type": "timeseries",
    "errors": [],
    "no_data": False,
    "numbers": 4,
    "cropped": [],
}


def test_values_of_variables_are_read_by_name():
    """A name that is given twice has two values."""
    assert variables("site=a,instance=b,instance=c=d") == {
        "site": ["a"],
        "instance": ["b", "c=d"],
    }


def test_a_value_without_a_name_is_refused():
    """What is meant cannot be guessed."""
    with pytest.raises(argparse.ArgumentTypeError, match="trụ sở"):
        variables("site=a,trụ sở")


def test_the_range_of_the_board_holds_unless_another_is_given():
    """Nothing is assumed about time."""
    given = ["--prometheus", "http://127.0.0.1:9090", "--board", "x.json"]
    assert parser().parse_args(given).start is None
    assert parser().parse_args([*given, "--from", "now-6h"]).start == "now-6h"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"errors": ["A: bad_data"]}, ["panel 3 “Disks”: A: bad_data"]),
        ({"no_data": True}, ["panel 3 “Disks”: no data"]),
        (
            {"numbers": 0},
            ["panel 3 “Disks”: nothing but values that are no number"],
        ),
        ({"numbers": 0, "type": "table"}, []),
        ({"cropped": ["Văn phòng"]}, ["panel 3 “Disks”: cropped: Văn phòng"]),
    ],
)
def test_each_problem_is_one_line(change, said):
    """A person reads which panel has what."""
    assert problems({"errors": [], "panels": [PANEL | change]}) == said


def test_a_board_that_is_not_there_is_said_plainly(tmp_path, capsys):
    """Exit code 2: nothing was drawn."""
    board = str(tmp_path / "none.json")
    assert main(["--prometheus", "http://127.0.0.1:9", "--board", board]) == 2
    assert "none.json" in capsys.readouterr().err
