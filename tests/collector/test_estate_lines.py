"""Lines are measured by themselves, else by their edge port."""

import pytest

from agent.shared.survey import Port, Survey
from collector.estate_lines import line_use
from collector.measured import Seen, seen_of
from collector.planning.shapes.records import Line
from tests.support.day_values import MONDAY, day_of

LINE = Line(id="main", down_mbps=200.0, up_mbps=100.0, device="r", port="wan1")
SURVEY = Survey(device="r", ports=(Port(index=1, key="wan1", speed_bps=10**9),))
NOTHING = Seen({}, 0, 0, 0)


def port(*values, way="receive"):
    """Return what was seen of the edge device on one day."""
    row = day_of("r", MONDAY, *values, signal=f'port_{way}_ratio{{port="wan1"}}')
    return seen_of([row], least_hours=2)


def test_the_use_of_the_edge_port_is_told_as_a_share_of_the_contract():
    """A tenth of a gigabit is half of 200 Mb/s down, and all of 100 Mb/s up."""
    down = line_use(LINE, NOTHING, port(0.1), SURVEY)
    assert down.signals["line_receive_ratio"].daily_p95 == pytest.approx((0.5,))
    assert (down.days, down.hours) == (1, 7)
    up = line_use(LINE, NOTHING, port(0.1, way="transmit"), SURVEY)
    assert up.signals["line_transmit_ratio"].sketch.maximum == pytest.approx(1.0)


def test_what_was_measured_of_the_line_itself_comes_first():
    """The port only adds what is missing."""
    row = day_of("line:main", MONDAY, 0.7, hours=5, signal="line_receive_ratio")
    own = seen_of([row], least_hours=2)
    found = line_use(LINE, own, port(0.05, way="transmit"), SURVEY)
    assert found.signals["line_receive_ratio"].sketch.maximum == 0.7
    assert "line_transmit_ratio" in found.signals
    assert found.hours == 5


@pytest.mark.parametrize(
    "survey",
    [None, Survey(device="r"), Survey(device="r", ports=(Port(index=1, key="wan1"),))],
)
def test_without_a_known_speed_nothing_is_known(survey):
    """The router is gone, or says no speed."""
    assert line_use(LINE, NOTHING, port(0.1), survey).signals == {}
    assert line_use(LINE, NOTHING, port(0.1), survey).hours == 0
