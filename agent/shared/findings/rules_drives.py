"""Rules about drives, arrays and memory modules."""

from collections.abc import Iterator

from agent.shared.findings.case import Case, find, not_known, why_not
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import (
    flag,
    is_never,
    items,
    listed,
    moment,
    number,
    reason,
    text,
    why_unread,
    word,
)
from agent.shared.findings.windows11 import is_virtual
from agent.shared.wire import Item

# What the verdicts of a drive are called here and in the recordings.
VERDICTS: dict[str, str] = {
    "failing": "disk_failing",
    "replace_soon": "disk_replace_soon",
    "watch": "disk_watch",
    "attention": "disk_watch",
}
_NO_DRIVE = "virtual_drive"  # by its bus, where no firmware tells of a virtual machine
HEALTHY = frozenset({"healthy", "ok"})
_SEVERITIES: dict[str, Severity] = {
    "disk_failing": "critical",
    "disk_replace_soon": "warning",
    "disk_watch": "warning",
}


def disks(case: Case) -> Iterator[Finding]:
    """Yield what the drives say of themselves; a virtual machine's are its host's."""
    why = why_unread(case.facts, "disk_health")
    if why is not None:
        if not is_virtual(case.facts, case.knowledge.windows11):
            yield not_known("drives", why)
        return
    silent: dict[str, Item] = {}
    for key, disk in items(case.facts, "disk_health").items():
        verdict = word(disk, "verdict") or "unknown"
        if verdict in VERDICTS:
            kind = VERDICTS[verdict]
            drive, evidence = drive_name(case, key), text(disk, "evidence")
            severity = _SEVERITIES[kind]
            yield find(kind, severity, key, drive=drive, evidence=evidence)
        elif verdict not in HEALTHY and _NO_DRIVE not in (text(disk, "evidence") or ""):
            silent[key] = disk
    if silent and not is_virtual(case.facts, case.knowledge.windows11):
        first = next(iter(silent.values()))
        why = reason(first, "verdict", "smart_passed", "evidence")
        why = why or text(first, "evidence") or why_not(first)
        drives = listed(drive_name(case, key) for key in silent)
        yield find("disk_unknown", "info", drives=drives, reason=why)


def drive_name(case: Case, key: str) -> str:
    """Return what people call the drive: its device and its model."""
    model = text(case.facts.get("disk", {}).get(key, Item()), "model")
    return f"{key} ({model})" if model else key


def arrays(case: Case) -> Iterator[Finding]:
    """Yield arrays that run without one of their drives."""
    for key, array in items(case.facts, "raid").items():
        if flag(array, "degraded"):
            state = text(array, "state")
            yield find("raid_degraded", "critical", key, array=key, state=state)


def scrubs(case: Case) -> Iterator[Finding]:
    """Yield pools in which reading found damage, and those that nobody reads through."""
    for key, scrub in items(case.facts, "scrub").items():
        errors = number(scrub, "errors")
        if errors is not None and errors > 0:
            count = int(errors)
            yield find("scrub_errors", "critical", key, pool=key, errors=count)
        last = moment(scrub, "last_timestamp_seconds")
        if last is None:
            if is_never(scrub, "last_timestamp_seconds"):
                yield find("scrub_never", "info", key, pool=key)
        elif case.days_since(last) > case.knowledge.thresholds.drives.scrub_old_days:
            yield find("scrub_old", "info", key, pool=key, last_timestamp_seconds=last)


def memory_speed(case: Case) -> Iterator[Finding]:
    """Yield modules that run slower than they can: a setting, or a slower neighbour."""
    share = case.knowledge.thresholds.drives.memory_slow_share
    slow: dict[str, tuple[float, float]] = {}
    for key, module in items(case.facts, "memory_module").items():
        able = number(module, "speed_mts")
        running = number(module, "configured_speed_mts")
        if able and running and 0 < running < able * share:
            slow[key] = (running, able)
    if slow:
        running, able = min(slow.values())
        yield find(
            "memory_slow",
            "info",
            modules=listed(slow),
            configured_speed_mts=running,
            speed_mts=able,
        )
