"""A machine's day in charts."""

from collector.signals import CHART_ONLY
from collector.signals import SIGNALS as KEPT
from collector.web.i18n import Tongue
from collector.web.views_charts import DAY, PLANS, SIGNALS, charts, window
from tests.support.sample_fleet import NOW, sample_points


def test_charts_ask_for_signals_that_exist():
    """A chart of an unknown signal would be empty for ever."""
    assert set(SIGNALS) <= {*KEPT, *CHART_ONLY}


def test_a_day_is_drawn_and_summed_up():
    """Each chart says its mean and its highest, in the language of the page."""
    made = charts(sample_points(None, "", NOW)[1], Tongue("vi"), now=NOW)
    assert len(made) == len(PLANS)
    assert all(chart.svg for chart in made)
    assert made[0].lines[0].mean_text.startswith("trung bình ")
    assert [line.name for line in made[-1].lines] == ["vào", "ra"]


def test_without_points_there_is_no_chart():
    """The page says so instead of drawing zero."""
    made = charts({}, Tongue("en"), now=NOW)
    assert not any(chart.svg or chart.lines for chart in made)


def test_a_new_machine_is_shown_from_its_first_minutes():
    """Two points at the edge of a day would look like none."""
    assert window(NOW - 120, NOW).length_s == 3600
    assert window(NOW - 7200, NOW).length_s == 6 * 3600
    assert window(NOW - 80000, NOW) == DAY
    assert window(NOW - 90000, NOW) == DAY
    assert window(None, NOW) == DAY
