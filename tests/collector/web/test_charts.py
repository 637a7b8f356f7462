"""Charts show what was measured and nothing else."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.web.charts import Frame, Line, draw, known, nice_top, segments

DAY = 86400.0


def frame(**changes):
    """Return a frame over a day."""
    values = {
        "title": "CPU & <b>",
        "start": 0.0,
        "end": DAY,
        "write": lambda value: f"{value:g} <u>",
        "write_time": lambda time: f"{time / 3600:.0f}:00",
        "gap_s": 600.0,
    }
    return Frame(**values | changes)


def test_points_far_apart_are_not_joined():
    """Between them the machine was off; nobody knows what it did."""
    points = [(0, 1.0), (300, 2.0), (5000, 3.0), (5300, None), (5600, 4.0)]
    assert [len(part) for part in segments(points, 600)] == [2, 1, 1]


@pytest.mark.parametrize(
    ("value", "base", "top"),
    [
        (0.0, 1000, 1.0),
        (3.0, 1000, 4.0),
        (81.0, 1000, 100.0),
        (0.03, 1000, 0.04),
        (1500.0, 1024, 2048.0),
        (float("nan"), 1000, 1.0),
        (5e-324, 1000, 1.0),
        (1.7e308, 1000, 1e100),
    ],
)
def test_the_scale_ends_at_a_round_number(value, base, top):
    """People read round numbers."""
    assert nice_top(value, base) == pytest.approx(top)


def test_nothing_to_draw_is_no_chart():
    """An empty frame would look like zero."""
    assert draw([Line("a", [])], frame()) is None
    assert draw([Line("a", [(5.0, None)])], frame()) is None
    assert draw([Line("a", [(-5.0, 1.0)])], frame()) is None


def test_a_chart_has_a_title_and_escapes_it():
    """Who cannot see the curve hears its name; no text becomes markup."""
    svg = str(draw([Line("in", [(0.0, 1.0), (300.0, 2.0)])], frame()))
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.get("aria-label") == "CPU & <b>"
    assert "style=" not in svg
    assert root.findall(".//title")


def test_only_values_within_the_frame_count():
    """What is older is not on the chart."""
    line = Line("a", [(-1.0, 9.0), (10.0, 1.0), (DAY + 1, 9.0)])
    assert known([line], frame()) == [(10.0, 1.0)]


@given(
    st.lists(
        st.tuples(st.floats(-DAY, 2 * DAY), st.none() | st.floats(allow_nan=True)),
        max_size=40,
    )
)
def test_any_points_give_well_formed_svg(points):
    """Infinite, missing, unordered: still a picture or nothing."""
    svg = draw([Line("a", sorted(points, key=lambda p: p[0]))], frame())
    if svg is not None:
        ET.fromstring(str(svg))  # noqa: S314 - our own
        assert "nan" not in str(svg)
