"""What the pages of lines show, put into words. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from collector.lines.meetings import Meetings
from collector.lines.quality import Criterion, Quality
from collector.planning.shapes.records import Line
from collector.reports.line_paper import names, value_text, verdict_text
from collector.reports.pen import NOTHING, Pen
from collector.web.i18n import Tongue
from collector.web.lines.data import LineMonth

MOST_OUTAGES = 200
SHAPES = {"kept": "fresh", "broken": "silent", "too_few": "expected"}


class CriterionRow(NamedTuple):
    """A promise: what it is called, limit and measured value, its state and source."""

    name: str
    limit: str
    measured: str
    verdict: str
    shape: str
    document: str
    example: bool


class LineRow(NamedTuple):
    """A line in the list."""

    line: Line
    shape: str
    verdict: str
    availability: str
    throughput: str
    latency: str
    outages: int
    outage_s: float
    calls: str
    watched: bool


def criterion_rows(made: Quality, tongue: Tongue) -> list[CriterionRow]:
    """Return each promise beside what was measured."""
    pen = Pen(tongue.language)
    known = names(pen)
    return [
        CriterionRow(
            known[one.name],
            ("≥ " if one.at_least else "≤ ") + value_text(one.limit, one.unit, pen),
            value_text(one.measured, one.unit, pen),
            verdict_text(one, pen),
            SHAPES[one.verdict],
            one.document,
            one.example,
        )
        for one in made.criteria
    ]


def line_row(month: LineMonth, tongue: Tongue) -> LineRow:
    """Return the line of *month* as the list has it."""
    made, pen = month.quality, Pen(tongue.language)
    by_name = {one.name: one for one in made.criteria}
    shape, verdict = overall(made.criteria, tongue)

    def value(name: str, unit: str) -> str:
        one = by_name.get(name)
        return value_text(one.measured if one else None, unit, pen)

    return LineRow(
        made.line,
        shape,
        verdict,
        value_text(made.availability, "ratio", pen),
        value("throughput", "ratio"),
        value("latency", "seconds"),
        len(made.outages),
        made.outage_s,
        _calls(month.meetings, tongue),
        made.watched_s > 0,
    )


def _calls(fits: Meetings | None, tongue: Tongue) -> str:
    if fits is None or "throughput" in fits.unknown:
        return NOTHING
    return tongue.formats.number(fits.calls)


def overall(criteria: Sequence[Criterion], tongue: Tongue) -> tuple[str, str]:
    """Return the shape and the words for a line: the worst of its promises."""
    verdicts = {one.verdict for one in criteria}
    if "broken" in verdicts:
        return "silent", tongue.text("Below contract")
    if "kept" in verdicts:
        return "fresh", tongue.text("Contract kept")
    return "expected", tongue.text("Not measured yet")


def meeting_notes(fits: Meetings, tongue: Tongue) -> list[str]:
    """Return what stands beside the number of calls: limits, guesses, head count."""
    formats, notes = tongue.formats, []
    words = {
        "jitter": tongue.text("jitter"),
        "loss": tongue.text("loss"),
        "throughput": tongue.text("the rate (the contract was taken)"),
        "use": tongue.text("the use (none was taken)"),
    }
    if fits.poor:
        notes.append(
            tongue.text(
                "The rate would carry {calls}, but calls break up: {what} too high."
            ).format(
                calls=formats.number(fits.by_rate),
                what=", ".join(words[one] for one in fits.poor),
            )
        )
    if fits.unknown:
        what = ", ".join(words[one] for one in fits.unknown)
        notes.append(tongue.text("Not measured: {what}.").format(what=what))
    if fits.heads:
        text = tongue.text("{heads} people work at this site.")
        notes.append(text.format(heads=formats.number(fits.heads)))
    text = tongue.text("A call takes {down}/{up} Mbit/s down/up by {source}.")
    notes.append(
        text.format(
            down=formats.short(fits.call_down_mbps),
            up=formats.short(fits.call_up_mbps),
            source=fits.document,
        )
    )
    return notes
