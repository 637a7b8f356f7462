"""What a plan leaves out, and what happens if nothing is done."""

from collections import Counter

from collector.planning.shapes.plan import Plan
from collector.reports.names import code_name
from collector.reports.paper import Block, Bullets, Column, Paragraph, Table
from collector.reports.pen import Pen

MOST_OUTLOOK = 8
MOST_UNMET = 10


def left_out(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return the duties that are not met, and why the rest is left out."""
    blocks: list[Block] = []
    if plan.unmet:
        blocks.append(
            Paragraph(pen.text("Duties that this plan does not meet:"), "strong")
        )
        told = [f"{u.target_name}: {pen.say(u.reason)}" for u in plan.unmet]
        if len(told) > MOST_UNMET:
            more = len(told) - MOST_UNMET
            told = [*told[:MOST_UNMET], pen.plural("{n} more", "{n} more", more)]
        blocks.append(Bullets(tuple(told)))
    counts = Counter(rejected.code for rejected in plan.rejected)
    if counts:
        blocks.append(
            Table(
                (
                    Column(pen.text("Why not"), 8),
                    Column(pen.text("Machines, devices, lines"), 3, "right"),
                ),
                tuple(
                    (code_name(pen, code), pen.vnd(count))
                    for code, count in sorted(counts.items(), key=lambda x: -x[1])
                ),
            )
        )
        blocks.append(
            Paragraph(
                pen.text("Annex III says of each why, and what would include it."),
                "note",
            )
        )
    return tuple(blocks)


def outlook(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what happens first if nothing is done."""
    first = plan.outlook[:MOST_OUTLOOK]
    if not first:
        return ()
    told = [f"{pen.date(o.by)}: {o.target_name}: {pen.say(o.text)}." for o in first]
    blocks: list[Block] = [Bullets(tuple(told))]
    if len(plan.outlook) > MOST_OUTLOOK:
        more = pen.text("Annex IV lists all of it.")
        blocks.append(Paragraph(more, "note"))
    return tuple(blocks)
