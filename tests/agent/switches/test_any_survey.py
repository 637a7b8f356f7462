"""Surveys and levels of walks that no sane device makes."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.switches.levels import level_bases, levels
from agent.switches.reading import Collected
from agent.switches.survey import survey_of
from tests.agent.readers.snmp.test_any_walk_levels import MAKERS, OBJECT_ID, ODD_WALKS

SETTINGS = DeviceSettings(name="sw1", address="10.1.1.1")


@given(
    walk=ODD_WALKS,
    inside=ODD_WALKS,
    maker=MAKERS,
    problems=st.dictionaries(st.text(max_size=40), st.text(max_size=2000), max_size=3),
)
def test_any_walk_makes_a_survey_that_its_collector_takes(
    walk, inside, maker, problems
):
    """It fits the wire's types and bounds, whatever stands in it."""
    collected = Collected({OBJECT_ID: maker, **walk}, {5: inside}, problems)
    found = survey_of(collected, SETTINGS, address="10.1.1.1", credential="ro")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Survey) == found
    keys = [port.key for port in found.ports]
    assert len(set(keys)) == len(keys)


@given(walk=ODD_WALKS, maker=MAKERS)
def test_any_walk_makes_samples_of_series_that_stand_once(walk, maker):
    """And those columns alone that are read again make the same."""
    walk = {OBJECT_ID: maker, **walk}
    found = levels(walk)
    series = [(sample.metric.name, sample.labels) for sample in found]
    assert len(set(series)) == len(series)
    bases = level_bases(walk)
    again = {n: v for n, v in walk.items() if any(n[: len(b)] == b for b in bases)}
    assert sorted(map(str, levels(again))) == sorted(map(str, found))
