"""What the evidence for a set of backups is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.facts.backup import Standing, happened, judge, minute, standing_item
from agent.readers.backup.shapes import Claim, Snapshot
from agent.shared.fact_kinds import FACT_KINDS
from agent.sources.backup_shapes import Evidence, Listing, Remembered

NOW = 1_700_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR


def listed(when, snapshot="id", **more):
    """Return the evidence of a repository whose newest snapshot is of *when*."""
    newest = None if when is None else Snapshot(snapshot, when)
    reason = "" if newest else "never seen: the repository has no snapshot"
    listing = Listing(reachable=True, newest=newest, reason=reason, answered=True)
    return Evidence(listing=listing, reachable=True, reason=reason, **more)


def silent(reason="no answer", *, reachable=False, **more):
    """Return the evidence of a repository that does not answer."""
    listing = Listing(reachable=reachable, reason=reason)
    return Evidence(listing=listing, reachable=reachable, reason=reason, **more)


def judged(seen, before=None, every_s=DAY):
    """Return how the set stands."""
    return judge(seen, before or Remembered(), now=NOW, every_s=every_s)


def test_a_snapshot_proves_more_than_a_stamp_and_that_more_than_a_word():
    """The strongest decides, even if another says a later time."""
    claim = Claim(NOW - 1, NOW - 1, True)
    found = judged(listed(NOW - HOUR, stamped=NOW - 5, claim=claim))
    assert (found.last_success, found.proof) == (NOW - HOUR, "snapshot")
    found = judged(Evidence(stamped=NOW - 5, claim=claim))
    assert (found.last_success, found.proof) == (NOW - 5, "stamp")
    found = judged(Evidence(claim=claim))
    assert (found.last_success, found.proof) == (NOW - 1, "own word")


def test_the_canary_found_again_proves_most_and_is_a_restore_test():
    """As long as the newest snapshot is the one that was tested."""
    found = judged(listed(NOW - HOUR, canary="same"))
    assert (found.proof, found.last_restore_test) == ("canary", NOW)
    later = judged(listed(NOW - HOUR), found.remembered("of"))
    assert (later.proof, later.last_restore_test) == ("canary", NOW)
    newer = judged(listed(NOW - 5, "id2", canary="unknown"), found.remembered("of"))
    assert (newer.proof, newer.last_restore_test) == ("snapshot", NOW)


def test_a_damaged_canary_in_the_backup_proves_nothing_but_a_snapshot():
    """And is remembered as tested: it is not fetched again every hour."""
    found = judged(listed(NOW - HOUR, canary="differs"))
    assert found.proof == "snapshot"
    assert found.damaged
    assert found.last_restore_test is None
    assert found.remembered("of").tested == "id"
    later = judged(listed(NOW - HOUR), found.remembered("of"))
    assert later.proof == "snapshot"


def test_a_job_is_not_believed_if_its_repository_has_no_newer_snapshot():
    """It says success every night, and nothing arrives."""
    claim = Claim(NOW - HOUR, NOW - HOUR, True)
    found = judged(listed(NOW - 3 * DAY, claim=claim))
    assert found.doubted
    assert (found.last_success, found.proof) == (NOW - 3 * DAY, "snapshot")
    assert (found.last_attempt, found.succeeded) == (NOW - HOUR, False)
    found = judged(listed(None, claim=claim))
    assert found.doubted
    assert found.last_success is None
    assert "never seen" in found.reasons["last_success_timestamp_seconds"]


def test_a_backup_may_take_half_its_period_before_its_end_is_doubted():
    """A snapshot is dated when it began, a stamp when it ended."""
    claim = Claim(NOW, NOW, True)
    assert not judged(listed(NOW - 11 * HOUR, claim=claim)).doubted
    assert judged(listed(NOW - 13 * HOUR, claim=claim)).doubted
    assert judged(listed(NOW - HOUR, claim=claim), every_s=HOUR).doubted
    assert judged(listed(NOW - 13 * HOUR, claim=claim), every_s=30 * DAY).doubted


def test_a_last_success_does_not_hide_a_later_failure():
    """Both are told."""
    found = judged(listed(NOW - DAY, claim=Claim(NOW - DAY, NOW - HOUR, False)))
    assert found.last_success == NOW - DAY
    assert (found.last_attempt, found.succeeded) == (NOW - HOUR, False)
    assert not found.doubted
    found = judged(Evidence(claim=Claim(NOW - DAY, NOW - HOUR)))
    assert found.succeeded is False


def test_never_seen_is_unknown_with_that_reason():
    """Not zero, and not left out."""
    found = judged(Evidence(reason="never seen: no stamp"))
    item = standing_item(found, tool="rsync", every_s=DAY)
    assert item.unknown["last_success_timestamp_seconds"] == "never seen: no stamp"
    assert item.attributes == {"tool": "rsync", "every_seconds": DAY}
    assert judged(Evidence()).reasons["proof"] == "never seen"


def test_a_target_that_cannot_be_reached_keeps_what_was_known():
    """The last success did not unhappen; a job's word does not replace it."""
    before = judged(listed(NOW - DAY, canary="same")).remembered("of")
    found = judged(silent(claim=Claim(NOW, NOW, True)), before)
    assert (found.last_success, found.proof) == (NOW - DAY, "canary")
    assert (found.reachable, found.last_restore_test) == (False, NOW)
    assert not found.doubted


def test_without_any_memory_the_word_of_a_job_is_better_than_nothing():
    """It is named as what it is."""
    found = judged(silent("locked", reachable=True, claim=Claim(NOW - 5)))
    assert (found.last_success, found.proof) == (NOW - 5, "own word")


def test_times_are_told_in_whole_minutes_and_all_kinds_are_declared():
    """So that facts do not change by the second."""
    found = judged(listed(NOW - 61.5, canary="same"))
    item = standing_item(found, tool="restic", every_s=None)
    assert item.attributes["last_success_timestamp_seconds"] % 60 == 0
    assert minute(None) is None
    told = set(item.attributes) | set(item.unknown)
    assert told == set(FACT_KINDS["backup"].fields)
    assert item.unknown["every_seconds"]


@pytest.mark.parametrize(
    ("before", "now", "kinds"),
    [
        (None, Standing(reachable=False), ["backup_target_unreachable"]),
        (Standing(reachable=False), Standing(reachable=False), []),
        (
            Standing(reachable=False),
            Standing(reachable=True),
            ["backup_target_reachable"],
        ),
        (None, Standing(reachable=True), []),
        (None, Standing(), []),
        (Standing(), Standing(doubted=True), ["backup_not_believed"]),
        (Standing(doubted=True), Standing(doubted=True), []),
        (None, Standing(damaged=True), ["backup_canary_differs"]),
    ],
)
def test_changes_are_events_once(before, now, kinds):
    """What was so before is not told again."""
    assert [event.kind for event in happened("home", before, now)] == kinds


TIMES = st.none() | st.floats(1e9, NOW + 600)


@given(
    st.builds(
        Evidence,
        canary=st.sampled_from([None, "same", "differs", "absent", "unknown"]),
        listing=st.none()
        | st.builds(
            Listing,
            reachable=st.none() | st.booleans(),
            newest=st.none()
            | st.builds(Snapshot, st.text(max_size=3), st.floats(1, 9)),
            answered=st.booleans(),
        ),
        reachable=st.none() | st.booleans(),
        stamped=TIMES,
        claim=st.none() | st.builds(Claim, TIMES, TIMES, st.none() | st.booleans()),
    ),
    st.builds(Remembered, last_success=TIMES, tested=st.text(max_size=3)),
)
def test_a_success_always_has_a_proof_and_an_unknown_always_a_reason(seen, before):
    """Whatever the evidence."""
    found = judged(seen, before)
    if found.last_success != before.last_success:
        assert (found.last_success is None) == (found.proof is None)
    item = standing_item(found, tool="x", every_s=None)
    assert all(item.unknown.values())
