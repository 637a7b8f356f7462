"""The pages of the plan: what they show, and what people decide on them."""

import asyncio
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from collector import office
from collector.simulator.shapes import Size
from collector.store.memory import MemoryStore
from collector.web import api
from collector.web.pages import routes
from tests.support.asgi import ask, get
from tests.support.fake_clock import FakeClock
from tests.support.markup import assert_sound
from tests.support.sample_fleet import page_services, sample_points
from tests.support.simulated import NOW, simulated

BUDGET = "budget=90000000"
VI, EN = {"accept-language": "vi"}, {"accept-language": "en"}


@pytest.fixture(scope="module")
def services():
    """Return a collector over a simulated office."""
    store, _ = simulated(Size(pcs=24, switches=4, lines=1, days=10, seed=4))
    return page_services(store, clock=FakeClock(NOW))


@pytest.fixture(scope="module")
def app(services):
    """Return its pages."""
    pages = routes(services, read_points=sample_points)
    return Starlette(routes=[*api.routes(services), *pages])


def plan_of(app, query=BUDGET):
    """Return the plan as the API has it."""
    return get(app, f"/api/v1/plan?{query}").json()


def post(app, path, **form):
    """Return the answer to a form."""
    body = urlencode(form).encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return asyncio.run(ask(app, "POST", path, body, headers))


@pytest.mark.parametrize("headers", [VI, EN])
def test_every_page_is_sound_in_both_languages(app, headers):
    """The plan, a line, a target that gets nothing, and filters."""
    plan = plan_of(app)
    line, left = plan["lines"][0]["id"], plan["rejected"][0]["target"]
    for path in (
        f"/plan?{BUDGET}",
        f"/plan?{BUDGET}&kind=machine&year=2027&grade=sure&department=x",
        f"/plan/line?{BUDGET}&id={quote(line)}",
        f"/plan/target?{BUDGET}&id={quote(left)}",
        f"/plan/map?{BUDGET}&year=2027",
        f"/plan/compare?{BUDGET}&other=0",
        "/plan?budget=0",
    ):
        answer = get(app, path, headers=headers)
        assert answer.status == 200, path
        assert_sound(answer.text, headers["accept-language"])


def test_money_and_lines_are_those_of_the_plan(app):
    """What the page says is what the API says."""
    plan = plan_of(app)
    page = get(app, f"/plan?{BUDGET}", headers=EN).text
    assert f"{plan['spent_vnd']:,}" in page
    for line in plan["lines"]:
        assert line["target_name"] in page


def test_a_filter_hides_lines_and_says_so(app):
    """The money stays that of the whole plan."""
    plan = plan_of(app)
    kind = plan["lines"][0]["kind"]
    others = sum(line["kind"] != kind for line in plan["lines"])
    page = get(app, f"/plan?{BUDGET}&kind={kind}", headers=EN).text
    assert (f"{others} line" in page) == bool(others)


def test_a_line_that_is_not_there_is_not_found(app):
    """Nor is a target, nor a form that nobody writes."""
    for path in ("/plan/line?id=x", "/plan/file/exe"):
        assert get(app, path).status == 404


def test_a_target_leads_to_its_line(app):
    """One of which the plan knows nothing leads to the plan."""
    line = plan_of(app)["lines"][0]
    answer = get(app, f"/plan/target?{BUDGET}&id={quote(line['target'])}")
    assert answer.status == 303
    assert f"id={quote(line['id'], safe='')}" in answer.headers["location"]
    nothing = get(app, f"/plan/target?{BUDGET}&id=x")
    assert nothing.headers["location"].startswith("/plan?budget=90000000")


def test_the_map_shows_all_of_a_plan(app):
    """Drawn, or in the list below."""
    page = get(app, f"/plan/map?{BUDGET}", headers=VI).text
    assert "chip-plan" in page
    for line in plan_of(app)["lines"]:
        first = quote(line["id"], safe="")
        assert first in page or line["title"]["vi"] in page
    assert_sound(page, "vi")


def test_two_budgets_are_compared(app):
    """By default with half as much more."""
    page = get(app, f"/plan/compare?{BUDGET}", headers=EN)
    assert page.status == 200
    assert_sound(page.text, "en")
    more = plan_of(app, "budget=135000000")
    assert f"{more['spent_vnd']:,}" in page.text
    assert get(app, f"/plan/compare?{BUDGET}&other=5", headers=EN).status == 200


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")]
)
def test_documents_are_of_what_is_shown(app, form, begins):
    """With a name of their own."""
    answer = get(app, f"/plan/file/{form}?{BUDGET}")
    assert answer.status == 200
    assert answer.body.startswith(begins)
    assert f".{form}" in answer.headers["content-disposition"]


def test_the_quarters_report_is_a_document(app):
    """Of this quarter; one that cannot be is not found."""
    answer = get(app, f"/plan/quarter/2026Q4.pdf?{BUDGET}")
    assert answer.body.startswith(b"%PDF")
    assert "2026Q4.pdf" in answer.headers["content-disposition"]
    assert "/plan/quarter/2026Q4.pdf" in get(app, f"/plan?{BUDGET}").text
    for wrong in ("2031Q1", "x"):
        assert get(app, f"/plan/quarter/{wrong}.pdf").status == 404


def test_what_is_forbidden_goes_and_comes_back(app, services):
    """With who and why, on record."""
    first = next(line for line in plan_of(app)["lines"] if line["price_vnd"])["id"]
    answer = post(
        app, "/plan/decide", choice=first, action="forbid", note="no", back="/plan?x=1"
    )
    assert (answer.status, answer.headers["location"]) == (303, "/plan?x=1")
    assert first not in {line["id"] for line in plan_of(app)["lines"]}
    assert office.decisions(services.store)[0].note == "no"
    assert post(app, "/plan/decide", choice=first, action="free").status == 303
    assert first in {line["id"] for line in plan_of(app)["lines"]}


def test_a_plan_that_is_approved_is_kept(app, services):
    """The one that was looked at, not another."""
    plan = plan_of(app)
    wrong = post(app, "/plan/approve", plan="other", budget="90000000", years="3")
    assert wrong.status == 409
    right = post(
        app,
        "/plan/approve",
        plan=plan["id"],
        budget="90000000",
        years="3",
        note="12/QĐ",
    )
    assert right.status == 303
    (kept,) = office.approved_plans(services.store)
    assert (kept.plan.id, kept.note) == (plan["id"], "12/QĐ")
    assert "12/QĐ" in get(app, f"/plan?{BUDGET}").text
    office.remove(services.store, office.PLAN, plan["id"], actor="t", time=1.0)


def test_a_purchase_is_recorded_against_its_line(app, services):
    """Also of a port, whose id has a slash of its own."""
    for line in ("machine:a/ram_8gib_ddr4", "port:d/Gi0/1/cable_cat6"):
        form = {"line": line, "done": "2027-02-01", "price_vnd": "5"}
        assert post(app, "/plan/bought", **form).status == 303
    found = {(one.target, one.option) for one in office.purchases(services.store)}
    assert {("machine:a", "ram_8gib_ddr4"), ("port:d/Gi0/1", "cable_cat6")} <= found


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/plan/decide", {"choice": "x", "action": "burn"}),
        ("/plan/decide", {}),
        ("/plan/bought", {"line": "nothing", "done": "2027-01-01"}),
        ("/plan/bought", {"line": "a/b", "done": "soon"}),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(app, path, form):
    """Nothing is kept."""
    assert post(app, path, **form).status == 400


@pytest.mark.parametrize(
    "back", ["https://x.example/", "//x.example", "/fleet", "/plan\\x"]
)
def test_nobody_is_sent_elsewhere(app, back):
    """A form goes back to the plan's pages only."""
    answer = post(app, "/plan/decide", choice="machine:q", action="free", back=back)
    assert answer.headers["location"] == "/plan"


def test_without_data_the_page_says_what_to_do():
    """Nothing is known yet."""
    app = Starlette(
        routes=routes(page_services(MemoryStore()), read_points=sample_points)
    )
    answer = get(app, "/plan", headers=EN)
    assert answer.status == 200
    assert_sound(answer.text, "en")
    assert "five working days" in answer.text
    assert get(app, "/api/v1/plan").status == 404


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["budget", "years", "quarter", "kind", "year", "grade", "id"]),
        st.text(max_size=12),
    )
)
def test_any_address_is_answered(app, wishes):
    """What cannot be is brought into its bounds."""
    wishes["budget"] = "".join(c for c in wishes.get("budget", "") if not c.isdigit())
    answer = get(app, f"/plan?{urlencode(wishes)}", headers=EN)
    assert answer.status == 200
