"""Incidents as series."""

from collector.attribution.shapes import Incident
from collector.incident_series import CONFIDENCE, MOST, OPEN, samples

ONE = Incident(
    "i", "pc", "s", "0" * 32, "out", 0.0, None, 0.9, {"machine": "PC-1"}, ("0" * 32,)
)


def test_each_open_incident_has_its_series():
    """By the names that people know; causes are counted, none with zero."""
    found = list(samples([ONE], lambda place: f"name of {place}"))
    counts = {one.labels[0]: one.value for one in found if one.metric is OPEN}
    assert counts["pc"] == 1
    assert counts["line"] == 0
    (sure,) = [one for one in found if one.metric is CONFIDENCE]
    assert (sure.labels, sure.value) == (("i", "pc", "out", "s", "PC-1"), 0.9)


def test_there_is_an_end_to_it():
    """A storm makes no endless page."""
    found = list(samples([ONE] * (MOST + 50), str))
    assert sum(one.metric is CONFIDENCE for one in found) == MOST
