"""The items of a plan as CSV that a spreadsheet opens as it is meant."""

import csv
import io

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan, PlanLine
from collector.reports.guard import guarded
from collector.reports.names import grade_name, kind_name, pot_name
from collector.reports.pen import Pen

BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of its host

Value = str | int | float


def head(pen: Pen) -> tuple[str, ...]:
    """Return the titles of what ``row`` returns."""
    return (
        pen.text("Quarter"),
        pen.text("Year"),
        pen.text("Kind"),
        pen.text("For"),
        pen.text("Department"),
        pen.text("Site"),
        pen.text("Item"),
        pen.text("Kind of money"),
        pen.text("Price (VND)"),
        pen.text("Fee per year (VND)"),
        pen.text("Benefit (points)"),
        pen.text("Points per million"),
        pen.text("Confidence"),
        pen.text("Sureness"),
        pen.text("Why"),
        pen.text("Id"),
        pen.text("Needs first"),
    )


def row(line: PlanLine, pen: Pen) -> tuple[Value, ...]:
    """Return one item, in the order of ``head``."""
    return (
        line.quarter,
        line.year,
        kind_name(pen, line.kind),
        line.target_name,
        line.department,
        line.site,
        pen.say(line.title),
        pot_name(pen, line.pot),
        line.price_vnd,
        line.yearly_vnd,
        line.benefit,
        line.benefit_per_million,
        line.confidence,
        grade_name(pen, line.grade),
        pen.say(line.reason),
        line.id,
        " ".join(line.requires),
    )


def plan_csv(plan: Plan, language: Language) -> bytes:
    """Return one line for each item, below the titles.

    Separated by semicolons with decimal commas in Vietnamese, as a spreadsheet set to
    that language expects; by commas otherwise.
    """
    pen = Pen(language)
    file = io.StringIO(newline="")
    file.write(BOM)
    is_vietnamese = language == "vi"
    writer = csv.writer(file, delimiter=";" if is_vietnamese else ",")
    writer.writerow([guarded(title) for title in head(pen)])
    for line in plan.lines:
        values = row(line, pen)
        writer.writerow([_written(value, comma=is_vietnamese) for value in values])
    return file.getvalue().encode("utf-8", "replace")


def _written(value: Value, *, comma: bool) -> str:
    if isinstance(value, str):
        return guarded(value)
    number = f"{value:.15g}"
    return number.replace(".", ",") if comma else number
