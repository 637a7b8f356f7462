"""Rules about updates and the system's own jobs."""

import datetime as dt
from collections.abc import Iterator

from agent.shared.findings.case import Case, find, unread
from agent.shared.findings.lifetime import noon
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import flag, items, moment, number, single, text


def pending(case: Case) -> Iterator[Finding]:
    """Yield updates that wait, of security or of unknown kind."""
    yield from unread(case, "updates", "updates")
    updates = single(case.facts, "updates")
    security, count = number(updates, "pending_security"), number(updates, "pending")
    if security:
        if security > 0:
            count = int(security)
            yield find("updates_security_pending", "warning", pending_security=count)
    elif security is None and count is not None and count > 0:
        yield find("updates_pending", "info", pending=int(count))


def age(case: Case) -> Iterator[Finding]:
    """Yield that nothing was installed for long, or that nobody looks for updates.

    Nothing to install, as of a recent look, is no neglect.
    """
    limits = case.knowledge.thresholds.updates
    updates = single(case.facts, "updates")
    checked = moment(updates, "last_checked_timestamp_seconds")
    looks = checked is not None and case.days_since(checked) <= limits.not_checked_days
    if checked is not None and not looks:
        yield find(
            "updates_not_checked", "warning", last_checked_timestamp_seconds=checked
        )
    installed = _last_installed(case)
    if installed is None or (looks and number(updates, "pending") == 0):
        return
    days = case.days_since(installed)
    if days > limits.not_installed_days:
        long = days > limits.not_installed_critical_days
        severity: Severity = "critical" if long else "warning"
        yield find("updates_old", severity, last_installed_timestamp_seconds=installed)


def _last_installed(case: Case) -> float | None:
    updates = single(case.facts, "updates")
    when = moment(updates, "last_installed_timestamp_seconds")
    if when is not None:
        return when
    try:
        return noon(dt.date.fromisoformat(text(case.system, "last_update") or ""))
    except (ValueError, OverflowError):
        return None


def settings(case: Case) -> Iterator[Finding]:
    """Yield that a restart is due, or that updates do not come by themselves."""
    updates = single(case.facts, "updates")
    if flag(updates, "reboot_required"):
        yield find("reboot_required", "info")
    if flag(updates, "automatic") is False:
        yield find("automatic_updates_off", "warning")


def jobs(case: Case) -> Iterator[Finding]:
    """Yield jobs of the system that failed the last time."""
    for key, job in items(case.facts, "timer").items():
        if flag(job, "succeeded") is False and flag(job, "enabled") is not False:
            yield find("job_failed", "warning", key, job=key)
