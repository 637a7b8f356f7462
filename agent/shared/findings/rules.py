"""All rules, in one table: what a machine's facts mean for its people and documents."""

from agent.shared.findings import (
    rules_backup,
    rules_drives,
    rules_protection,
    rules_support,
    rules_updates,
)
from agent.shared.findings.case import Case, Rule
from agent.shared.findings.shape import SEVERITIES, Finding
from agent.shared.knowledge import Knowledge
from agent.shared.wire import Facts

MOST_FINDINGS = 200  # of one machine; the most severe are kept

RULES: tuple[Rule, ...] = (
    rules_drives.disks,
    rules_drives.arrays,
    rules_drives.scrubs,
    rules_drives.memory_speed,
    rules_protection.antivirus,
    rules_protection.firewall,
    rules_protection.encryption,
    rules_protection.accounts,
    rules_protection.secure_boot,
    rules_updates.pending,
    rules_updates.age,
    rules_updates.settings,
    rules_updates.jobs,
    rules_support.operating_system,
    rules_support.office,
    rules_support.windows_11,
    rules_backup.backups,
    rules_backup.attempts,
    rules_backup.targets,
    rules_backup.proofs,
    rules_backup.canaries,
    rules_backup.shadow_copies,
)


def judge(facts: Facts, *, now: float, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what is wrong or worth knowing, by severity, then kind and subject.

    *now* is Unix seconds (UTC) of the judging clock. It never raises, whatever the
    facts hold: what a rule cannot read is not known, and says nothing alarming. A
    (kind, subject) pair comes once, with the highest severity that a rule gave it.
    There are ``MOST_FINDINGS`` at most: a machine that says more says nonsense.
    """
    case = Case(facts, now, knowledge)
    found: dict[tuple[str, str], Finding] = {}
    for finding in (one for rule in RULES for one in rule(case)):
        name = (finding.kind, finding.subject)
        if name not in found or _rank(finding) < _rank(found[name]):
            found[name] = finding
    ordered = sorted(found.values(), key=lambda f: (_rank(f), f.kind, f.subject))
    return tuple(ordered[:MOST_FINDINGS])


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
