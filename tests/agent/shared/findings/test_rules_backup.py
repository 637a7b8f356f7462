"""Rules about backups: what test_rules.py does not show."""

import pytest

from agent.shared.findings.case import Case
from agent.shared.findings.rules_backup import backups, proofs
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, KNOWLEDGE, NOW, changed


def found(rule, **kinds):
    """Return kind, severity and subject of what *rule* finds."""
    case = Case(changed(**kinds), NOW, KNOWLEDGE)
    return [(one.kind, one.severity, one.subject) for one in rule(case)]


@pytest.mark.parametrize(
    ("age_days", "every_days", "expected"),
    [
        (1.4, 1, None),
        (1.6, 1, "warning"),
        (61, 1, "critical"),
        (61, 60, None),
        (91, 60, "warning"),
        (121, 60, "critical"),
        (10, None, None),
        (11, None, "warning"),
    ],
)
def test_late_is_measured_in_the_sets_own_periods(age_days, every_days, expected):
    """One that does not say how often it runs is taken as a weekly one."""
    attributes = {
        "last_success_timestamp_seconds": NOW - age_days * DAY,
        "every_seconds": every_days and every_days * DAY,
    }
    wanted = [] if expected is None else [("backup_stale", expected, "server")]
    assert found(backups, backup__server=attributes) == wanted


def test_a_set_that_never_worked_is_worse_where_it_is_the_only_one():
    """With another one beside it is a warning."""
    never = Item({"tool": "veeam", "last_attempt_succeeded": False})
    assert found(backups, backup={"veeam": never}) == [
        ("backup_never", "critical", "veeam")
    ]
    assert found(backups, backup__veeam=never) == [("backup_never", "warning", "veeam")]


def test_a_set_that_cannot_be_read_is_not_known():
    """Nothing is said of it where another set is safe."""
    hidden = Item({"tool": "x"}, {"last_success_timestamp_seconds": "wrong password"})
    assert found(backups, backup={"x": hidden}) == [("not_known", "info", "backup")]
    assert found(backups, backup__x=hidden) == []


@pytest.mark.parametrize(
    ("proof", "proven"),
    [
        ("canary", True),
        ("snapshot", True),
        ("own word", False),
        ("Own-Word", False),
        (None, False),
    ],
)
def test_a_backups_own_word_proves_nothing(proof, proven):
    """Nor does silence about it."""
    kinds = {kind for kind, _, _ in found(proofs, backup__server={"proof": proof})}
    assert ("backup_unproven" not in kinds) is proven
