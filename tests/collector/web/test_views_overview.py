"""The landing page counts every machine once."""

from collector.store.interface import Agent
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow
from collector.web.views_overview import overview


def row(number, state, department=""):
    """Return a row in a state."""
    agent = Agent(
        f"{number:032x}", "active", "0", f"PC-{number}", department=department
    )
    return FleetRow(agent, state)


ROWS = [
    row(1, "fresh", "Kế toán"),
    row(2, "late", "Kế toán"),
    row(3, "silent", "Đào tạo"),
    row(4, "off"),
    row(5, "revoked"),
]


def test_revoked_machines_are_not_of_the_fleet():
    """The headline counts who may report."""
    page = overview(ROWS, Tongue("en"), now=0.0)
    assert (page.reporting, page.total) == (2, 4)


def test_the_states_add_up():
    """Every machine stands in one state; the shares make a whole."""
    page = overview(ROWS, Tongue("en"), now=0.0)
    assert sum(state.count for state in page.states) == len(ROWS)
    assert abs(sum(state.share for state in page.states) - 1) < 1e-9


def test_departments_are_counted_and_the_nameless_come_last():
    """Đ sorts as D, and no department is named as such."""
    lines = overview(ROWS, Tongue("en"), now=0.0).departments
    assert [line.name for line in lines] == ["Đào tạo", "Kế toán", "no department"]
    assert (lines[1].total, lines[1].reporting, lines[0].attention) == (2, 2, 1)


def test_an_empty_fleet_has_an_overview():
    """No division by nothing."""
    page = overview([], Tongue("vi"), now=0.0)
    assert page.total == 0
    assert all(state.share == 0 for state in page.states)
