"""What stands of one machine, and what of it a person has to do today."""

from agent.shared.findings.risk import Risk
from agent.shared.findings.shape import Finding
from agent.shared.wire import Event
from collector.findings import Judged, follow
from collector.store.interface import Agent, EventRecord
from collector.web.i18n import Tongue
from collector.web.views_findings import (
    MOST_TASKS,
    finding_tasks,
    machine_events,
    machine_findings,
    severity_counts,
)
from collector.web.views_fleet import FleetRow

EN = Tongue("en")


def judged(agent, *findings):
    """Return what stands of one machine."""
    standing, _ = follow(agent, (), findings, at=5.0)
    return Judged(agent, 5.0, standing, Risk(12.0, ()))


def row(agent, state="fresh"):
    """Return a row of the fleet."""
    return FleetRow(Agent(agent, "active", "0", f"PC-{agent}"), state)


def test_what_needs_somebody_is_apart_from_what_is_worth_knowing():
    """A machine that was not judged has neither."""
    assert machine_findings(None, EN) is None
    found = machine_findings(
        judged(
            "a",
            Finding("disk_watch", "info", "sda"),
            Finding("backup_none", "critical"),
            Finding("firewall_off", "warning"),
        ),
        EN,
    )
    assert [t.record.kind for t in found.serious] == ["backup_none", "firewall_off"]
    assert [t.record.kind for t in found.minor] == ["disk_watch"]
    assert (found.score, found.facts_time) == (12.0, 5.0)


def test_an_agents_every_day_is_no_event():
    """Starts and stops would hide what happened."""
    records = [
        EventRecord("a", 3.0, Event("agent_started")),
        EventRecord("a", 2.0, Event("drive_removed", attributes={"subject": "sdb"})),
    ]
    (told,) = machine_events(records, EN)
    assert "sdb" in told.text


def test_tasks_are_few_and_documents_come_first():
    """Revoked machines need nobody, and warnings can wait."""
    kinds = ["os_unsupported", "antivirus_none", "raid_degraded", "office_unsupported"]
    kinds += ["updates_old", "disk_failing", "antivirus_off"]
    fleet = {
        "a": judged("a", *[Finding(kind, "critical") for kind in kinds]),
        "b": judged("b", Finding("antivirus_none", "critical")),
        "c": judged("c", Finding("canary_changed", "critical")),
        "d": judged("d", Finding("firewall_off", "warning")),
    }
    tasks = finding_tasks(
        [row("a"), row("b"), row("c", "revoked"), row("d"), row("e")], fleet, EN
    )
    assert len(tasks) == MOST_TASKS
    assert [task.kind for task in tasks[:2]] == ["disk_failing", "raid_degraded"]
    assert {task.severity for task in tasks} == {"act"}
    assert tasks[0].title.endswith(": 1")
    assert tasks[0].link == "/data-safety?kind=disk_failing"


def test_the_overview_counts_machines():
    """Each links to the page that shows them."""
    fleet = [judged("a", Finding("x", "critical"), Finding("y", "critical"))]
    critical, warning = severity_counts(fleet, EN)
    assert (critical.machines, critical.findings, warning.machines) == (1, 2, 0)
    assert critical.link == "/data-safety?severity=critical"
