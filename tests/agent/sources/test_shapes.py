"""The shapes that every operating system fills in."""

from agent.sources.shapes import Cpu, Memory, Usage


def test_a_shape_without_values_says_nothing():
    """Unknown is None, not zero."""
    assert Cpu().count is None
    assert Memory().size is None
    assert Usage().rss_bytes is None
