"""One target through the time."""

from hypothesis import given
from hypothesis import strategies as st

from collector.attribution.shapes import Span
from collector.way_track import KEPT_S, MOST_SPANS, Figures, WayTrack

MINUTE = 60.0


def played(*readings, interval_s=MINUTE):
    """Return a track that took a reading each minute from 0 on."""
    track = WayTrack()
    for number, figures in enumerate(readings):
        track.read(number * MINUTE, figures, interval_s)
    return track


def path(probes, lost, median=0.02):
    """Return a reading of a way; counters go on."""
    return Figures(probes=probes, lost=lost, median=median)


def service(up, total=0.3, unresolved=0.0):
    """Return a reading of a service."""
    return Figures(up=up, total=total, unresolved=unresolved)


def test_good_minutes_are_one_span():
    """The first reading has nothing to compare its counters with."""
    track = played(*(path(12 * n, 0) for n in range(5)))
    assert track.spans(300) == (Span(0, 240, "good"),)


def test_loss_is_what_is_new_in_the_counters():
    """Two of twelve within the minute."""
    track = played(path(12, 0), path(24, 0), path(36, 3), path(48, 3))
    assert track.spans(300) == (
        *(Span(0, 60, "good"), Span(60, 120, "loss"), Span(120, 180, "good")),
    )


def test_an_agent_that_begins_anew_counts_anew():
    """Counters that went back say nothing of that minute."""
    track = played(path(1200, 5), path(12, 0), path(24, 0))
    assert track.spans(300) == (Span(60, 120, "good"),)


def test_what_is_usual_is_learned_before_anything_is_slow():
    """Five good minutes; then twice that and 30 ms more."""
    slow = [path(12 * n, 0, 0.02 if n < 8 else 0.2) for n in range(10)]
    assert played(*slow).spans(600)[-1] == Span(420, 540, "slow")
    early = played(path(12, 0, 0.02), path(24, 0, 0.9), path(36, 0, 0.9))
    assert {one.state for one in early.spans(300)} == {"good"}


def test_outages_are_spans_of_their_own():
    """From the events, whatever the readings say; a running one ends where we know."""
    track = played(path(12, 0), path(24, 0))
    track.restored(50.0, 8.0)
    assert Span(42.0, 50.0, "out") in track.spans(100)
    track.lost(70.0)
    assert track.spans(100)[-1] == Span(70.0, 100, "out")
    track.restored(110.0, 40.0)
    assert track.spans(200)[-1] == Span(70.0, 110.0, "out")


def test_an_outage_whose_end_nobody_told_ends_with_the_first_answers():
    """Its agent was started anew; a minute that began before the outage says nothing."""
    track = played(path(12, 0), path(24, 0))
    track.lost(70.0)
    track.read(120.0, path(36, 3), MINUTE)
    assert track.spans(120)[-1] == Span(70.0, 120, "out")
    track.read(180.0, path(48, 3), MINUTE)
    assert track.spans(200)[-1] == Span(120, 180, "good")


def test_a_beginning_that_comes_after_its_end_opens_nothing():
    """After a restart of the collector the newest reports are read first."""
    track = played(path(12, 0), path(24, 0))
    track.restored(110.0, 40.0)
    track.lost(70.0)
    assert track.spans(200)[-1] == Span(70.0, 110.0, "out")
    track.lost(150.0)
    track.restored(110.0, 40.0)  # of an outage before
    assert track.spans(200)[-1] == Span(150.0, 200, "out")


def test_services_by_their_checks():
    """Up, down, not resolved, slow."""
    good = [service(1)] * 6
    track = played(*good, service(0), service(0, unresolved=1.0), service(1, 9.0))
    assert [one.state for one in track.spans(900)] == ["good", "out", "dns", "slow"]


def test_a_gap_is_not_bridged():
    """After half an hour of silence only the last interval is known."""
    track = played(service(1))
    track.read(1800.0, service(1), MINUTE)
    assert track.spans(1900) == (Span(-60, 0, "good"), Span(1740, 1800, "good"))


@given(
    st.lists(
        st.tuples(
            st.floats(0, 5000),
            st.builds(
                Figures,
                *(st.none() | st.floats(0, 1e6) for _ in range(6)),
            ),
        ),
        max_size=60,
    )
)
def test_any_readings_are_taken(steps):
    """Bounded, in whatever order."""
    track, now = WayTrack(), 0.0
    for pause, figures in steps:
        now += pause
        track.read(now, figures, MINUTE)
    spans = track.spans(now)
    assert len(spans) <= MOST_SPANS + 1
    assert all(one.end >= now - KEPT_S for one in spans[:1])
