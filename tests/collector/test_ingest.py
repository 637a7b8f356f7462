import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.ingest import Sender, true_time
from tests.support.deliveries import AGENT, NOW, batch, report


def sender(offset=None):
    """Return a sender whose earlier boots had *offset*."""
    return Sender(AGENT, NOW, None, lambda _boot: offset)


@pytest.mark.parametrize(
    ("made", "sent", "offset", "time"),
    [
        ({"time": NOW - 60, "uptime_s": 940}, {}, None, NOW - 60),
        ({"time": NOW - 61, "uptime_s": 940}, {}, None, NOW - 61),
        ({"time": NOW + 9e6, "uptime_s": 940}, {"sent": NOW + 9e6}, None, NOW - 60),
        ({"time": NOW, "uptime_s": 2000}, {}, None, NOW),
        ({"time": NOW - 5000, "boot": "old"}, {}, None, NOW - 5000),
        ({"time": NOW - 5000, "boot": "old"}, {}, 100.0, NOW - 5100),
        ({"time": NOW + 5000, "boot": "old"}, {}, None, NOW - 1000),
        ({"time": 1e6, "boot": "old"}, {}, None, NOW - 1000),
    ],
)
def test_times_are_corrected_by_what_is_known(made, sent, offset, time):
    """Uptime within a boot, the boot's offset before it, never the future."""
    assert true_time(report(**made), batch(**sent), sender(offset)) == time


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), st.booleans())
def test_no_report_is_later_than_its_arrival(time, uptime, old):
    """Whatever clocks say."""
    made = report(time=time, uptime_s=uptime, boot="old" if old else "boot-1")
    assert true_time(made, batch(), sender()) <= NOW
