"""A candidate knows its ends and becomes a link."""

from collector.topology.candidates import between, either
from collector.topology.shapes import End, Evidence


def test_a_candidate_is_the_same_from_both_sides():
    """Its ends are in order."""
    one = between(End("b", 2), End("a", 1), 0.8, Evidence("stp"), told=1)
    assert (one.a, one.b) == (End("a", 1), End("b", 2))
    assert one.end_of("b") == End("b", 2)
    assert one.ends == {End("a", 1), End("b", 2)}
    assert one.devices == {"a", "b"}


def test_only_a_pinned_link_is_certain():
    """Evidence alone never is."""
    sure = between(End("a"), End("b"), 1.0)
    assert sure.link().confidence == 0.99
    sure.pinned = True
    assert sure.link().confidence == 1.0


def test_independent_evidence_adds_up():
    """Without ever reaching certainty."""
    assert either([]) == 0.0
    assert either([0.5, 0.5]) == 0.75
