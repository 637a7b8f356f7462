"""A plan as a workbook: summary, lines, money, what is not in it, outlook, facts."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.problem import POTS
from collector.reports.guard import PLAIN_CELLS, guarded
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.names import code_name, department_name, fact_state, pot_name
from collector.reports.pen import Pen
from collector.reports.plan_csv import head, row
from collector.reports.units import fact_value

Value = str | int | float
_OPTIONS = {"in_memory": True, **PLAIN_CELLS}
_WIDTHS = (10, 8, 20, 18, 26, 16, 36, 20, 14, 14, 10, 12, 10, 14, 70, 44, 44)
_MONEY_COLUMNS = (8, 9)  # price and yearly fee


def plan_xlsx(plan: Plan, language: Language, _letterhead: Letterhead = BLANK) -> bytes:
    """Return the plan as XLSX; totals are formulas, texts are never computed."""
    file = io.BytesIO()
    book = _Book(file, plan, Pen(language))
    book.write()
    return file.getvalue()


class _Book:
    """One workbook and the formats of its cells."""

    def __init__(self, file: io.BytesIO, plan: Plan, pen: Pen) -> None:
        self._plan, self._pen = plan, pen
        self._book: Any = xlsxwriter.Workbook(file, _OPTIONS)
        top = {"valign": "top"}
        self._head = self._book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#0D3B50",
                "font_color": "#FFFFFF",
                "border": 1,
            }
        )
        self._text = self._book.add_format(top | {"text_wrap": True})
        self._money = self._book.add_format(top | {"num_format": "#,##0"})
        self._number = self._book.add_format(top | {"num_format": "0.00"})
        self._bold = self._book.add_format({"bold": True})
        self._total = self._book.add_format({"bold": True, "num_format": "#,##0"})

    def write(self) -> None:
        """Write all sheets."""
        _ = self._pen.text
        self._summary(self._sheet(_("Summary")))
        self._lines(self._sheet(_("Items of the plan")))
        self._years(self._sheet(_("Money by year")))
        self._left(self._sheet(_("What is not in the plan")))
        self._outlook(self._sheet(_("If nothing is done")))
        self._facts(self._sheet(_("Facts")))
        self._book.close()

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _table(
        self,
        sheet: Any,
        titles: Sequence[str],
        rows: Iterable[Sequence[Value]],
        widths: Sequence[float],
    ) -> int:
        """Write titles and rows; return how many rows there are."""
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, self._head)
            sheet.set_column(column, column, widths[column])
        count = 0
        for count, values in enumerate(rows, start=1):
            for column, value in enumerate(values):
                self._cell(sheet, count, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(titles) - 1)
        return count

    def _cell(self, sheet: Any, row_: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            sheet.write_string(row_, column, guarded(value), self._text)
        elif isinstance(value, int):
            sheet.write_number(row_, column, value, self._money)
        else:
            sheet.write_number(row_, column, value, self._number)

    def _summary(self, sheet: Any) -> None:
        plan, pen = self._plan, self._pen
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 30)
        met = plan.value / plan.need_total if plan.need_total else 1.0
        rows: tuple[tuple[str, Value], ...] = (
            (pen.text("Organisation"), plan.organisation),
            (pen.text("Plan"), plan.id),
            (pen.text("Measured up to"), pen.date(plan.as_of)),
            (pen.text("Years"), pen.years(plan.years)),
            (pen.text("Budget (VND)"), plan.budget_vnd),
            (pen.text("Planned (VND)"), plan.spent_vnd),
            (pen.text("Need met"), pen.share(met)),
            (pen.text("At most so far from the optimum"), pen.share(plan.gap)),
            (pen.text("Computers"), plan.machines),
            (pen.text("Computers with enough data"), plan.machines_enough),
            (pen.text("Network devices"), plan.devices),
            (pen.text("Internet lines"), plan.broadband_lines),
        )
        for number, (label, value) in enumerate(rows):
            sheet.write_string(number, 0, label, self._bold)
            self._cell(sheet, number, 1, value)
        for number, text in enumerate(plan.warnings, start=len(rows) + 1):
            sheet.merge_range(number, 0, number, 1, guarded(pen.say(text)), self._text)
            sheet.set_row(number, 32)

    def _lines(self, sheet: Any) -> None:
        rows = [row(line, self._pen) for line in self._plan.lines]
        count = self._table(sheet, head(self._pen), rows, _WIDTHS)
        if count:
            sheet.write_string(count + 1, 0, self._pen.text("Total"), self._bold)
            for column in _MONEY_COLUMNS:
                letter = chr(ord("A") + column)
                total = sum(int(one[column]) for one in rows)
                formula = f"=SUBTOTAL(9,{letter}2:{letter}{count + 1})"
                sheet.write_formula(count + 1, column, formula, self._total, total)

    def _years(self, sheet: Any) -> None:
        plan, pen = self._plan, self._pen
        spent = {(one.pot, one.year): one.spent_vnd for one in plan.pots}
        titles = (
            pen.text("Year"),
            *(pot_name(pen, pot) for pot in POTS),
            pen.text("Total"),
        )
        rows: list[tuple[Value, ...]] = [
            (str(year), *(spent.get((pot, year), 0) for pot in POTS))
            for year in plan.years
        ]
        count = self._table(sheet, titles, rows, (12, 22, 22, 22, 22))
        for number in range(1, count + 1):
            formula = f"=SUM(B{number + 1}:D{number + 1})"
            whole = sum(int(value) for value in rows[number - 1][1:])
            sheet.write_formula(number, 4, formula, self._total, whole)
        chart = self._book.add_chart({"type": "column", "subtype": "stacked"})
        for column, pot in enumerate(POTS, start=1):
            chart.add_series(
                {
                    "name": pot_name(pen, pot),
                    "categories": [sheet.name, 1, 0, count, 0],
                    "values": [sheet.name, 1, column, count, column],
                }
            )
        chart.set_title({"name": pen.text("Money by year")})
        chart.set_legend({"position": "bottom"})
        sheet.insert_chart(count + 8, 0, chart, {"x_scale": 1.4})
        quarters: list[tuple[Value, ...]] = [
            (one.quarter, one.assets_vnd, one.parts_vnd, one.fees_vnd)
            for one in plan.quarters
        ]
        for number, values in enumerate(quarters, start=count + 26):
            for column, value in enumerate(values):
                self._cell(sheet, number, column, value)

    def _left(self, sheet: Any) -> None:
        pen = self._pen
        titles = (
            *(pen.text("For"), pen.text("Department"), pen.text("Why not")),
            *(
                pen.text("In detail"),
                pen.text("More budget that would include it (VND)"),
            ),
        )
        rows: list[tuple[Value, ...]] = [
            (
                one.target_name,
                department_name(pen, one.department),
                code_name(pen, one.code),
                pen.say(one.reason),
                "" if one.more_vnd is None else one.more_vnd,
            )
            for one in (*self._plan.unmet, *self._plan.rejected)
        ]
        self._table(sheet, titles, rows, (22, 28, 32, 90, 20))

    def _outlook(self, sheet: Any) -> None:
        pen = self._pen
        titles = (pen.text("Date"), pen.text("About"), pen.text("What happens"))
        rows = [
            (one.by, one.target_name, pen.say(one.text)) for one in self._plan.outlook
        ]
        self._table(sheet, titles, rows, (14, 26, 100))

    def _facts(self, sheet: Any) -> None:
        pen = self._pen
        titles = (
            *(pen.text("Fact"), pen.text("Value"), pen.text("Document, article")),
            *(pen.text("Source"), pen.text("In force"), pen.text("State")),
        )
        rows = [
            (
                pen.say(one.text),
                fact_value(one, pen),
                f"{one.document} {one.article}".strip(),
                one.source,
                one.effective_from,
                fact_state(pen, one),
            )
            for one in self._plan.facts_used
        ]
        self._table(sheet, titles, rows, (50, 20, 36, 50, 14, 26))
