"""``hatang-collector line evidence``: a month of a line, for its operator."""

import argparse
import datetime as dt
from gettext import gettext as _
from zoneinfo import ZoneInfo

from agent.shared.clock import Clock
from agent.shared.language import Language
from collector.cli_documents import add_documents, language_of, write_documents
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    settings_of,
    store_of,
)
from collector.lines.quality import Quality
from collector.settings import CollectorSettings

FORMATS = ("pdf", "xlsx", "html")


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """Add what ``line evidence`` takes."""
    parser.add_argument("id", help=_("the line"))
    parser.add_argument(
        "--month",
        default="",
        metavar="2026-11",
        help=_("which one (default: the last)"),
    )
    add_documents(parser, FORMATS)


def evidence(arguments: argparse.Namespace, clock: Clock) -> int:
    """Write the measurements of a month; as text by default."""
    from collector.line_reader import LineError, period_of, read_quality
    from collector.planning_facts import load_planning

    places = places_of(arguments)
    settings = settings_of(arguments, places)
    language = language_of(arguments, settings)
    now = clock.now()
    month = arguments.month or _last_month(settings, now)
    norms = load_planning(settings.knowledge_directory).norms
    store = store_of(arguments, places)
    try:
        period = period_of(month, settings.office_hours)
        made = read_quality(store, arguments.id, period, norms, now)
    except LineError as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()
    written = write_documents(
        arguments, FORMATS, lambda name: document(name, made, language, settings)
    )
    if arguments.json:
        import msgspec

        out(msgspec.json.format(msgspec.json.encode(made), indent=2).decode())
    elif not written:
        for line in summary(made, language):
            out(line)
    return OK


def _last_month(settings: CollectorSettings, now: float) -> str:
    today = dt.date.fromordinal(settings.office_hours.day(now))
    return (today.replace(day=1) - dt.timedelta(days=1)).strftime("%Y-%m")


def summary(made: Quality, language: Language) -> list[str]:
    """Return the criteria as lines, and how many outages there were."""
    from collector.reports.line_paper import names, value_text, verdict_text
    from collector.reports.pen import Pen

    pen = Pen(language)
    known = names(pen)
    lines = [
        f"{known[one.name]}: {value_text(one.measured, one.unit, pen)}"
        f" ({'≥' if one.at_least else '≤'} {value_text(one.limit, one.unit, pen)})"
        f"  {verdict_text(one, pen)}"
        for one in made.criteria
    ]
    lines.append(f"{pen.text('Outages')}: {len(made.outages)}")
    return lines


def document(
    name: str, made: Quality, language: Language, settings: CollectorSettings
) -> bytes:
    """Return *made* as the document *name*; libraries are imported only then."""
    zone = ZoneInfo(settings.office_hours.timezone)
    if name == "xlsx":
        from collector.reports.line_xlsx import line_xlsx

        return line_xlsx(made, language, zone=zone)
    from collector.reports.line_paper import line_paper

    paper = line_paper(
        *(made, language, settings.report),
        zone=zone,
        organisation=settings.organisation,
    )
    if name == "pdf":
        from collector.reports.typeset import pdf

        return pdf(paper)
    from collector.reports.plan_html import html

    return html(paper)
