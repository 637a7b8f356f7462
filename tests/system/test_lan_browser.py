"""The pages of the LAN in a real browser: nothing overlaps, everything can be reached."""

import dataclasses

import msgspec
import pytest

from collector.device_book import DeviceBook
from collector.self_metrics import SelfMetrics
from collector.web.pages import routes
from tests.support.browsing import DESKTOP, PHONE, WALL, chromium, serving, visiting
from tests.support.sample_fleet import sample_points
from tests.support.sample_lan import (
    CHOSEN,
    StillTopology,
    id_of,
    sample_lan,
    sample_port,
)

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.system

READING = (1440, 900)
SWITCH = f"/switches/{id_of(CHOSEN)}"
PAGES = (
    "/switches",
    SWITCH,
    "/map",
    "/map?q=PC-VP",
    "/find?q=PC-",
    "/find?q=10.0.1.133",
)
# What is written on a page's drawing, with its place on the screen and its size there.
LABELS = """selector => [...document.querySelectorAll(selector)]
  .filter(text => text.textContent.trim())
  .map(text => {
    const box = text.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(text).fontSize);
    return {
      text: text.textContent,
      left: box.left, top: box.top, right: box.right, bottom: box.bottom,
      size: size * text.getScreenCTM().a,
    };
  })"""
# How far labels reach out of the box or chip that they stand in.
BEYOND = """selector => [...document.querySelectorAll(selector)].flatMap(box => {
    const face = box.querySelector('.face').getBoundingClientRect();
    return [...box.querySelectorAll('text')].filter(text => {
      const own = text.getBoundingClientRect();
      return own.width && (own.right > face.right + 0.5 || own.left < face.left - 0.5);
    }).map(text => text.textContent);
  })"""
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def services():
    """Return the sample's services."""
    return dataclasses.replace(sample_lan(), metrics=SelfMetrics())


@pytest.fixture(scope="module")
def lan(services):
    """Return the address of the sample LAN's pages."""
    made = routes(services, read_points=sample_points, read_port=sample_port)
    with serving(services, made) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    """Return a running Chromium; without one the tests are skipped."""
    with chromium(playwright) as running:
        yield running


def overlapping(labels):
    """Return the pairs of labels that lie over each other."""
    found = []
    for number, one in enumerate(labels):
        for other in labels[number + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > 0.5 and down > 0.5:
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize(
    "size", [DESKTOP, PHONE, WALL], ids=["desktop", "phone", "wall"]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_load_without_a_complaint_and_fit_the_window(
    browser, lan, size, language
):
    """No console error, no policy violation, no sideways scrolling."""
    for scheme in ("light", "dark"):
        with visiting(
            browser, size=size, language=language, color_scheme=scheme
        ) as tab:
            for address in PAGES:
                tab.goto(lan + address)
                assert tab.locator("html").get_attribute("lang") == language
                assert tab.evaluate(WIDE) <= 0, address


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_map_of_twelve_switches_and_sixty_machines_can_be_read(
    browser, lan, language
):
    """No label lies over another, none is cut by its box, all are ten pixels high."""
    with visiting(browser, size=READING, language=language) as tab:
        tab.goto(lan + "/map")
        labels = tab.evaluate(LABELS, ".map-scroll svg text")
        boxes = tab.locator(".map-scroll .node").count()
        chips = tab.locator(".map-scroll .chip").count()
        assert boxes >= 12 + 2  # the switches, the router, what was inferred
        assert chips >= 60
        assert overlapping(labels) == []
        assert min(label["size"] for label in labels) >= 10
        assert tab.evaluate(BEYOND, ".map-scroll .node") == []
        assert tab.evaluate(BEYOND, ".map-scroll .chip") == []
        # All of it can be seen without scrolling sideways.
        assert max(label["right"] for label in labels) <= READING[0]


def test_the_front_can_be_read(browser, lan):
    """As the map."""
    with visiting(browser, size=READING) as tab:
        for name in (CHOSEN, "sw-t5-thanhtra", "sw-t1-ketoan", "router-so"):
            tab.goto(f"{lan}/switches/{id_of(name)}")
            labels = tab.evaluate(LABELS, ".front-scroll svg text")
            assert overlapping(labels) == []
            assert min(label["size"] for label in labels) >= 10
            assert tab.evaluate(BEYOND, ".front-scroll .port") == []


def test_a_port_tells_its_row_when_pointed_at_or_focused(browser, lan):
    """And leads to it."""
    with visiting(browser, language="en") as tab:
        tab.goto(lan + SWITCH)
        card = tab.locator("#port-card")
        assert card.is_hidden()
        ports = tab.locator(".front-scroll a.port")
        assert ports.count() == 24
        ports.nth(11).hover()
        assert "PC-TDC-04" in card.inner_text()
        tab.get_by_role("link", name="Port 24").focus()
        assert "sw-loi-1" in card.inner_text()
        tab.keyboard.press("Enter")
        assert tab.url.endswith("#port-24")
        assert tab.locator("#port-24").is_visible()


def test_without_scripts_everything_is_there(browser, lan):
    """Ports have their tooltip and their row, the search its answer."""
    with visiting(browser, language="en", java_script_enabled=False) as tab:
        tab.goto(lan + SWITCH)
        assert "uplink" in tab.locator("a.port title").last.text_content()
        tab.locator(".finder input").fill("10.0.1.133")
        tab.locator(".finder input").press("Enter")
        assert "sw-t3-maychu" in tab.locator(".place-now").inner_text()
        tab.goto(lan + "/map")
        tab.locator("input[name=q]").last.fill("PC-VP")
        tab.get_by_role("button", name="Show").click()
        assert tab.locator(".chip-hit").count() >= 10


def test_a_machine_is_found_from_any_page(browser, lan):
    """From the head of the page to its port and the way to the gateway."""
    with visiting(browser, language="en") as tab:
        tab.goto(lan + "/fleet")
        box = tab.get_by_label("Where is it? MAC, IP or name")
        box.fill("005056.00017d".replace(".", ""))
        box.press("Enter")
        tab.wait_for_url("**/find?q=*")
        assert "port ether1" in tab.locator(".place-now").inner_text()
        assert tab.locator(".way-steps li").count() == 3
        tab.get_by_role("link", name="PC-VP-09").click()
        assert "sw-t3-maychu" in tab.locator(".hangs").inner_text()


def test_the_list_of_devices_is_filtered_while_one_types(browser, lan):
    """By text, kind and state; the address can be kept."""
    with visiting(browser, language="en") as tab:
        tab.goto(lan + "/switches")
        rows = tab.locator(".devices tbody tr")
        assert rows.count() == 17
        tab.locator(".filters input[name=q]").fill("sw-t5")
        playwright.expect(rows).to_have_count(2)
        tab.locator("select[name=state]").select_option("down")
        playwright.expect(rows).to_have_count(1)
        assert tab.url.endswith("/switches?q=sw-t5&state=down")


def test_a_link_of_the_map_leads_to_its_evidence(browser, lan):
    """And to the commands that correct it."""
    with visiting(browser, language="en") as tab:
        tab.goto(lan + "/map")
        way = tab.locator(".map-scroll a.way").first
        way.focus()
        tab.keyboard.press("Enter")
        row = tab.locator(".link-row:target")
        assert row.count() == 1
        row.get_by_text("Right or wrong?").click()
        assert "hatang-collector links pin" in row.inner_text()
        tab.get_by_text("From the gateway down").click()
        assert tab.locator(".map-list li").count() > 60


HOSTILE = (
    "<script>alert(1)</script>" + "x" * 230,
    "\u202ekế toán\u2066" + "ー" * 120,
    "🖨🖥" * 100,
    "a\"b'c`d&e" + "ﷺ" * 60,
)


def test_hostile_names_do_not_break_the_layout(browser, services):
    """Markup, direction, width: labels stay in their boxes, pages in the window."""
    named = [
        msgspec.structs.replace(
            record,
            survey=msgspec.structs.replace(
                record.survey,
                name=f"{HOSTILE[n % 4]}{n}"[:255],
                model=HOSTILE[n % 4][:255],
                location=HOSTILE[n % 4][:255],
                ports=tuple(
                    msgspec.structs.replace(port, alias=HOSTILE[n % 4][:255])
                    for port in record.survey.ports
                ),
            ),
        )
        for n, record in enumerate(services.devices.all())
    ]
    book = DeviceBook(_Stored(named))
    book.load()
    topology = StillTopology(services.topology.current(), services.topology.inputs())
    hostile = dataclasses.replace(services, devices=book, topology=topology)
    made = routes(hostile, read_points=sample_points, read_port=sample_port)
    with serving(hostile, made) as address:
        for size in (DESKTOP, PHONE):
            with visiting(browser, size=size, language="en") as tab:
                for page in (*PAGES, "/"):
                    tab.goto(address + page)
                    assert tab.evaluate(WIDE) <= 0, page
                tab.goto(address + "/map")
                labels = tab.evaluate(LABELS, ".map-scroll svg text")
                assert overlapping(labels) == []


class _Stored:
    """As much of a store as a DeviceBook loads."""

    def __init__(self, records):
        self._records = records

    def devices(self):
        """Return all records."""
        return self._records
