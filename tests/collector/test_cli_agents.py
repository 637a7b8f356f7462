"""Which machines report, and which may."""

import json

import pytest

from collector.store.interface import Agent, AgentStatus, AuditRecord, Commit
from tests.support.collector_cli import NOW, Cli

IDS = ["a" * 32, "a1" * 16, "b" * 32]


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over three agents."""
    made = Cli(tmp_path, capsys)
    for agent_id, name, state in zip(
        IDS, ("PC-1", "PC-2", "PC-3"), ("active", "quarantined", "revoked"), strict=True
    ):
        made.store.put_agent(
            Agent(agent_id, state, "0" * 64, name, department="Phòng A", enrolled=NOW),
            AuditRecord(NOW, "test", "enrolled", agent_id),
        )
    status = AgentStatus(IDS[0], NOW - 30, NOW - 30, clock_offset_s=7200.0)
    made.store.commit(Commit(statuses=[status]))
    return made


def test_list_shows_where_each_agent_stands(cli):
    """State, name, department, last report, clock and what is missing."""
    lines = cli("agents", "list").out.splitlines()
    assert len(lines) == 4
    assert "fresh" in lines[1]
    assert "30 s ago" in lines[1]
    assert "2 h" in lines[1]
    assert "quarantined" in lines[2]
    assert "never" in lines[2]
    found = json.loads(cli("agents", "list", "--json").out)
    assert [each["state"] for each in found] == ["fresh", "quarantined", "revoked"]
    assert found[0]["clock_offset_s"] == 7200.0


def test_an_empty_fleet_says_how_to_begin(tmp_path, capsys):
    """Nothing on standard output, a hint beside it."""
    result = Cli(tmp_path, capsys)("agents", "list")
    assert (result.code, result.out) == (0, "")
    assert "token create" in result.err


def test_an_agent_is_named_by_host_name_id_or_its_beginning(cli):
    """What could be several is refused."""
    for name in ("pc-2", IDS[1], "a1a1"):
        assert json.loads(cli("agents", "show", name, "--json").out)["id"] == IDS[1]
    assert "PC-2" in cli("agents", "show", "PC-2").out
    assert cli("agents", "show", "nobody").code == 1
    assert cli("agents", "show", "a").code == 1


def test_approve_ends_a_quarantine_and_revoke_is_final(cli):
    """Both are written down."""
    assert cli("agents", "approve", "PC-2", "--reason", "seen").code == 0
    assert cli.store.agent(IDS[1]).note == "seen"
    assert cli.store.agent(IDS[1]).state == "active"
    assert cli.store.audit()[0].action == "agent_approved"
    assert cli("agents", "revoke", "PC-1", "PC-2", "--reason", "stolen").code == 0
    assert cli.store.agent(IDS[0]).note == "stolen"
    refused = cli("agents", "approve", "PC-3")
    assert refused.code == 1
    assert "enrol" in refused.err


def test_of_several_agents_all_are_decided_or_none(cli):
    """One that cannot be approved leaves the others as they were."""
    before = len(cli.store.audit())
    assert cli("agents", "approve", "PC-2", "PC-3").code == 1
    assert cli.store.agent(IDS[1]).state == "quarantined"
    assert len(cli.store.audit()) == before
