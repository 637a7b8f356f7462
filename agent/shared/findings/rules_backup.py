"""Rules about backups, and about the signs that somebody destroys documents."""

from collections.abc import Iterator

from agent.shared.findings.case import Case, find, not_known, unread, why_not
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import (
    DAY_S,
    flag,
    is_never,
    items,
    moment,
    number,
    single,
    why_unread,
    word,
)
from agent.shared.wire import Item

# What a backup says of itself proves nothing.
OWN_WORD = frozenset({"own_word", "own", "job", "none", "unproven"})
_SUCCESS = "last_success_timestamp_seconds"
_TEST = "last_restore_test_timestamp_seconds"


def backups(case: Case) -> Iterator[Finding]:
    """Yield that there is no backup, or that one never worked or is late."""
    yield from unread(case, "backup", "backup")
    if why_unread(case.facts, "backup") is not None:
        return
    sets = items(case.facts, "backup")
    if not sets:
        yield find("backup_none", "critical")
        return
    safe = any(moment(one, _SUCCESS) is not None for one in sets.values())
    for key, one in sets.items():
        last = moment(one, _SUCCESS)
        if last is not None:
            yield from _late(case, key, one, last)
        elif is_never(one, _SUCCESS) or flag(one, "last_attempt_succeeded") is False:
            severity: Severity = "warning" if safe else "critical"
            yield find("backup_never", severity, key, set=key)
        elif not safe:
            yield not_known("backup", why_not(one, _SUCCESS))


def _late(case: Case, key: str, one: Item, last: float) -> Iterator[Finding]:
    limits = case.knowledge.thresholds.backup
    every_s = number(one, "every_seconds")
    if every_s is None or every_s <= 0:
        every_s = limits.default_every_days * DAY_S
    age_s = case.now - last
    if age_s > every_s * limits.stale_factor:
        old = age_s > max(limits.stale_critical_days * DAY_S, every_s * 2)
        severity: Severity = "critical" if old else "warning"
        yield find(
            "backup_stale",
            severity,
            key,
            set=key,
            last_success_timestamp_seconds=last,
            every_seconds=every_s,
        )


def attempts(case: Case) -> Iterator[Finding]:
    """Yield backups whose newest attempt failed though an older one had worked."""
    for key, one in items(case.facts, "backup").items():
        last = moment(one, _SUCCESS)
        tried = moment(one, "last_attempt_timestamp_seconds")
        failed = flag(one, "last_attempt_succeeded") is False
        if failed and last is not None and (tried is None or tried > last):
            yield find(
                "backup_failed",
                "warning",
                key,
                set=key,
                last_success_timestamp_seconds=last,
            )


def targets(case: Case) -> Iterator[Finding]:
    """Yield backups whose target cannot be reached."""
    for key, one in items(case.facts, "backup").items():
        if flag(one, "target_reachable") is False:
            yield find("backup_target_unreachable", "warning", key, set=key)


def proofs(case: Case) -> Iterator[Finding]:
    """Yield backups that nobody proved: by looking into them, by restoring from them."""
    limit = case.knowledge.thresholds.backup.restore_test_old_days
    for key, one in items(case.facts, "backup").items():
        if moment(one, _SUCCESS) is None:
            continue
        if (word(one, "proof") or "own_word") in OWN_WORD:
            yield find("backup_unproven", "info", key, set=key)
        tested = moment(one, _TEST)
        if tested is None:
            yield find("restore_never_tested", "info", key, set=key)
        elif case.days_since(tested) > limit:
            yield find(
                "restore_test_old",
                "info",
                key,
                set=key,
                last_restore_test_timestamp_seconds=tested,
            )


def canaries(case: Case) -> Iterator[Finding]:
    """Yield canary files that somebody changed or took away."""
    for key, canary in items(case.facts, "canary").items():
        state = word(canary, "state")
        if state == "changed":
            yield find("canary_changed", "critical", key, canary=key)
        elif state == "missing":
            yield find("canary_missing", "warning", key, canary=key)


def shadow_copies(case: Case) -> Iterator[Finding]:
    """Yield that Windows keeps no older versions: never did, or they were deleted."""
    copies = single(case.facts, "shadow_copies")
    if flag(copies, "present") is False or number(copies, "present") == 0:
        yield find("shadow_copies_none", "info")
