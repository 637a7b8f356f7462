"""The ranking of data at risk."""

import itertools
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.findings.risk import (
    RISK_TEXTS,
    Reason,
    data_at_risk,
    describe_reason,
)
from agent.shared.findings.rules import judge
from agent.shared.knowledge.thresholds import RiskWeights
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, GB, IN_ORDER, KNOWLEDGE, NOW, changed

FROM_BEST = ("healthy", "unknown", "watch", "replace_soon", "failing")


def score(facts, **more):
    """Return the score of a machine with its findings."""
    findings = judge(facts, now=NOW, knowledge=KNOWLEDGE)
    return data_at_risk(facts, findings, NOW, **more).score


def test_the_worst_case_is_near_a_hundred():
    """A failing drive, no backup, boundless documents."""
    facts = changed(
        disk_health__sda={"verdict": "failing"}, backup={}, documents={"bytes": 10**15}
    )
    assert score(facts) == pytest.approx(100, abs=0.1)


def test_without_documents_nothing_is_lost():
    """Whatever else is wrong."""
    facts = changed(
        disk_health__sda={"verdict": "failing"}, backup={}, documents={"bytes": 0}
    )
    assert score(facts) == 0


def test_a_machine_in_order_is_low():
    """A healthy drive and a proven backup of last night."""
    assert score(IN_ORDER) < 2


def test_no_backup_ranks_before_a_dying_drive_with_one():
    """The second loses half a day."""
    without = changed(backup={})
    dying = changed(disk_health__sda={"verdict": "failing"})
    assert score(without) > score(dying) > score(IN_ORDER)


@given(
    st.integers(min_value=0, max_value=10**13),
    st.one_of(st.none(), st.integers(min_value=0, max_value=1000)),
)
def test_a_worse_verdict_never_lowers_the_score(size, age_days):
    """Nor does an unknown one count as a good one."""
    backup = {}
    if age_days is not None:
        when = {"last_success_timestamp_seconds": NOW - age_days * DAY}
        backup = {"server": Item({**when, "proof": "canary"})}
    scores = [
        score(
            changed(
                disk_health__sda={"verdict": verdict},
                backup=backup,
                documents={"bytes": size},
            )
        )
        for verdict in FROM_BEST
    ]
    assert scores == sorted(scores)


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=2, max_size=6))
def test_an_older_backup_never_lowers_the_score(ages):
    """And none at all is the worst."""
    scores = [
        score(changed(backup__server={"last_success_timestamp_seconds": NOW - a * DAY}))
        for a in sorted(ages)
    ]
    assert scores == sorted(scores)
    assert scores[-1] <= score(changed(backup={}))


@given(st.lists(st.integers(min_value=0, max_value=10**14), min_size=2, max_size=6))
def test_more_documents_never_lower_the_score(sizes):
    """More to lose."""
    scores = [score(changed(documents={"bytes": size})) for size in sorted(sizes)]
    assert scores == sorted(scores)


def test_each_sign_of_loss_raises_the_score():
    """A canary, a damaged pool, a degraded array."""
    for worse in (
        changed(canary__documents={"state": "changed"}),
        changed(canary__documents={"state": "missing"}),
        changed(scrub={"tank": Item({"errors": 1})}),
        changed(raid={"md0": Item({"degraded": True})}),
        changed(backup__server={"proof": "own word"}),
    ):
        assert score(worse) > score(IN_ORDER)


def test_the_best_backup_counts():
    """A second, older one does no harm."""
    two = changed(backup__old={"last_success_timestamp_seconds": NOW - 900 * DAY})
    assert score(two) == score(IN_ORDER)


def test_unknown_stands_between_good_and_bad():
    """For the drive, the backup and the documents."""
    assert (
        score(IN_ORDER)
        < score(changed(disk_health=None))
        < score(changed(disk_health__sda={"verdict": "failing"}))
    )
    assert score(IN_ORDER) < score(changed(backup=None)) < score(changed(backup={}))
    none, vast = changed(documents={"bytes": 0}), changed(documents={"bytes": 10**15})
    assert score(none) < score(changed(documents=None)) < score(vast)


def test_weights_come_from_the_knowledge():
    """An office with small documents sets them lower."""
    light = RiskWeights(documents_half_bytes=1 * GB)
    assert score(IN_ORDER, weights=light) > score(IN_ORDER)


def test_the_reasons_say_what_the_score_is_made_of():
    """In the reader's language, each placeholder filled."""
    variants = (
        IN_ORDER,
        {},
        changed(backup={}),
        changed(backup__server={"proof": "own word"}),
        *(changed(disk_health__sda={"verdict": verdict}) for verdict in FROM_BEST),
        changed(canary__documents={"state": "changed"}),
        changed(canary__documents={"state": "missing"}),
        changed(scrub={"tank": Item({"errors": 1})}),
        changed(raid={"md0": Item({"degraded": True})}),
    )
    told = set()
    for facts in variants:
        findings = judge(facts, now=NOW, knowledge=KNOWLEDGE)
        for reason in data_at_risk(facts, findings, NOW).reasons:
            told.add(reason.kind)
            names = {
                n for _, n, _, _ in Formatter().parse(RISK_TEXTS[reason.kind]) if n
            }
            assert names <= reason.evidence.keys() or not reason.evidence
            assert describe_reason(reason, str, lambda _, value: str(value))
    assert told == set(RISK_TEXTS)


def test_a_reason_of_a_newer_version_is_shown():
    """By its name."""
    assert describe_reason(Reason("theft", 1.0), str, str) == "theft"


def test_all_combinations_stay_within_bounds():
    """From 0 to 100."""
    for verdict, size in itertools.product(FROM_BEST, (0, 10**9, 10**300)):
        facts = changed(
            disk_health__sda={"verdict": verdict}, documents={"bytes": size}
        )
        assert 0 <= score(facts) <= 100
