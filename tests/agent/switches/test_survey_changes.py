"""A survey travels when it says something new."""

import msgspec
import pytest
from msgspec.structs import replace

from agent.shared.survey import (
    Neighbour,
    Poe,
    Port,
    PowerBudget,
    SpanningTree,
    Station,
    Supply,
    Survey,
)
from agent.switches.survey_changes import AGAIN_S, Changes, digest, encoded

SURVEY = Survey(
    device="sw1",
    uptime_s=5.0,
    ports=(Port(1, "1", changed_s=5.0, poe=Poe(True, True, watts=4.0)),),
    stations=(Station("aa:00:00:00:00:01", 1, 1), Station("aa:00:00:00:00:02", 1)),
    neighbours=(Neighbour("lldp", 1, name="a"), Neighbour("cdp", None, name="b")),
    supplies=(Supply("black", level_ratio=0.5),),
    power=(PowerBudget(1, 100.0, 4.0),),
    spanning_tree=SpanningTree(root="aa:00:00:00:00:09", changed_s=4.0),
)


@pytest.mark.parametrize(
    "same",
    [
        {"uptime_s": 65.0},
        {"ports": (Port(1, "1", changed_s=65.0, poe=Poe(True, True, watts=5.0)),)},
        {"stations": tuple(reversed(SURVEY.stations))},
        {"neighbours": tuple(reversed(SURVEY.neighbours))},
        {"supplies": (Supply("black", level_ratio=0.4),)},
        {"power": (PowerBudget(1, 100.0, 5.0),)},
        {"spanning_tree": SpanningTree(root="aa:00:00:00:00:09", topology_changes=2)},
        {"problems": {"1.2": "no answer"}},
    ],
)
def test_mere_use_is_no_change(same):
    """Time, power, toner, and the order of tables."""
    assert digest(replace(SURVEY, **same)) == digest(SURVEY)


@pytest.mark.parametrize(
    "other",
    [
        {"serial": "X"},
        {"ports": (Port(1, "1", link="up"),)},
        {"stations": SURVEY.stations[:1]},
        {"neighbours": ()},
        {"spanning_tree": SpanningTree(root="aa:00:00:00:00:01")},
    ],
)
def test_what_a_person_would_see_is_a_change(other):
    """Links, stations, neighbours, the root of the tree."""
    assert digest(replace(SURVEY, **other)) != digest(SURVEY)


def test_it_is_sent_at_first_when_it_changes_and_after_six_hours():
    """Not in between."""
    changes = Changes()
    assert changes.worth(SURVEY, 0.0)
    assert not changes.worth(SURVEY, 600.0)
    assert changes.worth(replace(SURVEY, name="new"), 1200.0)
    assert not changes.worth(replace(SURVEY, name="new"), 1800.0)
    assert changes.worth(replace(SURVEY, name="new"), 1200.0 + AGAIN_S)


def test_a_survey_is_json_that_the_collector_takes():
    """Whole where it fits."""
    body = encoded(SURVEY)
    assert msgspec.json.decode(body, type=Survey) == SURVEY


def test_a_large_one_is_cut_where_it_is_longest():
    """And says so."""
    stations = tuple(Station(f"aa:00:00:00:{n:04x}") for n in range(4000))
    body = encoded(replace(SURVEY, stations=stations), 20_000)
    assert len(body) <= 20_000
    found = msgspec.json.decode(body, type=Survey)
    assert found.incomplete == ("stations",)
    assert len(found.stations) == 500
    assert found.ports == SURVEY.ports
    assert encoded(SURVEY, 10) is None


def test_what_is_not_sound_is_not_sent(caplog):
    """It would take a whole report along."""
    assert encoded(replace(SURVEY, name="x" * 500)) is None
    assert "not sound" in caplog.text
