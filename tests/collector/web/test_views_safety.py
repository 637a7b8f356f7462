"""The page on data safety ranks, groups, counts and filters; nothing known is said."""

import pytest

from agent.shared.findings.risk import Reason, Risk
from agent.shared.findings.shape import Finding
from collector.findings import Judged, follow
from collector.store.interface import Agent
from collector.web.i18n import Tongue
from collector.web.views_safety import (
    MOST_IN_GROUP,
    MOST_RANKED,
    SafetyWish,
    read_safety_wish,
    safety,
    urgency,
)

EN = Tongue("en")
AGENTS = [
    Agent("1", "active", "0", "PC-1", department="Kế toán"),
    Agent("2", "active", "0", "PC-2", department="Đào tạo"),
    Agent("3", "active", "0", "PC-3"),
    Agent("4", "revoked", "0", "PC-4"),
    Agent("5", "pending", "0", "PC-5"),
]


def judged(agent, score, *findings):
    """Return what stands of one machine."""
    standing, _ = follow(agent, (), findings, at=5.0)
    return Judged(agent, 5.0, standing, Risk(score, (Reason("backup_none", 1.0),)))


FLEET = {
    "1": judged(
        "1",
        40.0,
        Finding("antivirus_none", "critical"),
        Finding("backup_none", "critical"),
        Finding("disk_watch", "info", "sda", {"drive": "sda", "evidence": "x"}),
    ),
    "2": judged("2", 70.0, Finding("backup_failed", "warning", "home")),
    "3": judged("3", 0.0),
    "4": judged("4", 99.0, Finding("disk_failing", "critical", "sda")),
}


def page(**wish):
    """Return the page that somebody asked for."""
    return safety(AGENTS, FLEET, SafetyWish(**wish), EN)


def test_who_would_lose_most_comes_first():
    """Revoked machines, and those with nothing to lose, are not ranked."""
    ranking = page().ranking
    assert [(row.agent.id, row.score) for row in ranking] == [("2", 70.0), ("1", 40.0)]
    assert ranking[0].reasons == ["there is no backup that ever worked"]


def test_what_saves_documents_is_said_first():
    """The missing backup comes before the missing antivirus."""
    first = page().ranking[1].first
    assert first.record.kind == "backup_none"
    assert page().ranking[1].others == 1
    assert urgency("canary_changed") < urgency("backup_none") < urgency("firewall_off")


def test_machines_are_counted_by_severity():
    """A machine with two critical findings is one machine."""
    counts = {c.severity: (c.machines, c.findings) for c in page().counts}
    assert counts == {"critical": (1, 2), "warning": (1, 1), "info": (1, 1)}
    assert (page().total, page().judged, page().clean) == (4, 3, 1)
    assert [agent.id for agent in page().unjudged] == ["5"]


def test_findings_are_grouped_by_kind_the_most_severe_first():
    """Then what costs documents; what is only worth knowing is one line."""
    groups = page().groups
    assert [g.kind for g in groups] == [
        "backup_none",
        "antivirus_none",
        "backup_failed",
        "disk_watch",
    ]
    assert [g.brief for g in groups] == [False, False, False, True]
    assert groups[0].link == "/data-safety?kind=backup_none"


@pytest.mark.parametrize(
    ("wish", "kinds"),
    [
        ({"severity": "warning"}, ["backup_failed"]),
        ({"department": "Kế toán"}, ["backup_none", "antivirus_none", "disk_watch"]),
        ({"kind": "disk_watch"}, ["disk_watch"]),
        ({"department": "nobody's"}, []),
    ],
)
def test_filters_narrow_what_is_shown(wish, kinds):
    """Departments, severities and kinds; a wish that fits nothing shows nothing."""
    assert [group.kind for group in page(**wish).groups] == kinds
    assert all(group.places for group in page(severity="info").groups)


def test_a_long_group_has_its_own_page():
    """A few machines are shown, and where the others are."""
    agents = [Agent(str(n), "active", "0", f"PC-{n:02d}") for n in range(20)]
    fleet = {a.id: judged(a.id, 1.0, Finding("backup_none", "critical")) for a in agents}  # fmt: skip
    shown = safety(agents, fleet, SafetyWish(), EN)
    assert len(shown.ranking) == MOST_RANKED
    assert shown.more_ranked == 20 - MOST_RANKED
    (group,) = shown.groups
    assert (len(group.places), group.more) == (MOST_IN_GROUP, 20 - MOST_IN_GROUP)
    (whole,) = safety(agents, fleet, SafetyWish(kind="backup_none"), EN).groups
    assert (len(whole.places), whole.more) == (20, 0)


def test_nonsense_in_an_address_is_no_wish():
    """Whoever mistypes sees everything."""
    wish = read_safety_wish({"severity": "awful", "kind": "x" * 999})
    assert wish.severity == ""
    assert len(wish.kind) == 100
    assert SafetyWish(department="Kế toán").link(severity="info") == (
        "/data-safety?department=K%E1%BA%BF+to%C3%A1n&severity=info"
    )
