"""Behind the gateway: the line, the operator, DNS, the far end."""

import pytest

from collector.attribution.beyond import beyond_verdicts
from collector.attribution.slices import Slice
from tests.collector.attribution.cases import DNS, GATEWAY, line, service

HOP = line("operator")
HERE = [line("domestic", 0), line("domestic", 1)]
ABROAD = [line("international", 0), line("international", 1)]
ALL = [line("gateway"), HOP, *HERE, *ABROAD]
SERVICES = [service(f"s{n}") for n in range(5)]
DESKS = ["d0", "d1", "d2", "d3"]


def verdicts(edge=(), desks=None, *, state="out", use=0.0, apart=()):
    """Return cause, place and kind; *edge*: bad targets of the line, *desks*: theirs."""
    seen = (
        {"edge": {t: state if t in edge else "good" for t in ALL}}
        if edge is not None
        else {}
    )
    for name, bad in (desks or {}).items():
        seen[name] = {t: bad.get(t, "good") for t in (GATEWAY, DNS, *SERVICES)}
    found = beyond_verdicts(Slice(0.0, seen), frozenset(apart), {"main": use})
    return [(v.cause, v.place, v.kind) for v in found]


def everybody(bad):
    """Return the same bad targets for each desk."""
    return dict.fromkeys(DESKS, bad)


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        ([HOP, *HERE, *ABROAD], [("line", "main", "out")]),
        ([*HERE, *ABROAD], [("operator", "main", "out")]),
        (ABROAD, [("operator", "main", "international")]),
        ([HERE[0]], [("far_end", "main-domestic-0", "out")]),
        ([HOP], []),
        ([line("gateway"), HOP, *HERE, *ABROAD], []),
        ([], []),
    ],
    ids=[
        "line",
        "operator",
        "abroad",
        "one host",
        "silent router",
        "our router",
        "good",
    ],
)
def test_what_is_left_along_a_line_tells_where_it_is_broken(bad, expected):
    """A router that passes on but does not answer is no fault."""
    assert verdicts(bad) == expected


def test_a_full_line_is_full():
    """Slow and lossy while most of the contract is used: nobody's fault but ours."""
    bad = [HOP, *HERE, *ABROAD]
    assert verdicts(bad, state="slow", use=0.95) == [("line", "main", "full")]
    assert verdicts(bad, state="slow", use=0.3) == [("line", "main", "slow")]
    assert verdicts(bad, state="out", use=0.95) == [("line", "main", "out")]


def test_a_service_that_nobody_can_use_is_at_fault_itself():
    """While others work; one desk alone is its own machine."""
    assert verdicts(desks=everybody({SERVICES[1]: "out"})) == [("far_end", "s1", "out")]
    one = {"d0": {SERVICES[1]: "out", SERVICES[2]: "out"}, "d1": {}, "d2": {}, "d3": {}}
    assert verdicts(desks=one) == [("pc", "d0", "service")]


def test_what_hangs_at_a_broken_line_is_not_told_again():
    """Nor is anything of a machine whose own way is broken."""
    bad = dict.fromkeys([*SERVICES, DNS], "out")
    cut = [HOP, *HERE, *ABROAD]
    assert verdicts(cut, everybody(bad)) == [("line", "main", "out")]
    assert verdicts(desks={"d0": bad}, apart={"d0"}) == []


def test_another_fault_at_the_same_time_is_told():
    """A line that the desks do not use is cut, and a service fails."""
    cut = [HOP, *HERE, *ABROAD]
    found = verdicts(cut, everybody({SERVICES[0]: "out"}))
    assert found == [("line", "main", "out"), ("far_end", "s0", "out")]


def test_names_that_nobody_can_resolve_are_dns():
    """The resolver by its address; services fail for want of it."""
    bad = {DNS: "out", **dict.fromkeys(SERVICES, "dns")}
    assert verdicts(desks=everybody(bad)) == [
        ("dns", "10.0.0.53", "out"),
        ("dns", "", "dns"),
    ]


def test_without_an_agent_at_the_line_services_speak_for_it():
    """All of them at once, from all desks."""
    bad = dict.fromkeys(SERVICES, "out")
    assert verdicts(None, everybody(bad)) == [("line", "", "out")]
