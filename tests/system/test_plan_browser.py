"""The pages of the plan in a real browser: the slider solves anew, decisions stay."""

import dataclasses
import json
import re
import urllib.request
from urllib.parse import quote

import pytest

from collector import office
from collector.self_metrics import SelfMetrics
from collector.simulator.shapes import Size
from collector.web import api
from collector.web.pages import routes
from tests.support.browsing import DESKTOP, PHONE, chromium, serving, visiting
from tests.support.fake_clock import FakeClock
from tests.support.sample_fleet import page_services, sample_points
from tests.support.simulated import NOW, simulated

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.system

BUDGET = "budget=120000000"
WIDE = "document.documentElement.scrollWidth - innerWidth"
SLOW_MS = 20_000
# Texts on the map that reach out of the picture.
OUTSIDE = """() => {
  const svg = document.querySelector('svg.map').getBoundingClientRect();
  return [...document.querySelectorAll('svg.map text')].filter(text => {
    const own = text.getBoundingClientRect();
    return own.width && (own.left < svg.left - 1 || own.right > svg.right + 1
      || own.top < svg.top - 1 || own.bottom > svg.bottom + 1);
  }).map(text => text.textContent);
}"""


@pytest.fixture(scope="module")
def services():
    """Return a collector over a simulated office."""
    store, _ = simulated(Size(pcs=30, switches=5, lines=2, days=10, seed=4))
    made = page_services(store, clock=FakeClock(NOW))
    return dataclasses.replace(made, metrics=SelfMetrics())


@pytest.fixture(scope="module")
def address(services):
    """Return where its pages are."""
    pages = routes(services, read_points=sample_points)
    with serving(services, [*api.routes(services), *pages]) as at:
        yield at


@pytest.fixture(scope="module")
def browser():
    """Return a running Chromium; without one the tests are skipped."""
    with chromium(playwright) as running:
        yield running


def plan_of(address, query=BUDGET):
    """Return the plan as the API has it."""
    with urllib.request.urlopen(f"{address}/api/v1/plan?{query}") as answer:
        return json.load(answer)


def number(text):
    """Return the digits of a text as a number."""
    return int(re.sub(r"\D", "", text))


def spent(tab):
    """Return the money that the page says is planned."""
    return number(tab.locator(".figures dd").first.evaluate("e => e.firstChild.data"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_no_page_is_wider_than_the_screen(browser, address, size, language):
    """Nor does the browser complain; each page has its heading."""
    plan = plan_of(address)
    line, left = plan["lines"][0]["id"], plan["rejected"][0]["target"]
    with visiting(browser, size=size, language=language) as tab:
        for path in (
            f"/plan?{BUDGET}",
            f"/plan/line?{BUDGET}&id={quote(line)}",
            f"/plan/target?{BUDGET}&id={quote(left)}",
            f"/plan/map?{BUDGET}",
            f"/plan/compare?{BUDGET}",
        ):
            tab.goto(address + path)
            assert tab.evaluate(WIDE) <= 0, path
            assert tab.locator("h1").inner_text().strip(), path


def test_the_slider_solves_anew(browser, address):
    """Without a reload; the number, the address and the plan follow."""
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan?{BUDGET}")
        before = spent(tab)
        slider = tab.locator("input[type=range]")
        slider.focus()
        slider.evaluate("e => { e.value = 40000000; }")
        slider.dispatch_event("input", {"bubbles": True})
        tab.wait_for_function(
            "() => location.search.includes('budget=40000000')", timeout=SLOW_MS
        )
        assert tab.locator("#budget").input_value() == "40000000"
        expected = plan_of(address, "budget=40000000")["spent_vnd"]
        told = f"{expected:,}".replace(",", ".")
        tab.wait_for_function(
            "text => document.querySelector('.figures dd').innerText.includes(text)",
            arg=told,
            timeout=SLOW_MS,
        )
        assert spent(tab) == expected <= 40_000_000
        assert before != expected


def test_filters_show_what_they_say(browser, address):
    """Only that department's lines; the whole plan's money stays."""
    plan = plan_of(address)
    name = next(one["department"] for one in plan["lines"] if one["department"])
    theirs = {o["id"] for o in plan["lines"] if o["department"] == name}
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan?{BUDGET}")
        rows = tab.locator("section:has(#lines-title) tbody tr")
        assert rows.count() == len(plan["lines"])
        tab.select_option("select[name=department]", name)
        tab.wait_for_function(
            "n => document.querySelectorAll("
            "'section:has(#lines-title) tbody tr').length === n",
            arg=len(theirs),
            timeout=SLOW_MS,
        )
        assert spent(tab) == plan["spent_vnd"]


def test_what_is_forbidden_stays_away_after_a_reload(browser, address, services):
    """And comes back when that is taken back, on the same page."""
    line = next(o for o in plan_of(address)["lines"] if o["kind"] == "part")
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan/line?{BUDGET}&id={quote(line['id'])}")
        tab.fill("form.decide input[name=note]", "chờ sáp nhập")
        tab.click("button[value=forbid]")
        tab.wait_for_url("**/plan?**")
        link = f"section:has(#lines-title) a[href*='{quote(line['id'])}']"
        for _again in range(2):
            assert tab.locator(link).count() == 0
            tab.reload()
        assert office.decisions(services.store)[0].note == "chờ sáp nhập"
        tab.goto(
            f"{address}/plan/target?{BUDGET}&id={quote(line['target'])}",
            timeout=SLOW_MS,
        )
        assert "chờ sáp nhập" in tab.locator("main").inner_text()
        tab.click("button[value=free]")
        tab.wait_for_url("**/plan?**")
        assert not office.decisions(services.store)
        tab.goto(f"{address}/plan?{BUDGET}", timeout=SLOW_MS)
        assert tab.locator(link).count() == 1


def test_what_is_pinned_is_done_with_less_money(browser, address, services):
    """It says so beside the line, also after a reload."""
    rich, poor = plan_of(address), plan_of(address, "budget=30000000")
    held = {line["id"] for line in poor["lines"]}
    line = min(
        (o for o in rich["lines"] if o["id"] not in held and o["price_vnd"]),
        key=lambda one: one["price_vnd"],
    )
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan/line?{BUDGET}&id={quote(line['id'])}")
        tab.click("button[value=pin]")
        tab.wait_for_url("**/plan?**")
        tab.goto(f"{address}/plan?budget=30000000", timeout=SLOW_MS)
        tab.reload()
        row = tab.locator("section:has(#lines-title) tbody tr").filter(
            has=tab.locator(f"a[href*='{quote(line['id'])}']")
        )
        assert row.count() == 1
        assert "đã ghim" in row.inner_text()
    for decision in office.decisions(services.store):
        office.remove(
            services.store, office.DECISION, decision.choice, actor="t", time=1.0
        )


def test_the_map_shows_where_something_is_done(browser, address):
    """Each green shape leads to the reasons; nothing is written outside."""
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan/map?{BUDGET}")
        assert tab.evaluate(OUTSIDE) == []
        chips = tab.locator("a.chip-plan, a.node-plan")
        assert chips.count() >= 3
        tab.goto(address + chips.first.get_attribute("href"))
        assert tab.locator(".plan-reason").inner_text()


def test_it_prints_without_what_only_a_screen_has(browser, address):
    """A paper has no slider and no buttons, and all lines."""
    plan = plan_of(address)
    with visiting(browser) as tab:
        tab.goto(f"{address}/plan?{BUDGET}")
        tab.emulate_media(media="print")
        for gone in (".plan-wish", "#approve-title", ".main-nav", ".downloads"):
            assert not tab.locator(gone).is_visible(), gone
        assert tab.locator("section:has(#lines-title) tbody tr").count() == len(
            plan["lines"]
        )
        assert tab.pdf(format="A4", landscape=True).startswith(b"%PDF")
