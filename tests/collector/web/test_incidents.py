"""The page and the API of incidents."""

import json
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from collector.attribution.shapes import Incident
from collector.web.i18n import Tongue
from collector.web.incident_words import CAUSES, KINDS, line
from collector.web.incidents import IncidentApi
from collector.web.pages import routes
from tests.support.asgi import get
from tests.support.markup import assert_sound
from tests.support.sample_fleet import page_services, sample_fleet, sample_points

NOW = 1_800_000_000.0
EVIDENCE = {"saw_it": 7, "saw_it_not": 1, "machines": 3, "targets": "a, b"}
CUT = Incident("i1", "line", "Trụ sở", "main", "out", NOW - 600, None, 0.9, EVIDENCE)
PC = Incident(
    *("i2", "pc", "Trụ sở", "0" * 32, "out", NOW - 9000, NOW - 8000, 0.8),
    {**EVIDENCE, "machine": "<b>PC-7</b>"},
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_cause_and_kind_has_its_words(language):
    """In both languages, and none is the plain word of the rules."""
    tongue = Tongue(language)
    for cause in CAUSES:
        for kind in KINDS:
            one = Incident("i", cause, "s", "p", kind, NOW, None, 0.5, EVIDENCE)
            told = line(one, "p", tongue, NOW + 60)
            assert told.cause
            assert told.shows
            assert told.todo
            assert told.percent == 50
            assert told.lasted_s == 60
    assert "7" in told.saw


def app(*incidents):
    """Return the pages and the API of a collector with these incidents."""
    store, live = sample_fleet()
    services = page_services(store, live=live)
    still = SimpleNamespace(
        all=lambda: incidents, open=lambda: [i for i in incidents if i.end is None]
    )
    object.__setattr__(services, "incidents", still)
    api = Route("/api/v1/incidents", IncidentApi(services).incidents)
    return Starlette(routes=[api, *routes(services, read_points=sample_points)])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_what_goes_on_first(language):
    """What was is below; names from elsewhere are text, not markup."""
    page = get(app(PC, CUT), "/incidents", headers={"accept-language": language})
    assert page.status == 200
    assert_sound(page.text, language)
    assert page.text.index("main") < page.text.index("PC-7")
    assert "<b>PC-7" not in page.text
    assert "90 %" in page.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_at_fault_is_said_carefully(language):
    """As far as anybody saw."""
    page = get(app(), "/incidents", headers={"accept-language": language})
    assert_sound(page.text, language)
    words = {"vi": "theo những gì các máy thấy", "en": "as far as anybody saw"}
    assert words[language] in page.text


def test_the_overview_leads_to_what_goes_on():
    """Nothing stands there while nothing is at fault."""
    english = {"accept-language": "en"}
    assert "At fault now" in get(app(CUT), "/", headers=english).text
    assert "At fault now" not in get(app(PC), "/", headers=english).text


def test_programs_get_them_newest_first():
    """Open ones before all others; times as Unix seconds."""
    found = json.loads(get(app(PC, CUT), "/api/v1/incidents").text)["incidents"]
    assert [one["id"] for one in found] == ["i1", "i2"]
    assert "end" not in found[0]
    assert found[1]["name"] == "<b>PC-7</b>"
    assert found[1]["evidence"]["saw_it"] == 7
