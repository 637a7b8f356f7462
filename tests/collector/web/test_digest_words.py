"""Actions in words: what, where, why now, and a link that leads there."""

import pytest

from collector.digest import Action, Digest
from collector.digest_reader import Owner, Today
from collector.web.digest_words import _TEXTS, told, waiting
from collector.web.i18n import Tongue

NOW = 1795487100.0
EN, VI = Tongue("en"), Tongue("vi")
PLAN = {"items": 3, "price_vnd": 45_000_000, "quarter": "2026Q4", "ends": "2026-12-31"}
PLAN |= {"budget_vnd": 500_000_000, "years": 3, "line": "main"}


def today(*actions, resting=(), later=()):
    """Return a day at which two machines and a switch are known."""
    owners = {
        "a": Owner("PC-1", "Kế toán, P.2", "/machines/a"),
        "b": Owner("PC-2", "", "/machines/b"),
        "s": Owner("sw-1", "P.1", "/switches/s"),
        "t": Owner("sw-2", "P.1", "/switches/t"),
        **{f"n{n}": Owner(f"PC-{n}", "", f"/machines/n{n}") for n in range(12)},
    }
    return Today(739000, Digest(tuple(actions), resting, later), owners)


def one(action, tongue=EN):
    """Return the words of one action."""
    (found,) = told(today(action), tongue)
    return found


def test_a_finding_of_one_machine_has_its_evidence_and_leads_to_it():
    """And says since when."""
    drive = {"drive": "sda", "evidence": "pending_sectors=8"}
    found = one(Action("disk_failing", "critical", ("a",), NOW, "sda", drive))
    assert found.title == "A drive is failing"
    assert "unreadable sectors: 8" in found.why
    assert found.why.endswith("(since 24 Nov 2026).")
    assert found.names == ["PC-1 (Kế toán, P.2)"]
    assert found.link == "/machines/a"
    assert found.what


def test_twelve_machines_are_one_action_with_a_count():
    """It leads to all of them."""
    owners = tuple(f"n{n}" for n in range(12))
    found = one(Action("backup_stale", "critical", owners, NOW))
    assert (found.count, len(found.names), found.more) == (12, 4, 8)
    assert found.link == "/data-safety?kind=backup_stale"
    assert found.why == "Critical, the first since 24 Nov 2026."


@pytest.mark.parametrize("tongue", [EN, VI], ids=["en", "vi"])
@pytest.mark.parametrize("kind", _TEXTS)
def test_what_is_no_finding_is_said_whole(kind, tongue):
    """Nothing is left unfilled in either language."""
    found = one(Action(kind, "warning", ("a", "b"), NOW, "", PLAN), tongue)
    for text in (found.title, found.what, found.why):
        assert text
        assert "{" not in text
    assert found.link.startswith("/")


def test_links_fit_what_it_is_about():
    """Machines in a state, switches, the plan."""
    assert (
        one(Action("silent", "critical", ("a", "b"), NOW)).link == "/fleet?state=silent"
    )
    switches = Action("port_errors", "critical", ("s", "t"), NOW)
    assert one(switches).link == "/switches?state=findings"
    plan = Action("plan_due", "warning", ("plan:1",), NOW, "", PLAN)
    assert one(plan).link == "/plan?budget=500000000&years=3"
    assert "45,000,000" in one(plan).why
    assert one(plan).count == 1


def test_what_waits_is_counted():
    """So that nobody thinks that this is all."""
    action = Action("pending", "critical", ("a",), NOW)
    assert waiting(today(), EN) == ""
    said = waiting(today(resting=(action,), later=(action, action)), EN)
    assert said == (
        "2 more things can wait until these are done."
        " 1 thing that was shown on three days rests for a week."
    )
