"""The driver of the browser; drawing is tested in tests/system/test_boards_render.py."""

import pytest

from dashboards.render.renderer import Look, Renderer
from tests.support.sample_board import sample_board


def test_nothing_is_assumed_about_time_and_variables():
    """The board's own range and choices hold."""
    assert (Look().start, Look().end, Look().variables) == (None, None, {})


def test_a_renderer_draws_only_while_its_browser_runs():
    """Said plainly, not by an attribute that is missing."""
    with pytest.raises(RuntimeError, match="with block"):
        Renderer().draw(sample_board(), "http://127.0.0.1:9")
