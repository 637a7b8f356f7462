"""The overview's line on network devices."""

from collector.web.lan.network_line import network_line
from tests.support.lan_views import device, finding


def test_devices_are_counted_by_what_they_need():
    """Each by its worst finding."""
    line = network_line(
        [
            device("a", state="down"),
            device("b", findings=[finding("b", severity="critical"), finding("b")]),
            device("c", findings=[finding("c")]),
            device("d", findings=[finding("d", severity="info")]),
        ]
    )
    assert (line.total, line.silent, line.critical, line.warning) == (4, 1, 1, 1)
