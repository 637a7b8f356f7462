"""A line's month as a workbook: criteria, every outage, every test."""

import datetime as dt
import io
from typing import Any

import xlsxwriter

from agent.shared.language import Language
from collector.lines.quality import Quality
from collector.reports.guard import PLAIN_CELLS
from collector.reports.line_paper import moment, names, verdict_text
from collector.reports.pen import Pen

_OPTIONS = {"in_memory": True, **PLAIN_CELLS}


def line_xlsx(made: Quality, language: Language, *, zone: dt.tzinfo) -> bytes:
    """Return *made* as XLSX; sums are formulas, texts are never computed."""
    pen, file = Pen(language), io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - same bytes
    bold = book.add_format({"bold": True})

    def sheet(title: str, heads: list[str], widths: list[int]) -> Any:
        made_sheet = book.add_worksheet(title[:31])
        made_sheet.write_row(0, 0, heads, bold)
        made_sheet.freeze_panes(1, 0)
        for column, width in enumerate(widths):
            made_sheet.set_column(column, column, width)
        return made_sheet

    known = names(pen)
    one = sheet(
        pen.text("Agreed and measured"),
        [pen.text(t) for t in ("Criterion", "Limit", "Measured", "Result", "By")],
        [46, 12, 12, 24, 26],
    )
    for row, told in enumerate(made.criteria, 1):
        one.write_row(row, 0, [known[told.name], told.limit])
        if told.measured is not None:
            one.write_number(row, 2, told.measured)
        one.write_row(row, 3, [verdict_text(told, pen), told.document])
    two = sheet(
        pen.text("Outages"),
        [pen.text("From"), pen.text("To"), pen.text("Seconds")],
        [22, 22, 12],
    )
    for row, outage in enumerate(made.outages, 1):
        two.write_row(row, 0, [moment(outage.begin, zone), moment(outage.end, zone)])
        two.write_number(row, 2, round(outage.seconds, 1))
    last = len(made.outages) + 1
    two.write_string(last, 0, pen.text("Together"), bold)
    two.write_formula(
        last, 2, f"=SUM(C2:C{max(2, last)})", bold, round(made.outage_s, 1)
    )
    three = sheet(
        pen.text("Throughput tests"),
        [pen.text("Hour"), pen.text("Share of the contract")],
        [22, 24],
    )
    for row, (hour, ratio) in enumerate(made.tests, 1):
        three.write_string(row, 0, moment(hour * 3600, zone))
        three.write_number(row, 1, round(ratio, 4))
    book.close()
    return file.getvalue()
