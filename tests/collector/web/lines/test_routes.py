"""The pages of lines, their files, and lines for programs."""

import json

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from collector import office
from collector.planning.shapes.records import Department, Line
from collector.self_metrics import SelfMetrics
from collector.web.access import who_may_call
from collector.web.lines.api import LineApi
from collector.web.lines.data import LineBook
from collector.web.pages import routes
from collector.web.problems import guarded
from tests.collector.lines.test_quality import BEGIN, LINE, hours
from tests.collector.test_line_reader import END, month
from tests.support.asgi import get
from tests.support.markup import assert_sound
from tests.support.sample_fleet import StillClock, page_services, sample_fleet
from tests.support.sample_fleet import sample_points as points

NOW = END - 3600.0
EVIL = Line(id="x/<b>y", site="Chi cục", down_mbps=50, up_mbps=50)


def services_of(store):
    """Return the services of a collector at the end of the month."""
    _fleet, live = sample_fleet()
    services = page_services(store, live=live)
    object.__setattr__(services, "clock", StillClock(NOW))
    return services


def app(store=None):
    """Return pages and API of a collector with a month of a line."""
    services = services_of(month() if store is None else store)
    metrics = SelfMetrics()
    api = Route("/api/v1/lines", guarded(LineApi(services).lines, metrics))
    return Starlette(routes=[api, *routes(services, read_points=points)])


def full():
    """Return a store with the line, one more that nobody measured, and people."""
    store = month()
    office.put_line(store, EVIL, actor="t", time=0.0)
    people = Department(name="Văn phòng", site=LINE.site, heads=30)
    office.put_department(store, people, actor="t", time=0.0)
    return store


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_has_every_line(language):
    """Names are text, never markup; what nobody measured says so."""
    page = get(app(full()), "/lines", headers={"accept-language": language})
    assert page.status == 200
    assert_sound(page.text, language)
    assert "<b>y" not in page.text
    words = {"vi": ("Dưới mức cam kết", "Chưa đo"), "en": ("Below", "Not measured")}
    assert all(word in page.text for word in words[language])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_line_shows_promises_charts_and_outages(language):
    """With the pack to download."""
    page = get(app(full()), "/lines/main", headers={"accept-language": language})
    assert page.status == 200
    sound = assert_sound(page.text, language)
    assert len([a for a in sound.all("svg") if a.get("class") == "chart"]) == 2
    assert ("KHÔNG ĐẠT" if language == "vi" else "BROKEN") in page.text
    assert "/lines/main/evidence.pdf?month=2026-11" in page.text
    assert "QCVN 34:2022" in page.text


def test_a_line_nobody_watched_has_a_page():
    """Whatever stands in its name."""
    page = get(app(full()), "/lines/x/<b>y", headers={"accept-language": "en"})
    assert page.status == 200
    assert "Nobody watched" in page.text
    assert_sound(page.text, "en")


@pytest.mark.parametrize(
    "path",
    [
        "/lines/none",
        "/lines/main?month=2026-13",
        "/lines/main?month=november",
        "/lines/main?month=2027-01",
        "/lines/main/evidence.exe",
        "/lines/none/evidence.pdf",
    ],
)
def test_what_is_not_there_is_refused(path):
    """As a page that says so."""
    assert get(app(), path).status == 404


def test_the_pack_is_the_command_s():
    """The same bytes each time, not kept by browsers."""
    web = app()
    first = get(web, "/lines/main/evidence.pdf?month=2026-11&lang=en")
    assert first.status == 200
    assert first.body.startswith(b"%PDF")
    assert first.headers["cache-control"] == "no-store"
    again = get(web, "/lines/main/evidence.pdf?month=2026-11&lang=en")
    assert again.body == first.body
    assert get(web, "/lines/main/evidence.xlsx").body.startswith(b"PK")


def test_programs_get_lines_with_their_month():
    """The running one, or the one that is asked for."""
    web = app(full())
    first, other = json.loads(get(web, "/api/v1/lines").text)["lines"]
    assert first["quality"]["line"]["id"] == "main"
    assert len(first["quality"]["outages"]) == 2
    assert first["outage_s"] == pytest.approx(645.5)
    assert first["meetings"]["heads"] == 30
    assert other["availability"] is None
    past = json.loads(get(web, "/api/v1/lines?month=2026-10").text)["lines"]
    assert past[0]["quality"]["tests"] == []
    for wrong in ("2026-13", "x", "2027-01"):
        assert get(web, f"/api/v1/lines?month={wrong}").status == 400


def test_no_line_entered_says_what_to_do():
    """By the command that enters one."""
    store, _live = sample_fleet()
    page = get(app(store), "/lines", headers={"accept-language": "en"})
    assert "hatang-collector line set" in page.text
    assert_sound(page.text, "en")


def test_lines_are_for_users():
    """As everything that no rule names."""
    for path in ("/lines", "/lines/main/evidence.pdf", "/api/v1/lines"):
        assert who_may_call(path) == "user"


def test_a_month_is_read_once_in_five_minutes():
    """And anew when the contract changes."""
    services = services_of(month())
    book = LineBook(services)
    (line,) = book.lines()
    first = book.month(line, "2026-11")
    assert book.month(line, "2026-11") is first
    changed = msgspec.structs.replace(line, down_mbps=300)
    office.put_line(services.store, changed, actor="t", time=0.0)
    assert book.month(changed, "2026-11") is not first
    assert min(first.hours) == min(hours()) == int(BEGIN // 3600)
