"""What a rule is given."""

from agent.shared.findings.case import Case, find, not_known, unread, why_not
from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, IN_ORDER, KNOWLEDGE, NOW


def test_a_case_knows_its_system_and_the_time():
    """Times are days since."""
    case = Case(IN_ORDER, NOW, KNOWLEDGE)
    assert case.on_windows
    assert case.days_since(NOW - 3 * DAY) == 3
    assert not Case({}, NOW, KNOWLEDGE).on_windows


def test_a_finding_is_made_by_name():
    """Evidence goes in as it is."""
    found = find("x", "info", "sda", errors=3)
    assert found == Finding("x", "info", "sda", {"errors": 3})


def test_what_is_not_known_names_its_topic():
    """And only where nothing was read."""
    case = Case({"raid": {}}, NOW, KNOWLEDGE)
    assert not list(unread(case, "raid", "arrays"))
    (found,) = unread(case, "backup", "backup")
    assert found == not_known("backup", found.evidence["reason"])


def test_a_reason_is_always_there():
    """Some sentence stands where the agent gives none."""
    assert why_not(Item({}, {"a": "needs root"}), "a") == "needs root"
    assert why_not(Item(), "a")
