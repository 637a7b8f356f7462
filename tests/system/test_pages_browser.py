"""The pages in a real browser: no errors, filter, languages, a phone's width."""

import dataclasses
from contextlib import contextmanager

import pytest

from collector.self_metrics import SelfMetrics
from collector.store.memory import MemoryStore
from collector.web.pages import routes
from tests.support import browsing
from tests.support.browsing import DESKTOP, PHONE, WALL, chromium, visiting
from tests.support.sample_fleet import (
    agent_id,
    page_services,
    sample_fleet,
    sample_points,
)
from tests.support.sample_safety import FAILING_DRIVE

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.system

MACHINE = f"/machines/{agent_id(4)}"
FAILING = f"/machines/{agent_id(FAILING_DRIVE)}"


@contextmanager
def serving(store, live):
    """Serve the pages of *store*; yield the address."""
    services = dataclasses.replace(page_services(store, live), metrics=SelfMetrics())
    made = routes(services, read_points=sample_points)
    with browsing.serving(services, made) as address:
        yield address


@pytest.fixture(scope="module")
def fleet():
    """Return the address of a department's pages."""
    with serving(*sample_fleet()) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    """Return a running Chromium; without one the tests are skipped."""
    with chromium(playwright) as running:
        yield running


@pytest.mark.parametrize(
    "size", [DESKTOP, PHONE, WALL], ids=["desktop", "phone", "wall"]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_load_without_a_complaint_and_fit_the_window(
    browser, fleet, size, language
):
    """No console error, no policy violation, no sideways scrolling."""
    for scheme in ("light", "dark"):
        with visiting(
            browser, size=size, language=language, color_scheme=scheme
        ) as tab:
            for address in (
                "/",
                "/fleet",
                MACHINE,
                FAILING,
                "/data-safety",
                "/privacy",
            ):
                tab.goto(fleet + address)
                assert tab.locator("html").get_attribute("lang") == language
                wide = "document.documentElement.scrollWidth - innerWidth"
                assert tab.evaluate(wide) <= 0, address


def test_the_filter_answers_while_one_types(browser, fleet):
    """Without diacritics, without a click, and the address can be kept."""
    with visiting(browser) as tab:
        tab.goto(fleet + "/fleet")
        rows = tab.locator(".fleet tbody tr")
        assert rows.count() == 61
        tab.get_by_label("Tìm kiếm").fill("thanh tra")
        playwright.expect(rows).to_have_count(6)
        tab.get_by_label("Trạng thái").select_option("pending")
        playwright.expect(rows).to_have_count(1)
        assert tab.url.endswith("/fleet?q=thanh+tra&state=pending")
        tab.reload()
        playwright.expect(rows).to_have_count(1)


def test_the_filter_works_without_scripts(browser, fleet):
    """The button does what typing does."""
    with visiting(browser, language="en", java_script_enabled=False) as tab:
        tab.goto(fleet + "/fleet")
        tab.get_by_label("Search").fill("quan ly khoa hoc")
        tab.get_by_role("button", name="Show").click()
        playwright.expect(tab.locator(".fleet tbody tr")).to_have_count(9)


def test_a_column_sorts_both_ways(browser, fleet):
    """The head of the column says in which."""
    with visiting(browser, language="en") as tab:
        tab.goto(fleet + "/fleet")
        names = tab.locator(".fleet tbody th")
        tab.get_by_role("link", name="Name").click()
        playwright.expect(names.first).to_have_text("PC-KHTC-01")
        tab.get_by_role("link", name="Name").click()
        playwright.expect(names.first).to_have_text("SRV-CSDL-01")
        head = tab.locator("th[aria-sort]")
        assert head.get_attribute("aria-sort") == "descending"


def test_the_language_is_switched_and_stays(browser, fleet):
    """Against the browser's own wish, on every page after."""
    with visiting(browser, language="vi") as tab:
        tab.goto(fleet + "/fleet?q=pc")
        tab.get_by_title("English").click()
        playwright.expect(tab.locator("h1")).to_have_text("Machines")
        assert tab.url.endswith("/fleet?q=pc")
        tab.goto(fleet + "/")
        assert tab.locator("html").get_attribute("lang") == "en"


def test_one_machine_tells_its_story(browser, fleet):
    """From the table to its charts, slots and what was taken out."""
    with visiting(browser) as tab:
        tab.goto(fleet + "/fleet")
        tab.get_by_role("link", name="PC-VP-04").click()
        assert tab.locator("svg.chart").count() == 6
        assert tab.get_by_text("khe trống", exact=True).count() == 1
        assert "mất đi" in tab.locator(".history").inner_text()


def test_who_is_at_risk_is_found_from_the_overview(browser, fleet):
    """From a count to the ranking, to the machine, to what to do."""
    with visiting(browser) as tab:
        tab.goto(fleet + "/")
        tab.locator(".safety-line a").first.click()
        assert "severity=critical" in tab.url
        ranked = tab.locator(".ranking .risk h3")
        assert ranked.first.inner_text() == "PC-QLCN-04"
        tab.locator(".ranking").get_by_role("link", name="PC-VP-07").click()
        first = tab.locator(".finding").first
        assert "số cung không đọc được: 184" in first.inner_text()
        assert "chép tài liệu" in first.inner_text()


def test_the_data_safety_page_is_filtered_without_loading_it_anew(browser, fleet):
    """By department and severity; the address can be kept."""
    with visiting(browser, language="en") as tab:
        tab.goto(fleet + "/data-safety")
        groups = tab.locator(".group")
        before = groups.count()
        tab.locator("select[name=department]").select_option("Thanh tra Sở")
        tab.locator("select[name=severity]").select_option("warning")
        playwright.expect(groups).not_to_have_count(before)
        assert tab.url.endswith("severity=warning")
        tab.reload()
        assert groups.count() < before


def test_the_inventory_is_downloaded(browser, fleet):
    """As the table is narrowed, in the language of the page."""
    with visiting(browser, accept_downloads=True) as tab:
        tab.goto(fleet + "/fleet?department=Thanh+tra+S%E1%BB%9F")
        with tab.expect_download() as started:
            tab.get_by_role("link", name="CSV").click()
        lines = started.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("Tên;")
        assert len(lines) == 6
        with tab.expect_download() as started:
            tab.get_by_role("link", name="XLSX").click()
        assert started.value.suggested_filename.endswith(".xlsx")


def test_the_page_refreshes_itself(browser, fleet):
    """What changed is put in place without loading the page anew."""
    with visiting(browser) as tab:
        tab.clock.install()
        tab.goto(fleet + "/")
        tab.evaluate("document.querySelector('#live h1').textContent = 'old'")
        tab.clock.run_for(61_000)
        playwright.expect(tab.locator("#live h1")).not_to_have_text("old")


def test_a_new_collector_and_a_wrong_address_help_on(browser):
    """The first visit, and the first typing mistake."""
    with serving(MemoryStore(), None) as address:
        with visiting(browser, size=PHONE) as tab:
            tab.goto(address)
            assert tab.locator(".steps li").count() == 3
            assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        context = browser.new_context(locale="vi")
        tab = context.new_page()
        assert tab.goto(address + "/nowhere").status == 404
        assert tab.locator("h1").inner_text() == "Không có gì ở địa chỉ này"
        context.close()
