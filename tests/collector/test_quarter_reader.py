"""The quarter's report from a store, and the paper that is made of it."""

import datetime as dt
import io
import json

import msgspec
import pypdf
import pytest

from collector import office
from collector.__main__ import main
from collector.knowledge import KnowledgeFolder
from collector.planning.planner import Planner
from collector.planning.quarter import risks
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.plan import Outlook, Text
from collector.planning.shapes.records import Department, Purchase
from collector.planning.shapes.wish import Wish
from collector.planning_facts import load_planning
from collector.quarter_reader import NoQuarterError, read_quarter
from collector.reports.letterhead import Letterhead
from collector.reports.quarter_paper import quarter_paper
from collector.reports.quarter_text import quarter_text
from collector.reports.typeset import pdf
from collector.settings import CollectorSettings
from collector.simulator.shapes import Size
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.simulated import NOW, simulated

SETTINGS = CollectorSettings(organisation="Sở Khoa học và Công nghệ")
KNOWLEDGE = load_planning(), KnowledgeFolder(None).current().support
BUDGET = 100_000_000


class Kept(MemoryStore):
    """A store that commands do not close."""

    def close(self):
        """Stay open for the next command."""


@pytest.fixture(scope="module")
def written():
    """Return the store of a simulated office, and what was written."""
    return simulated(Size(pcs=24, switches=4, lines=2, days=12, seed=4), Kept())


@pytest.fixture(scope="module")
def store(written):
    """Return the store."""
    return written[0]


@pytest.fixture(scope="module")
def report(store):
    """Return the report of the present quarter."""
    return read(store)


def read(store, quarter="2026Q4", now=NOW):
    """Return the report of *quarter*."""
    return read_quarter(store, SETTINGS, KNOWLEDGE, (quarter, BUDGET), now)


def text_of(body):
    """Return the text of a PDF, page by page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages]


def test_figures_are_those_of_the_office(report, store):
    """Counted from the store, over the days of the quarter."""
    assert report.figure("machines") == 24
    assert report.figure("lines") == 2
    assert report.first_day == "2026-10-01"
    assert report.as_of == "2026-11-24"
    assert not report.complete
    assert any("Quý chưa kết thúc" in text.vi for text in report.warnings)
    assert report.plan.budget_vnd == BUDGET
    assert not report.plan.approved
    assert report.plan.next_quarter >= "2027Q1"


def test_lines_have_what_was_measured(report):
    """Use, speed and losses as shares."""
    assert len(report.lines) == 2
    assert all(one.busy_ratio > 0 for one in report.lines)
    assert all(one.coverage.days > 5 for one in report.lines)


def test_the_same_store_gives_the_same_report(report, store):
    """Whatever the hour."""
    again = read(store, now=NOW + 60)
    assert msgspec.json.encode(again) == msgspec.json.encode(report)


def test_a_quarter_that_has_not_begun_is_refused(store):
    """And one that cannot be."""
    with pytest.raises(NoQuarterError, match="not begun"):
        read(store, "2027Q1")
    with pytest.raises(ValueError, match="2026Q4"):
        read(store, "soon")


def test_a_quarter_without_data_says_so(store):
    """Facts are there, measurements are not."""
    told = read(store, "2026Q3")
    assert told.complete
    assert told.coverage.days == 0


def test_an_empty_store_is_refused():
    """There is nothing to tell."""
    with pytest.raises(NoQuarterError, match="nothing is known"):
        read(MemoryStore())


def test_what_was_bought_and_approved_is_told():
    """Of the quarter only, by the names that people know."""
    store, _ = simulated(Size(pcs=12, switches=3, lines=1, days=8, seed=2))
    before = read(store)
    facts, support = KNOWLEDGE
    agent = next(one for one in store.agents() if one.hostname.startswith("PC-"))
    for id_, day in (("1", dt.date(2026, 11, 2)), ("2", dt.date(2026, 9, 30))):
        bought = Purchase(
            id=id_,
            target=f"machine:{agent.id}",
            option="ram_8gib_ddr4",
            done=day,
            price_vnd=1_300_000,
            actor="t",
            time=NOW,
        )
        office.put_purchase(store, bought)
    office.put_department(
        store, Department(name="Văn phòng Sở", heads=9), actor="t", time=NOW
    )
    from collector.estate import read_estate

    estate = read_estate(
        store, hours=SETTINGS.office_hours, policy=facts.policy, now=NOW
    )
    plan = Planner(estate, facts, support).plan(
        Wish(budget_vnd=60_000_000, scenarios=False, disturbed=0)
    )
    office.put_approved(store, ApprovedPlan(plan=plan, actor="t", time=NOW, note=""))
    after = read(store)
    assert len(after.done) == len(before.done) + 1
    mine = next(one for one in after.done if one.target == f"machine:{agent.id}")
    assert mine.target_name == agent.hostname
    assert "RAM" in mine.title.vi
    assert (
        after.figure("purchases_vnd")
        == (before.figure("purchases_vnd") or 0) + 1_300_000
    )
    assert after.figure("heads") >= 9
    assert after.plan.approved == "2026-11-24"
    assert after.plan.id == plan.id


def test_risks_are_those_of_the_coming_year():
    """The gravest first; what is far or harmless is left out."""

    def one(by, severity):
        return Outlook("t", "T", "", "wears_out", by, severity, Text(by, by))

    found = risks(
        [
            one("2027-06-01", "warning"),
            one("2029-01-01", "critical"),
            one("2027-07-01", "critical"),
            one("2027-01-01", "info"),
        ],
        dt.date(2026, 12, 31),
    )
    assert [each.by for each in found] == ["2027-07-01", "2027-06-01"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_director_reads_one_page(report, language):
    """Signature and all; the annexes follow, each figure with its source."""
    head = Letterhead(
        parent="UBND tỉnh Lâm Đồng",
        agency="Sở Khoa học và Công nghệ",
        place="Đà Lạt",
        recipients=("Giám đốc Sở", "Lưu: VT, VP"),
    )
    body = pdf(quarter_paper(report, language, head))
    pages = text_of(body)
    signer = "THỦ TRƯỞNG" if language == "vi" else "HEAD OF"
    assert signer in pages[0]
    assert "Lưu: VT, VP" in pages[0]
    assert all(signer not in page for page in pages[1:])
    whole = " ".join(" ".join(pages).split())
    for figure in report.figures:
        title = figure.title.vi if language == "vi" else figure.title.en
        assert title in whole
    assert pdf(quarter_paper(report, language, head)) == body


def test_a_long_quarter_stays_on_its_page(report):
    """However much was bought and whatever threatens."""
    many = msgspec.structs.replace(
        report,
        done=report.done * 40,
        risks=tuple(
            msgspec.structs.replace(
                report.risks[0],
                target_name=f"PC-{n}",
                text=Text(f"việc {n} " + "dài " * 15, f"thing {n} " + "long " * 15),
            )
            for n in range(200)
        ),
    )
    pages = text_of(pdf(quarter_paper(many, "vi")))
    assert "THỦ TRƯỞNG" in pages[0]


def test_it_is_read_in_a_terminal(report):
    """The same page as text."""
    told = quarter_text(report, "vi")
    assert "Quý\u00a0IV/2026" in told
    assert "1. Tình hình" in told
    assert "4. Kế hoạch" in told


def command(store, capsys, tmp_path, *arguments):
    """Run ``report quarter``; return its code, output and errors."""
    code = main(
        [
            *("report", "quarter", "--data-directory", str(tmp_path)),
            *("--language", "en", *arguments),
        ],
        clock=FakeClock(NOW),
        open_store=lambda _url: store,
    )
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_writes_every_form(store, capsys, tmp_path):
    """By default it is this quarter, as text."""
    files = {name: tmp_path / f"q.{name}" for name in ("pdf", "html", "docx")}
    options = [part for name, at in files.items() for part in (f"--{name}", str(at))]
    code, out, err = command(store, capsys, tmp_path, *options, "--json")
    assert code == 0
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert files["docx"].read_bytes().startswith(b"PK")
    assert "Annex VII" in files["html"].read_text()
    assert json.loads(out)["quarter"] == "2026Q4"
    assert "q.pdf is written" in err
    code, out, _ = command(store, capsys, tmp_path, "--lang", "vi")
    assert (code, "Tình hình" in out) == (0, True)


def test_the_command_refuses_what_cannot_be(store, capsys, tmp_path):
    """With what to do instead."""
    code, _, err = command(store, capsys, tmp_path, "--quarter", "Q4/2026")
    assert code == 1
    assert "2026Q4" in err
    code, _, err = command(store, capsys, tmp_path, "--budget", "-5")
    assert (code, "budget_vnd" in err) == (1, True)
