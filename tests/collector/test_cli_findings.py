"""What stands of the machines, on the command line."""

import json

import pytest

from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AuditRecord
from tests.support.collector_cli import NOW, Cli

PC, GONE = "a" * 32, "b" * 32


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over two machines, one of them revoked."""
    made = Cli(tmp_path, capsys)
    for agent_id, name, state in ((PC, "PC-1", "active"), (GONE, "PC-2", "revoked")):
        made.store.put_agent(
            Agent(agent_id, state, "0" * 64, name, enrolled=NOW),
            AuditRecord(NOW, "test", "enrolled", agent_id),
        )
    return made


def put(cli):
    """Write down two findings of one machine, and one of the revoked one."""
    drive = {"drive": "sda", "evidence": "pending_sectors=8"}
    cli.store.put_findings(
        [
            FindingRecord(PC, "firewall_off", "", "warning", NOW, NOW),
            FindingRecord(PC, "disk_failing", "sda", "critical", NOW, NOW, drive),
            FindingRecord(GONE, "disk_failing", "sda", "critical", NOW, NOW, drive),
        ]
    )


def test_findings_are_told_the_most_severe_first(cli):
    """In words; revoked machines are left out."""
    put(cli)
    lines = cli("findings").out.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("Critical  PC-1")
    assert "A drive is failing" in lines[1]
    assert "unreadable sectors: 8" in lines[1]
    assert lines[2].startswith("Warning")


def test_findings_of_one_machine_as_json(cli):
    """Named as in the other commands."""
    put(cli)
    found = json.loads(cli("findings", "PC-1", "--json").out)
    assert [each["kind"] for each in found] == ["disk_failing", "firewall_off"]
    assert found[0]["since"] == NOW
    assert cli("findings", "PC-9").code != 0


def test_nothing_that_stands_is_said_beside_standard_output(cli):
    """A program that reads it gets nothing, a person a hint."""
    result = cli("findings")
    assert (result.code, result.out) == (0, "")
    assert "No finding stands" in result.err
