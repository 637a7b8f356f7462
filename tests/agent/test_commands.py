"""What the commands do, with probes of the test's own."""

import json

from agent.commands import FAILED, OK, once
from agent.settings import Settings
from tests.support.fake_probes import TABLE


def test_once_gives_facts_and_metrics(capsys):
    """The document describes itself."""
    assert once(Settings(), TABLE, "json") == OK
    document = json.loads(capsys.readouterr().out)
    values = {
        (m["name"], *m["labels"].values()): m["value"] for m in document["metrics"]
    }
    assert values["hatang_fake_value", "b"] == 1.5
    assert document["facts"]["system"][""]["attributes"]["serial"] == "ABC-12345"


def test_once_says_which_probe_fails(capsys):
    """The others are printed all the same."""
    table = TABLE._replace(probes={**TABLE.probes, "gone": "agent.nowhere:Gone"})
    assert once(Settings(), table, "text") == FAILED
    output = capsys.readouterr()
    assert "hatang_fake_runs_total" in output.out
    assert "probe gone fails" in output.err
