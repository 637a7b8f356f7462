"""What needs a person is named, with what to do."""

from collector.store.interface import Agent, AgentStatus
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow
from collector.web.views_tasks import SHOWN_MACHINES, offset_text, tasks

EN, NOW = Tongue("en"), 1795487100.0


def row(number, state, **status):
    """Return a row in a state."""
    agent = Agent(f"{number:032x}", "active", "0", f"PC-{number}", enrolled=NOW - 2e5)
    kept = AgentStatus(agent.id, last_received=NOW - 900, **status) if status else None
    return FleetRow(agent, state, kept)


def test_a_calm_fleet_needs_nobody():
    """Reporting and switched-off machines are no work."""
    assert tasks([row(1, "fresh"), row(2, "off")], EN, now=NOW) == []


def test_every_trouble_has_its_entry_the_urgent_first():
    """Clone, approval, silence, loss, clock, never reported."""
    rows = [
        row(1, "expected"),
        row(2, "fresh", clock_offset_s=9000.0),
        row(3, "fresh", dropped=5),
        row(4, "silent", clock_offset_s=0.0),
        row(5, "pending"),
        row(6, "quarantined"),
    ]
    found = tasks(rows, EN, now=NOW)
    kinds = ["quarantined", "pending", "silent", "dropped", "clock", "expected"]
    assert [task.kind for task in found] == kinds
    assert found[0].command.splitlines()[0].endswith(rows[5].agent.id)
    assert found[3].notes == ["5 reports"]
    assert found[4].notes == ["2\u00a0h 30\u00a0min fast"]


def test_many_machines_are_counted_not_listed():
    """Thirty silent machines are one entry."""
    (task,) = tasks([row(n, "silent") for n in range(30)], EN, now=NOW)
    assert task.title.endswith("30")
    assert len(task.rows) == SHOWN_MACHINES
    assert task.more == 30 - SHOWN_MACHINES
    assert task.link == "/fleet?state=silent"


def test_a_revoked_machine_needs_nobody():
    """It was decided about."""
    assert tasks([row(1, "revoked", dropped=7)], EN, now=NOW) == []


def test_an_offset_is_told_as_fast_or_slow():
    """Less than a second is right."""
    assert offset_text(EN, 0.4) == "right"
    assert offset_text(EN, -90.0) == "1\u00a0min 30\u00a0s slow"
    assert offset_text(Tongue("vi"), 3700.0, 1) == "nhanh 1\u00a0giờ"
