"""``hatang-collector plan``: from a store to a plan, on the command line."""

import json

import openpyxl
import pytest

from collector import office
from collector.__main__ import main
from collector.planning.shapes.records import Decision
from collector.simulator.shapes import Size
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.simulated import NOW, simulated


class Kept(MemoryStore):
    """A store that commands do not close."""

    def close(self):
        """Stay open for the next command."""


@pytest.fixture(scope="module")
def store():
    """Return the store of a simulated office."""
    size = Size(pcs=24, switches=4, lines=1, days=10, seed=4)
    return simulated(size, Kept())[0]


def plan(store, capsys, *arguments, budget="100000000", tmp_path=None):
    """Run the command; return its code, output and errors."""
    code = main(
        [
            *("plan", "--budget", budget, "--data-directory", str(tmp_path)),
            *("--language", "en", *arguments),
        ],
        clock=FakeClock(NOW),
        open_store=lambda _url: store,
    )
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_plan_is_printed_as_a_table(store, capsys, tmp_path):
    """Lines, money and what is left out."""
    code, out, err = plan(store, capsys, "--no-scenarios", tmp_path=tmp_path)
    assert code == 0
    assert "QUARTER" in out
    assert "100,000,000 VND spent" in out
    assert "best plan" in err


def test_json_has_both_languages_and_the_money(store, capsys, tmp_path):
    """Whole numbers of VND; the same input gives the same bytes."""
    code, out, _ = plan(store, capsys, "--json", "--no-scenarios", tmp_path=tmp_path)
    told = json.loads(out)
    assert code == 0
    assert told["budget_vnd"] == 100_000_000
    assert told["spent_vnd"] <= 100_000_000
    assert all(line["reason"]["vi"] and line["reason"]["en"] for line in told["lines"])
    again = plan(store, capsys, "--json", "--no-scenarios", tmp_path=tmp_path)[1]
    assert again == out


def test_several_documents_at_once(store, capsys, tmp_path):
    """Each is said."""
    files = {name: tmp_path / f"plan.{name}" for name in ("pdf", "xlsx", "html", "csv")}
    arguments = [
        part for name, path in files.items() for part in (f"--{name}", str(path))
    ]
    code, out, err = plan(
        store, capsys, "--no-scenarios", "--lang", "vi", *arguments, tmp_path=tmp_path
    )
    assert (code, out) == (0, "")
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert openpyxl.load_workbook(files["xlsx"]).worksheets
    assert "KẾ HOẠCH" in files["html"].read_text(encoding="utf-8")
    assert str(files["csv"]) in err


def test_what_people_decided_holds(store, capsys, tmp_path):
    """A decision in the register, and one on the command line."""
    _, out, _ = plan(store, capsys, "--json", "--no-scenarios", tmp_path=tmp_path)
    first, second = [
        line["id"] for line in json.loads(out)["lines"] if line["price_vnd"]
    ][:2]
    office.put_decision(store, Decision(choice=first, action="forbid", actor="t"))
    try:
        arguments = ("--forbid", second, "--json", "--no-scenarios")
        told = json.loads(plan(store, capsys, *arguments, tmp_path=tmp_path)[1])
    finally:
        office.remove(store, office.DECISION, first, actor="t", time=1.0)
    ids = {line["id"] for line in told["lines"]}
    assert not {first, second} & ids


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--years", "0"), "years"),
        (("--from-quarter", "2027Q5"), "2027Q5"),
        (("--year-budget", "1"), "each year"),
    ],
)
def test_a_wish_that_cannot_be_met_is_said(store, capsys, tmp_path, arguments, told):
    """One line, and exit code 1."""
    code, out, err = plan(store, capsys, *arguments, tmp_path=tmp_path)
    assert (code, out) == (1, "")
    assert told in err


def test_an_empty_store_says_what_to_do(capsys, tmp_path):
    """Let agents report first."""
    code, _, err = plan(MemoryStore(), capsys, tmp_path=tmp_path)
    assert code == 1
    assert "simulate" in err
