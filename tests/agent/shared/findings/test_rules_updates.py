"""Rules about updates: what test_rules.py does not show."""

from agent.shared.findings.case import Case
from agent.shared.findings.rules_updates import age, jobs, pending
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, KNOWLEDGE, NOW, changed


def found(rule, **kinds):
    """Return kind and severity of what *rule* finds in the machine but for *kinds*."""
    case = Case(changed(**kinds), NOW, KNOWLEDGE)
    return [(one.kind, one.severity) for one in rule(case)]


def test_half_a_year_without_updates_is_critical():
    """A month and a half is a warning."""
    unlooked = {"pending": None, "last_checked_timestamp_seconds": None}
    for days, severity in ((46, "warning"), (181, "critical")):
        when = {"last_installed_timestamp_seconds": NOW - days * DAY}
        assert found(age, updates={**unlooked, **when}) == [("updates_old", severity)]


def test_the_systems_own_date_serves_where_the_update_service_is_silent():
    """Of the list of installed updates; junk in it is passed over."""
    silent = Item({"pending": 1}, {"last_installed_timestamp_seconds": "no answer"})
    old = {"last_update": "2026-09-01"}
    assert found(age, updates=silent, operating_system=old) == [
        ("updates_old", "warning")
    ]
    for junk in ("2026-13-01", "", "yesterday"):
        assert found(age, updates=silent, operating_system={"last_update": junk}) == []


def test_no_security_updates_are_told_once():
    """Neither as security updates nor as others."""
    assert found(pending) == []
    assert found(pending, updates=None) == [("not_known", "info")]


def test_jobs_that_work_or_never_ran_are_left():
    """Only a failure is told."""
    timers = {
        "a": Item({"enabled": True, "succeeded": True}),
        "b": Item({"enabled": True}, {"succeeded": "never ran"}),
        "c": Item({"succeeded": False}),
    }
    assert found(jobs, timer=timers) == [("job_failed", "warning")]
