"""The chart of a port has its traffic and its errors."""

from collector.web.i18n import Tongue
from collector.web.lan.port_chart import port_charts, port_signals
from collector.web.views_charts import DAY
from tests.support.lan_views import NOW


def test_traffic_is_in_bits_and_errors_are_a_share():
    """As networks are sold."""
    receive, _transmit, errors = port_signals("Gi0/1")
    assert receive == 'port_receive_bytes_per_second{port="Gi0/1"}'
    times = [NOW - 600.0, NOW - 300.0]
    points = {
        receive: [(t, 12.5e6) for t in times],
        errors: [(t, 0.0002) for t in times],
    }
    traffic, wrong = port_charts("Gi0/1", points, Tongue("en"), now=NOW, window=DAY)
    assert traffic.lines[0].mean == "100\u00a0Mbit/s"
    assert wrong.lines[0].highest == "0.02%"


def test_no_readings_are_no_chart():
    """A port without a link."""
    charts = port_charts('"', {}, Tongue("vi"), now=NOW, window=DAY)
    assert [chart.svg for chart in charts] == [None, None]
