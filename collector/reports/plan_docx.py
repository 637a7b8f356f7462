"""A plan as a document that the clerk can edit; needs the extra ``docx``."""

import io
from typing import Any

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.paper import (
    Block,
    Bullets,
    Chart,
    KeyFigures,
    Paper,
    Paragraph,
    Table,
)
from collector.reports.plan_paper import plan_paper

FONT = "Times New Roman"


class NoDocxError(Exception):
    """python-docx is not installed; the text says how to get it."""


def plan_docx(plan: Plan, language: Language, letterhead: Letterhead = BLANK) -> bytes:
    """Return the plan as a DOCX; see ``paper_docx``."""
    return paper_docx(plan_paper(plan, language, letterhead))


def paper_docx(paper: Paper) -> bytes:
    """Return *paper* as a DOCX. Charts are left out: their figures stand in tables.

    Raises:
        NoDocxError: the extra ``docx`` is not installed.
    """
    try:
        import docx
    except ImportError as err:
        raise NoDocxError(
            "python-docx is not installed: pip install 'hatang[docx]'"
        ) from err
    return _Document(docx.Document()).of(paper)


class _Document:
    """Writes a paper block by block."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def of(self, paper: Paper) -> bytes:
        from docx.shared import Mm, Pt

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(13)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(18)
        self._head(paper)
        for base in paper.bases:
            self._line(base, italic=True)
        for part in paper.sections:
            self._line(part.title, bold=True)
            for block in part.blocks:
                self._block(block)
        self._line(paper.foot.recipients_label, bold=True)
        for name in paper.foot.recipients:
            self._line(f"- {name}")
        for signer in paper.foot.signer:
            self._line(signer, bold=True, align="center")
        self._line(paper.made, italic=True)
        for annex in paper.annexes:
            self._document.add_page_break()
            self._line(annex.label, bold=True, align="center")
            self._line(annex.title, bold=True, align="center")
            for block in annex.blocks:
                self._block(block)
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _head(self, paper: Paper) -> None:
        grid = self._document.add_table(rows=2, cols=2)
        head = paper.head
        left = f"{head.parent}\n{head.agency}".strip()
        texts = (
            (left, f"{head.state}\n{head.motto}"),
            (head.number, head.place_and_date),
        )
        for row, told in zip(grid.rows, texts, strict=True):
            for cell, text in zip(row.cells, told, strict=True):
                cell.text = _plain(text)
                cell.paragraphs[0].alignment = 1
        self._line(paper.kind, bold=True, align="center")
        self._line(paper.title, bold=True, align="center")

    def _line(
        self, text: str, *, bold: bool = False, italic: bool = False, align: str = ""
    ) -> None:
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(_plain(text))
        run.bold, run.italic = bold, italic
        if align == "center":
            paragraph.alignment = 1

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            bold, italic = block.style == "strong", block.style == "note"
            self._line(block.text, bold=bold, italic=italic)
        elif isinstance(block, Bullets):
            for item in block.items:
                self._line(f"– {item}")
        elif isinstance(block, KeyFigures):
            for one in block.items:
                self._line(f"{one.label}: {one.value} {one.note}".strip())
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            return

    def _table(self, block: Table) -> None:
        rows = [tuple(column.title for column in block.columns), *block.rows]
        if block.total:
            rows.append(block.total)
        grid = self._document.add_table(rows=len(rows), cols=len(block.columns))
        grid.style = "Table Grid"
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = _plain(text)
        self._document.add_paragraph()


def _plain(text: str) -> str:
    """Return *text* without what XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)
