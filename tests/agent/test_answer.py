"""What answers mean for the reports that were sent."""

from hypothesis import given
from hypothesis import strategies as st

from agent.answer import TABLE_TRIES, problem, remember_waits, settle
from agent.shared.wire import Acknowledgement, Outcome
from agent.spool_file import Spooled

SENT = [Spooled("00000000", n, 0.0, "", b"{}") for n in range(1, 6)]


def answer(*results):
    """Return an acknowledgement of the first reports."""
    return Acknowledgement(
        0.0,
        tuple(Outcome("00000000", n + 1, r, "why") for n, r in enumerate(results)),
    )


def test_only_stored_and_repeated_are_done():
    """What the answer does not name stays in the spool."""
    found = settle(SENT, answer("stored", "repeated", "refused", "wait_for_table"), {})
    assert [r.sequence for r in found.done] == [1, 2]
    assert [(r.sequence, why) for r, why in found.refused] == [(3, "why")]
    assert [r.sequence for r in found.waiting] == [4]


def test_a_report_does_not_wait_for_ever_for_a_table():
    """After some tries it is put aside, so that it holds up nothing."""
    waited = {}
    for _ in range(TABLE_TRIES - 1):
        found = settle(SENT[:1], answer("wait_for_table"), waited)
        assert found.waiting
        waited = remember_waits(waited, found.waiting)
    assert settle(SENT[:1], answer("wait_for_table"), waited).refused


@given(st.integers(100, 599), st.binary(max_size=200), st.text(max_size=30))
def test_any_refusal_is_understood(status, body, content_type):
    """Pages of proxies are problems without a reason."""
    assert problem(status, body, content_type).reason == ""
