"""``simulate`` fills a store, says what it wrote, and refuses a filled one."""

import json

import pytest

from collector.__main__ import main
from collector.store.opening import open_store

FEW = ["--pcs", "3", "--switches", "1", "--lines", "1", "--days", "2"]


@pytest.fixture
def place(tmp_path):
    """Return an empty data directory."""
    return tmp_path / "data"


def simulate(place, *more):
    """Run the command."""
    return main(["simulate", "--data-directory", str(place), *FEW, *more])


def test_it_prints_what_it_wrote_as_json(place, tmp_path, capsys):
    """Counts on standard output; the truth in its file; no progress off a terminal."""
    truth = tmp_path / "truth.json"
    assert simulate(place, "--json", "--truth", str(truth)) == 0
    said = capsys.readouterr()
    counts = json.loads(said.out)
    assert (counts["pcs"], counts["devices"], counts["lines"]) == (3, 2, 1)
    assert said.err == ""
    told = json.loads(truth.read_text(encoding="utf-8"))
    assert len(told["subjects"]) == 3 + 1 + 2 + 1
    store = open_store(f"sqlite:///{place}/hatang.db", create=False)
    assert len(store.agents()) == 4
    store.close()


def test_progress_is_shown_where_it_is_asked_for(place, capsys):
    """On standard error, and the summary beside it."""
    assert simulate(place, "--progress", "--language", "en") == 0
    said = capsys.readouterr().err
    assert "history, by days: 2/2" in said
    assert "3 PCs, 2 devices and 1 lines with 2 days of history" in said


def test_a_filled_store_is_refused(place, capsys):
    """The text says what to do."""
    assert simulate(place) == 0
    assert simulate(place) == 1
    assert "--add" in capsys.readouterr().err
    assert simulate(place, "--add", "--seed", "2") == 0


def test_a_size_that_makes_no_sense_makes_no_store(place, capsys):
    """The option is named."""
    assert simulate(place, "--sites", "5") == 1
    assert "--switches" in capsys.readouterr().err
    assert not (place / "hatang.db").exists()
