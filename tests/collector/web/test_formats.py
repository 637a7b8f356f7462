"""Values look as people of each language write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.web.formats import Formats

VI, EN = Formats("vi"), Formats("en")
MORNING = 1795487100.0  # 24 November 2026, 09:25 in Hà Nội
FLOATS = st.floats(allow_nan=True, allow_infinity=True)


@pytest.mark.parametrize(
    ("vi", "en", "made"),
    [
        ("1.234.567", "1,234,567", lambda f: f.number(1234567)),
        ("0,5", "0.5", lambda f: f.number(0.5, 1)),
        ("0,0", "0.0", lambda f: f.number(-0.01, 1)),
        ("43%", "43%", lambda f: f.percent(0.43)),
        ("2,5%", "2.5%", lambda f: f.percent(0.025)),
        ("0,02%", "0.02%", lambda f: f.percent(0.00023)),
        ("0,1%", "0.1%", lambda f: f.percent(0.001)),
        ("16\u00a0GB", "16\u00a0GB", lambda f: f.memory(16 * 1024**3)),
        ("1,5\u00a0TB", "1.5\u00a0TB", lambda f: f.storage(1.5e12)),
        ("500\u00a0GB", "500\u00a0GB", lambda f: f.storage(500_107_862_016)),
        ("8\u00a0Mbit/s", "8\u00a0Mbit/s", lambda f: f.bits(1e6)),
        ("3,1\u00a0GHz", "3.1\u00a0GHz", lambda f: f.hertz(3.1e9)),
        ("3\u00a0ngày 4\u00a0giờ", "3\u00a0d 4\u00a0h", lambda f: f.span(274000)),
        ("0\u00a0giây", "0\u00a0s", lambda f: f.span(0.2)),
        ("1\u00a0giờ", "1\u00a0h", lambda f: f.span(3700, 1)),
        ("12,5\u00a0ms", "12.5\u00a0ms", lambda f: f.short_seconds(0.0125)),
        ("2\u00a0s", "2\u00a0s", lambda f: f.short_seconds(2)),
        ("24/11/2026 09:25", "24 Nov 2026 09:25", lambda f: f.moment(MORNING)),
        ("09:25", "09:25", lambda f: f.brief(MORNING, MORNING + 60)),
        ("24/11/2026 09:25", "24 Nov 2026 09:25", lambda f: f.brief(MORNING, 2e9)),
        ("Thứ Ba", "Tuesday", lambda f: f.weekday(MORNING)),
    ],
)
def test_values_are_written_in_each_language(vi, en, made):
    """The same value in Vietnamese and in English."""
    assert (made(VI), made(EN)) == (vi, en)


@given(FLOATS)
def test_no_value_breaks_a_page(value):
    """Whatever an agent sent, there is a text for it."""
    for formats in (VI, EN):
        for write in (
            *(formats.number, formats.short, formats.percent, formats.memory),
            *(formats.storage, formats.bits, formats.hertz, formats.short_seconds),
            *(formats.moment, formats.clock, formats.weekday, formats.iso),
        ):
            assert write(value)
        assert formats.span(value)
        assert formats.brief(value, MORNING)


def test_the_zone_is_that_of_the_offices():
    """A site elsewhere reads its own time."""
    assert Formats("vi", "UTC").clock(MORNING) == "02:25"
