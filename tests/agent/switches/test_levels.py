"""Levels as samples."""

import json

import pytest

from agent.readers.snmp.level_rules import Group, LevelRules, Rule
from agent.readers.snmp.rows import oid
from agent.sources.snmp.asker import Asker
from agent.switches import metrics
from agent.switches.levels import (
    MOST_SERIES,
    level_bases,
    levels,
)
from agent.switches.reading import collect
from tests.support.snmp_agreement import devices, from_recording
from tests.support.snmp_exchange import FakeExchange
from tests.support.snmprec import FOLDER, read_snmprec

FAN = "1.3.6.1.4.1.99.1.1.1"
NAMES = "1.3.6.1.4.1.99.1.1.2"
RULES = LevelRules((Group("X", (Rule("fan", value=FAN, names=NAMES),)),))


def fans(count, name=b"fan"):
    """Return so many fans of one name."""
    walk = {(*oid(FAN), n): 1000 + n for n in range(1, count + 1)}
    return walk | {(*oid(NAMES), n): name for n in range(1, count + 1)}


def test_names_that_stand_twice_are_numbered():
    """In the order of the device's table."""
    found = levels(fans(3), RULES)
    assert [(s.metric, s.labels, s.value) for s in found] == [
        (metrics.FAN, ("fan",), 1001),
        (metrics.FAN, ("fan 2",), 1002),
        (metrics.FAN, ("fan 3",), 1003),
    ]


def test_there_is_an_end_of_series():
    """However many sensors a device has."""
    assert len(levels(fans(MOST_SERIES + 50), RULES)) == MOST_SERIES


def test_only_columns_that_are_there_are_read_again():
    """With what names them, and what says which rules are for the device."""
    found = level_bases(fans(2), RULES)
    assert found == (oid("1.3.6.1.2.1.1.2"), oid(FAN), oid(NAMES))
    assert level_bases({}, RULES) == (oid("1.3.6.1.2.1.1.2"),)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", devices())
def test_a_recorded_device_says_the_same_when_only_its_levels_are_read(name):
    """Through the door, of which a survey reads ten times as much."""
    with from_recording(name) as device:
        survey = collect(device).walk
    bases = level_bases(survey)
    exchange = FakeExchange(read_snmprec(FOLDER / f"{name}.snmprec"))
    again = Asker(exchange, lambda: 0.0).columns(bases).values
    assert sorted(map(str, levels(again))) == sorted(map(str, levels(survey)))


def _processors(name):
    """Return what LibreNMS's test expects of processors, as shares."""
    path = FOLDER / f"{name}.librenms.json"
    if not path.exists():
        return []
    told = json.loads(path.read_text("utf-8")).get("processors") or {}
    tables = told.get("poller")
    tables = tables if isinstance(tables, dict) else told.get("discovery") or {}
    rows = [row for table in tables.values() for row in table]
    return sorted(round(row["processor_usage"] / 100, 2) for row in rows)


ONE_MINUTE = {
    "cisco-2960x": "we read one minute, LibreNMS five",
    "ubiquiti-es-24-250w": "we read one minute, LibreNMS five seconds",
    "fortigate-60f": "we read the whole, LibreNMS also each core",
}
"""Where we measure something else on purpose, and why."""


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", [d for d in devices() if d not in ONE_MINUTE])
def test_processors_are_as_busy_as_librenms_says(name):
    """Each of them; what it does not know we may know."""
    walk = read_snmprec(FOLDER / f"{name}.snmprec")
    found = [s for s in levels(walk) if s.metric is metrics.CPU_BUSY]
    wanted = _processors(name)
    if wanted:
        assert sorted(round(sample.value, 2) for sample in found) == wanted


def test_budgets_of_the_standard_count_before_the_vendors():
    """Both tell of the same watts."""
    rules = LevelRules((Group("X", (Rule("poe_budget", value=FAN, numbered=True),)),))
    walk = {(*oid(FAN), 1001): 740}
    assert [(s.labels, s.value) for s in levels(walk, rules)] == [(("1",), 740)]
    walk[oid("1.3.6.1.2.1.105.1.3.1.1.2.1")] = 370
    assert [(s.labels, s.value) for s in levels(walk, rules)] == [(("1",), 370)]
