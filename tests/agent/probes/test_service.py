"""Services as series."""

import pytest

from agent.probe import NoData
from agent.probes.service import ServiceProbe
from agent.services.watch import Row


class Rows:
    """A watch that says these."""

    def __init__(self, *rows):
        self._rows = list(rows)

    def rows(self):
        return self._rows


def test_a_service_is_told_whole():
    """Up, phases, counts, certificate, status."""
    row = Row("portal", True, {"dns": 0.01, "total": 0.2}, {"ok": 5}, 200, 2e9)
    found = {
        (one.metric.name.removeprefix("hatang_service_"), *one.labels): one.value
        for one in ServiceProbe(services=Rows(row)).read()
    }
    assert found == {
        ("up", "portal"): 1,
        ("phase_seconds", "portal", "dns"): 0.01,
        ("phase_seconds", "portal", "total"): 0.2,
        ("checks_total", "portal", "ok"): 5,
        ("certificate_expiry_timestamp_seconds", "portal"): 2e9,
        ("http_status", "portal"): 200,
    }


def test_without_services_there_is_no_data():
    """Most agents check none."""
    for probe in (ServiceProbe(), ServiceProbe(services=Rows())):
        with pytest.raises(NoData):
            list(probe.read())
