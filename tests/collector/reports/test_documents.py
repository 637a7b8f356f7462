"""The plan as documents: PDF, HTML, XLSX, DOCX, CSV, JSON, in both languages."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import docx
import msgspec
import openpyxl
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from collector.planning.shapes.plan import Plan, Text
from collector.reports.glyphs import FONTS, printed
from collector.reports.guard import guarded
from collector.reports.letterhead import Letterhead
from collector.reports.plan_csv import plan_csv
from collector.reports.plan_docx import plan_docx
from collector.reports.plan_html import plan_html
from collector.reports.plan_json import plan_json
from collector.reports.plan_pdf import plan_pdf
from collector.reports.plan_xlsx import plan_xlsx
from collector.web.i18n import Tongue
from tests.support.sample_plan import sample_plan

PLAN = sample_plan()
HEAD = Letterhead(agency="Sở Khoa học và Công nghệ", place="Nghệ An", sign="KH-SKHCN")
NASTY = '#set page() $x$ *b* ] "q" \\ <b>&amp;</b> =1+1 @x đầy đủ ' + "w" * 200


def nasty():
    """Return the sample with a hostile name and reason everywhere."""
    text = Text(NASTY, NASTY)
    return msgspec.structs.replace(
        PLAN,
        organisation=NASTY,
        lines=tuple(
            msgspec.structs.replace(
                line, target_name=NASTY, department=NASTY, title=text, reason=text
            )
            for line in PLAN.lines
        ),
        warnings=(text,),
    )


def words(data):
    """Return the text of a PDF, on one line."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module", params=["vi", "en"])
def paper(request):
    """Return the language, and the sample as PDF."""
    return request.param, plan_pdf(PLAN, request.param, HEAD)


def test_a_pdf_has_the_head_the_money_and_every_line(paper):
    """As the decree wants it, with number, date and signature left blank."""
    language, data = paper
    text = words(data)
    told = {
        "vi": (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "KẾ HOẠCH",
            "Nơi nhận:",
            "500.000.000",
        ),
        "en": ("SOCIALIST REPUBLIC OF VIET NAM", "PLAN", "Recipients:", "500,000,000"),
    }[language]
    for part in (*told, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "/KH-SKHCN", PLAN.id):
        assert part in text
    for line in PLAN.lines:
        assert line.target_name in text


def test_a_pdf_is_archivable_with_our_fonts_alone(paper):
    """PDF/A-2b; nothing of the machine that made it."""
    _, data = paper
    assert b"pdfaid" in data or "pdfaid" in str(
        PdfReader(io.BytesIO(data)).xmp_metadata
    )
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("LiberationSerif" in name for name in fonts)


def test_the_same_plan_gives_the_same_bytes(paper):
    """Whoever makes it again can compare."""
    language, data = paper
    assert plan_pdf(PLAN, language, HEAD) == data


def test_the_fonts_have_every_letter_that_is_printed():
    """A letter without a glyph would vanish without a word."""
    known = set(TTFont(FONTS / "LiberationSerif-Regular.ttf").getBestCmap())
    texts = [msgspec.json.encode(PLAN).decode()]
    for language in ("vi", "en"):
        catalogue = Tongue(language).catalogue
        texts += [str(one) for one in getattr(catalogue, "_catalog", {}).values()]
    letters = set("".join(map(printed, texts))) - set("\n\r\t")
    assert {c for c in letters if ord(c) not in known} == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_comes_from_outside_stays_text(language):
    """No name of a machine is markup, code or a formula."""
    plan = nasty()
    text = words(plan_pdf(plan, language))
    assert "#set page()" in text
    assert "=1+1" in text
    page = plan_html(plan, language).decode()
    assert "<b>&amp;" not in page
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in page
    rows = list(csv.reader(io.StringIO(plan_csv(plan, language).decode("utf-8-sig"))))
    assert len(rows) == len(plan.lines) + 1


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_is_computed(name):
    """A host name may begin with an equals sign."""
    assert guarded(name).startswith("'")
    lines = tuple(
        msgspec.structs.replace(line, target_name=name) for line in PLAN.lines
    )
    book = openpyxl.load_workbook(
        io.BytesIO(plan_xlsx(msgspec.structs.replace(PLAN, lines=lines), "vi"))
    )
    sheet = book.worksheets[1]
    assert sheet.cell(2, 4).value.startswith("'")
    formulas = [
        cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert all(re.fullmatch(r"=SUBTOTAL\(9,[IJ]2:[IJ]\d+\)", one) for one in formulas)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_workbook_has_filters_totals_and_all_sheets(language):
    """It opens, adds up, and holds everything."""
    data = plan_xlsx(PLAN, language)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert len(book.worksheets) == 6
    sheet = book.worksheets[1]
    assert sheet.auto_filter.ref
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == len(PLAN.lines) + 2
    computed = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[1]
    prices = sum(line.price_vnd for line in PLAN.lines)
    assert computed.cell(len(PLAN.lines) + 2, 9).value == prices
    years = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[2]
    total = sum(years.cell(n, 5).value for n in range(2, 2 + len(PLAN.years)))
    assert total == sum(pot.spent_vnd for pot in PLAN.pots)


class Tags(HTMLParser):
    """Counts what a page refers to."""

    def __init__(self):
        super().__init__()
        self.links, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [v for k, v in attrs if k in {"src", "href"}]


def test_a_page_stands_alone():
    """No script, no picture, font or style from elsewhere."""
    page = plan_html(PLAN, "vi", HEAD).decode()
    tags = Tags()
    tags.feed(page)
    assert tags.links == []
    assert "script" not in tags.tags
    assert tags.tags.count("svg") >= 2
    assert "url(" not in page


def test_a_document_can_be_edited():
    """Paragraphs and tables, not pictures."""
    made = docx.Document(io.BytesIO(plan_docx(PLAN, "vi", HEAD)))
    text = "\n".join(p.text for p in made.paragraphs)
    assert "KẾ HOẠCH" in text
    cells = [
        cell.text for table in made.tables for row in table.rows for cell in row.cells
    ]
    assert any(PLAN.lines[0].target_name in cell for cell in cells)


def test_json_is_read_back_as_it_was():
    """Canonical, and all that the issue of a plan needs."""
    data = plan_json(PLAN)
    assert msgspec.json.decode(data, type=Plan) == PLAN
    told = json.loads(data)
    assert {"budget_vnd", "pots", "gap", "coverage", "facts_used"} <= told.keys()
    assert {"id", "kind", "target", "option", "price_vnd", "quarter", "requires"} <= (
        told["lines"][0].keys()
    )
    assert data == plan_json(msgspec.json.decode(data, type=Plan))


def test_csv_is_as_the_language_expects():
    """Semicolons and decimal commas in Vietnamese."""
    data = plan_csv(PLAN, "vi")
    assert data.startswith(b"\xef\xbb\xbf")
    first = data.decode("utf-8-sig").splitlines()[0]
    assert first.startswith("Quý;Năm;")


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_any_name_can_be_printed(name):
    """Whatever letters a machine is called."""
    line = msgspec.structs.replace(PLAN.lines[0], target_name=name, site=name)
    plan = msgspec.structs.replace(PLAN, lines=(line,), rejected=(), organisation=name)
    for write in (plan_pdf, plan_xlsx, plan_html, plan_docx):
        assert write(plan, "vi")
    assert plan_csv(plan, "en")
