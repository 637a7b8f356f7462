"""The plan of real hardware: recorded PCs, recorded devices and this machine as one office."""

import html
import io
import itertools
import json
import subprocess
import sys

import jsonschema_rs
import openpyxl
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from agent.replay.recordings import recording
from collector.estate import read_estate
from collector.knowledge import KnowledgeFolder
from collector.planning.need import needs
from collector.planning.optimum import Solver, violations
from collector.planning.options import propose
from collector.planning.planner import Planner
from collector.planning.shapes.wish import Wish
from collector.planning_facts import load_planning
from collector.reports.glyphs import FONTS, printed
from collector.reports.letterhead import Letterhead
from collector.reports.plan_html import plan_html
from collector.reports.plan_json import plan_json
from collector.reports.plan_pdf import plan_pdf
from collector.reports.plan_xlsx import plan_xlsx
from collector.settings import CollectorSettings
from collector.store.memory import MemoryStore
from deploy.dev.schemas import path_of
from tests.support.agreement import FIXTURES, expectations, required
from tests.support.recorded_office import READER, store_days, store_office, store_pc
from tests.support.simulated import NOW

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(
        not expectations() and not required(),
        reason="the recordings of ../shared are not here",
    ),
]
HOURS = CollectorSettings().office_hours
FACTS = load_planning()
SUPPORT = KnowledgeFolder(None).current().support
HEAD = Letterhead(agency="Sở Khoa học và Công nghệ", place="Nghệ An", sign="KH-SKHCN")
OWN = "Máy này"
BUDGET = 300_000_000


def own_facts(folder):
    """Return what a real agent says of this machine, now."""
    settings = folder / "own.toml"
    settings.write_text(f'data_directory = "{folder}"\npaths = {{ enabled = false }}\n')
    said = subprocess.run(
        [sys.executable, "-m", "agent", "once", "--config", str(settings)],
        capture_output=True,
        check=True,
    ).stdout
    path = folder / "own.json"
    path.write_bytes(said)
    return recording(path).facts


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store of them all; nobody was watched so far."""
    made = MemoryStore()
    store_office(made, FIXTURES.parent, now=NOW)
    facts = own_facts(tmp_path_factory.mktemp("own"))
    store_pc(made, OWN, facts, place=9, now=NOW)
    return made


def estate_of(store):
    """Return the estate as it is now."""
    return read_estate(
        store,
        hours=HOURS,
        policy=FACTS.policy,
        now=NOW,
        organisation="Sở Khoa học và Công nghệ",
    )


def plan_of(estate, **wish):
    """Return the plan of an estate."""
    asked = {"budget_vnd": BUDGET, "scenarios": False, "disturbed": 0, **wish}
    return Planner(estate, FACTS, SUPPORT).plan(Wish(**asked))


@pytest.fixture(scope="module")
def unwatched(store):
    """Return the plan of the office of which only facts are known."""
    return plan_of(estate_of(store))


@pytest.fixture(scope="module")
def estate(store, unwatched):
    """Return the office after two weeks of work; *unwatched* is made before."""
    today = HOURS.day(NOW)
    agents = sorted(one.id for one in store.agents() if one.id != READER)
    store_days(store, agents, range(today - 14, today))
    return estate_of(store)


@pytest.fixture(scope="module")
def plan(estate):
    """Return its plan, with other budgets and disturbed solves."""
    return plan_of(estate, scenarios=True, disturbed=20)


def test_nothing_is_bought_by_measurements_that_nobody_made(unwatched):
    """A failing drive and an unsupported system are facts; all else waits."""
    for line in unwatched.lines:
        if line.price_vnd and not line.must:
            assert line.cause in {"disk_replace_soon", "drive_worn"}, line.id
    assert unwatched.machines_enough == 0


def test_everything_is_in_the_plan_or_left_out_with_a_reason(estate, plan):
    """No machine and no device is lost, whatever its firmware says."""
    told = {line.target for line in plan.lines} | {one.target for one in plan.rejected}
    there = {f"machine:{one.id}" for one in estate.machines}
    there |= {f"device:{one.id}" for one in estate.devices}
    assert len(estate.machines) > 60
    assert len(estate.devices) > 30
    assert there - told == set()
    assert all(one.reason.vi and one.reason.en for one in plan.rejected)


def test_every_purchase_stands_on_something_that_was_seen(estate, plan):
    """Measured with days, or a fact; and it is one of the target's causes."""
    by_target = {need.target.text: need for need in needs(estate, FACTS)}
    assert [line for line in plan.lines if line.price_vnd]
    for line in plan.lines:
        assert line.reason.vi
        assert line.reason.en
        if line.price_vnd:
            need = by_target[line.target]
            assert line.cause in {one.code for one in need.causes}, line.id
            assert line.must or line.evidence, line.id


def test_parts_fit_into_the_machines(estate, plan):
    """Of the generation that the board has, and no more than it takes."""
    machines = {f"machine:{one.id}": one for one in estate.machines}
    prices = {one.id: one for one in FACTS.prices.item}
    bought = [line for line in plan.lines if line.cause in {"paging", "memory_short"}]
    checked = 0
    for line in bought:
        price = prices.get(line.option.removesuffix("_little"))
        if price is None or price.kind != "ram":
            continue
        memory = machines[line.target].facts["memory"][""].attributes
        assert price.generation == memory["generation"].upper()
        after = memory["installed_bytes"] / 2**30 + price.size_gib
        smallest = min(
            (
                module.attributes["size_bytes"] / 2**30
                for module in machines[line.target].facts["memory_module"].values()
                if module.attributes.get("size_bytes")
            ),
            default=0,
        )
        if memory.get("maximum_bytes"):
            assert after - smallest <= memory["maximum_bytes"] / 2**30
        checked += 1
    assert checked >= 3


def test_no_server_and_no_virtual_machine_is_sold_a_pc(estate, plan):
    """Their hardware is not on a price list of PCs."""
    odd = {
        f"machine:{one.id}"
        for one in estate.machines
        if "Server" in str(one.facts.get("operating_system"))
        or "Server" in str(one.facts.get("chassis"))
        or "Rack" in str(one.facts.get("chassis"))
        or "Virtual Machine" in str(one.facts.get("system"))
    }
    assert len(odd) >= 4
    assert [o.id for o in plan.lines if o.target in odd and o.price_vnd] == []


def test_what_was_measured_is_cited_with_its_days(estate, plan):
    """A value beside its thresholds, of as many days as there are."""
    entries = [*plan.lines, *plan.rejected]
    measured = [
        (one, seen)
        for one in entries
        for seen in one.evidence
        if seen.dimension in {"cpu", "memory", "disk_speed"}
    ]
    assert len(measured) > 40
    for one, seen in measured:
        assert seen.value is not None, one.target
        assert seen.warn is not None, one.target
        assert seen.days == one.coverage.days == 10, one.target


def test_no_rule_is_broken(estate):
    """The checker reckons all again; every duty is met, or named with its reason."""
    asked = Wish(budget_vnd=BUDGET, scenarios=False, disturbed=0)
    proposal = propose(estate, needs(estate, FACTS), FACTS, asked)
    assert violations(proposal.problem, Solver(proposal.problem).solve()) == ()


def test_a_duty_that_nobody_can_meet_says_what_is_missing(plan):
    """A licence that is not on the list, or somebody's look; every scenario has it."""
    told = {one.target_name: one.reason for one in plan.unmet}
    assert "bản quyền" in told["windows-2012r2-systeminfo"].vi
    assert "licence" in told["windows-2012r2-systeminfo"].en
    assert "kiểm tra" in told["10_1803_x64_pro_it_systeminfo"].vi
    assert {one.unmet for one in plan.scenarios} == {len(plan.unmet)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_same_office_gives_the_same_plan_and_papers(estate, plan, language):
    """Byte by byte."""
    again = plan_of(estate, scenarios=True, disturbed=20)
    assert plan_json(again) == plan_json(plan)
    for paper in (plan_pdf, plan_html, plan_xlsx):
        assert paper(again, language, HEAD) == paper(plan, language, HEAD)


def squeeze(text):
    """Return *text* without what a line break may add or take."""
    return text.translate(dict.fromkeys(map(ord, " -\u00ad\u200b")))


def fonts_of(reader):
    """Return the fonts that the pages of a PDF name."""
    return [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_can_be_read(plan, language):
    """Every item, the money, our own fonts, and a glyph for every letter."""
    reader = PdfReader(io.BytesIO(plan_pdf(plan, language, HEAD)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    squeezed = squeeze(text)
    for line in plan.lines:
        name = squeeze(printed(line.target_name))
        assert name in squeezed, line.target_name
    spent = f"{plan.spent_vnd:,}"
    assert (spent.replace(",", ".") if language == "vi" else spent) in text
    assert OWN in text
    assert "\ufffd" not in text
    head = {
        "vi": "Nâng cấp hạ tầng công nghệ thông tin",
        "en": "Upgrade of information",
    }
    assert head[language] in text
    assert (
        "pdfaid"
        in str(reader.metadata) + reader.xmp_metadata.stream.get_data().decode()
    )
    for font in fonts_of(reader):
        assert "LiberationSerif" in font["/BaseFont"]
        told = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert told.keys() & {"/FontFile2", "/FontFile3"}
    known = set(TTFont(FONTS / "LiberationSerif-Regular.ttf").getBestCmap())
    said = itertools.chain.from_iterable(
        (printed(line.target_name), printed(line.reason.vi), printed(line.title.vi))
        for line in plan.lines
    )
    assert {c for c in "".join(said) if ord(c) not in known} == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_other_forms_are_written_too(plan, language):
    """The whole office as workbook and page; this machine keeps its accents."""
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, language, HEAD)))
    cells = {
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    }
    page = html.unescape(plan_html(plan, language, HEAD).decode())
    for line in plan.lines:
        title = line.title.vi if language == "vi" else line.title.en
        assert title in page
        assert any(line.target_name in cell for cell in cells), line.target_name
    assert OWN in page
    assert any(OWN in cell for cell in cells)


def test_the_json_fits_its_schema(plan):
    """What programs read is as documented."""
    schema = json.loads(path_of("plan").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(json.loads(plan_json(plan)))
