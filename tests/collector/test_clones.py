from hypothesis import given
from hypothesis import strategies as st

from collector.clones import CloneWatch, is_clone
from collector.deliveries import open_reports
from collector.store.interface import AgentStatus, StoredReport
from tests.support.deliveries import AGENT, NOW, batch, report

STARTS = st.lists(st.integers(0, 9).map(str), max_size=8, unique=True).map(tuple)


@given(STARTS)
def test_starts_one_after_the_other_are_one_machine(starts):
    """The process that sends now, or a new one, is no clone."""
    assert not is_clone("new", starts)
    if starts:
        assert not is_clone(starts[-1], starts)


@given(STARTS.filter(lambda starts: len(starts) > 1), st.data())
def test_a_process_that_others_followed_never_comes_back(starts, data):
    """Whichever of the earlier ones returns shows two machines."""
    assert is_clone(data.draw(st.sampled_from(starts[:-1])), starts)


def stored(sequence, body):
    """Return a stored report of the agent."""
    return StoredReport(AGENT, "0" * 8, sequence, NOW, NOW, body)


def evidence(watch, *reports, agent_id=AGENT, status=None, **changes):
    """Return what *watch* says of a delivery."""
    made = batch(*reports, **changes)
    return watch.evidence(agent_id, status, made, open_reports(made.reports))


def test_a_return_in_turn_is_told():
    """The status' instances decide."""
    status = AgentStatus(AGENT, instances=("x", "y"))
    assert "in turn" in evidence(CloneWatch(), status=status, instance="x")
    assert not evidence(CloneWatch(), status=status, instance="y")
    assert not evidence(CloneWatch(), status=None, instance="x")


def test_one_name_with_two_contents_is_told_and_a_repeat_is_not():
    """Only another body under the same agent, spool and sequence is evidence."""
    watch = CloneWatch()
    (one,) = batch(report(1)).reports
    watch.keep(stored(1, bytes(one)))
    assert not evidence(watch, report(1))
    assert "two contents" in evidence(watch, report(1, uptime_s=1.0))
    assert not evidence(watch, report(1, uptime_s=1.0, spool="1" * 8))
    assert not evidence(watch, report(1, uptime_s=1.0), agent_id="b" * 32)


def test_a_report_that_cannot_be_read_is_no_evidence():
    """Damage on the way is refused for itself; it accuses nobody."""
    watch = CloneWatch()
    watch.keep(stored(1, b"{}"))
    assert not evidence(watch, b'{"spool":"00000000","sequence":1}')


def test_after_a_decision_the_watch_begins_afresh():
    """What one agent sent is forgotten, what others sent is not."""
    watch = CloneWatch()
    watch.keep(stored(1, b"x"))
    watch.forget("b" * 32)
    assert evidence(watch, report(1))
    watch.forget(AGENT)
    assert not evidence(watch, report(1))


@given(st.lists(st.integers(1, 9), max_size=30))
def test_memory_is_bounded(sequences):
    """The oldest names are forgotten."""
    watch = CloneWatch(most_bodies=3)
    for sequence in sequences:
        watch.keep(stored(sequence, b"x"))
    known = [n for n in range(1, 10) if evidence(watch, report(n))]
    assert len(known) <= 3
    assert set(known) <= set(sequences)
    assert set(sequences[-1:]) <= set(known)
