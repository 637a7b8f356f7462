"""Since when a finding stands, through gaps, changes and returns."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.findings.risk import Risk
from agent.shared.findings.shape import Finding
from agent.shared.knowledge import load
from collector.findings import (
    MOST_RECORDS,
    RETURNS_WITHIN_S,
    SEEN_EVERY_S,
    Judged,
    as_finding,
    follow,
    ranked,
    support_end_of,
    windows11_of,
)
from tests.support.sample_fleet import item, office_pc
from tests.support.store_values import AGENT

DAY = 86400.0
FAILING = Finding("disk_failing", "critical", "sda", {"n": 1})
NO_BACKUP = Finding("backup_none", "warning")
KNOWLEDGE = load()


def test_what_is_found_stands_from_then_on():
    """The most severe comes first; each is written down."""
    standing, changed = follow(AGENT, (), [NO_BACKUP, FAILING], at=5.0)
    assert [r.kind for r in standing] == ["disk_failing", "backup_none"]
    assert {r.since for r in standing} == {5.0}
    assert sorted(changed, key=repr) == sorted(standing, key=repr)
    assert as_finding(standing[0]) == FAILING


def test_what_stays_as_it_was_is_not_written_again():
    """Only now and then, so that somebody can see that it was still there."""
    first, _ = follow(AGENT, (), [FAILING], at=5.0)
    again = follow(AGENT, first, [FAILING], at=5.0 + SEEN_EVERY_S - 1)
    assert again == (first, ())
    (seen,), changed = follow(AGENT, first, [FAILING], at=5.0 + SEEN_EVERY_S)
    assert (seen.since, seen.last_seen) == (5.0, 5.0 + SEEN_EVERY_S)
    assert changed == (seen,)


def test_new_evidence_does_not_begin_anew():
    """The disk has been failing since the first bad sector."""
    first, _ = follow(AGENT, (), [FAILING], at=5.0)
    worse = Finding("disk_failing", "warning", "sda", {"n": 9})
    (record,), changed = follow(AGENT, first, [worse], at=9.0)
    assert (record.since, record.severity, record.evidence) == (
        5.0,
        "warning",
        {"n": 9},
    )
    assert changed == (record,)


def test_what_is_gone_is_cleared_and_may_return():
    """Within a day it is the same trouble; later it is a new one."""
    first, _ = follow(AGENT, (), [FAILING], at=5.0)
    standing, (gone,) = follow(AGENT, first, [], at=100.0)
    assert standing == ()
    assert (gone.since, gone.cleared) == (5.0, 100.0)
    assert follow(AGENT, [gone], [], at=200.0).changed == ()
    (soon,), _ = follow(AGENT, [gone], [FAILING], at=100.0 + RETURNS_WITHIN_S)
    assert (soon.since, soon.cleared) == (5.0, None)
    (late,), _ = follow(AGENT, [gone], [FAILING], at=101.0 + RETURNS_WITHIN_S)
    assert late.since == 101.0 + RETURNS_WITHIN_S


findings = st.lists(
    st.builds(
        Finding,
        st.sampled_from("abc"),
        st.sampled_from(["critical", "warning", "info"]),
        st.sampled_from(["", "x"]),
    ),
    max_size=6,
)


@given(st.lists(findings, max_size=6))
def test_records_always_tell_what_stands(rounds):
    """Applying what changed to what was kept gives what stands, each name once."""
    kept = {}
    for number, found in enumerate(rounds):
        standing, changed = follow(AGENT, kept.values(), found, at=DAY * number)
        kept.update({(r.kind, r.subject): r for r in changed})
        left = {name: r for name, r in kept.items() if r.cleared is None}
        assert left == {(r.kind, r.subject): r for r in standing}
        assert left.keys() == {(f.kind, f.subject) for f in found}
        assert all(r.since <= r.last_seen for r in standing)


def test_machines_rank_by_the_risk_to_their_data():
    """At the same risk who has more critical findings comes first."""
    critical, _ = follow("c", (), [FAILING], at=1.0)
    fleet = [
        Judged("a", 1.0, (), Risk(10.0, ())),
        Judged("b", 1.0, (), Risk(70.0, ())),
        Judged("c", 1.0, critical, Risk(10.0, ())),
    ]
    assert [one.agent for one in ranked(fleet)] == ["b", "c", "a"]
    assert fleet[2].count("critical") == 1


def test_destruction_under_way_comes_before_every_risk():
    """However fresh the backup of that machine is."""
    canary, _ = follow("a", (), [Finding("canary_changed", "critical")], at=1.0)
    fleet = [
        Judged("b", 1.0, (), Risk(90.0, ())),
        Judged("a", 1.0, canary, Risk(5.0, ())),
    ]
    assert [one.agent for one in ranked(fleet)] == ["a", "b"]


def test_servers_and_virtual_machines_are_not_asked_for_windows_11():
    """Nobody upgrades them so."""
    pc = office_pc(5)
    assert windows11_of(pc, KNOWLEDGE).outcome in {"ready", "unknown", "fixable"}
    server = {
        **pc,
        "operating_system": {
            "": item(name="Windows Server 2019", edition="Standard", build="17763")
        },
    }
    virtual = {**pc, "system": {"": item(manufacturer="QEMU", model="Standard PC")}}
    for facts in (server, virtual, {}):
        assert windows11_of(facts, KNOWLEDGE) is None


def test_the_end_of_support_is_that_of_what_comes_for_nothing():
    """What can be bought afterwards does not count."""
    seven = {"operating_system": {"": item(name="Windows 7", build="7601")}}
    assert support_end_of(seven, KNOWLEDGE) < 1_600_000_000
    assert support_end_of({}, KNOWLEDGE) is None


def test_an_agent_that_names_new_things_each_time_does_not_fill_the_store():
    """What it says stands; it is not written down any more."""
    records = {}
    for turn in range(MOST_RECORDS // 100 + 5):
        found = [Finding("disk_failing", "critical", f"{turn}-{n}") for n in range(100)]
        standing, changed = follow(AGENT, records.values(), found, at=float(turn))
        records.update({(r.kind, r.subject): r for r in changed})
        assert len(standing) == 100
    assert len(records) <= MOST_RECORDS
    again, changed = follow(AGENT, records.values(), [], at=999.0)
    assert not again
    assert all(record.cleared for record in changed)
