"""What is to do today, on the command line."""

import json

import pytest

from collector.digest_reader import NOTE
from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AuditRecord
from tests.support.collector_cli import NOW, Cli

PC = "a" * 32


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over one machine whose drive fails."""
    made = Cli(tmp_path, capsys)
    agent = Agent(PC, "active", "0" * 64, "PC-1\x1b[31m", enrolled=NOW)
    made.store.put_agent(agent, AuditRecord(NOW, "test", "enrolled", PC))
    made.store.put_findings(
        [FindingRecord(PC, "disk_failing", "sda", "critical", NOW, NOW)]
    )
    return made


def test_actions_are_told_in_the_language_that_is_asked_for(cli):
    """Names are shown, never obeyed; nothing is noted."""
    told = cli("digest", "--lang", "vi").out
    assert "1. Một ổ đĩa đang hỏng" in told
    assert f"/machines/{PC}" in told
    assert "\x1b" not in told
    assert "1. A drive is failing" in cli("digest", "--lang", "en").out
    assert cli.store.note(NOTE) is None


def test_the_same_as_json(cli):
    """For other programs."""
    found = json.loads(cli("digest", "--format", "json", "--lang", "en").out)
    (action,) = found["actions"]
    assert (action["kind"], action["count"], action["link"]) == (
        "disk_failing",
        1,
        f"/machines/{PC}",
    )
    assert found["resting"] == found["later"] == []
