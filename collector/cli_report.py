"""``hatang-collector report``: what the director reads at the end of a quarter."""

import argparse
import datetime as dt
from gettext import gettext as _

from agent.shared.clock import Clock
from agent.shared.language import Language
from collector.cli_builder import Builder
from collector.cli_documents import add_documents, language_of, write_documents
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    settings_of,
    store_of,
)
from collector.planning.quarters import quarter_of
from collector.planning.shapes.quarter import QuarterReport
from collector.reports.letterhead import Letterhead

FORMATS = ("pdf", "html", "docx")
DEFAULT_BUDGET_VND = 500_000_000


def add_commands(builder: Builder) -> None:
    """Add ``report quarter``."""
    reports = builder.group("report", _("Write reports for those who decide."))
    parser = builder.add(
        reports,
        "quarter",
        run,
        _(
            "Write the report of a quarter: a page for the director, and every figure "
            "with its source."
        ),
        "report quarter --quarter 2026Q4 --lang vi --pdf report.pdf",
    )
    parser.add_argument(
        "--quarter",
        default="",
        metavar="2026Q4",
        help=_("which one (default: the present one)"),
    )
    parser.add_argument(
        "--budget",
        type=int,
        default=DEFAULT_BUDGET_VND,
        metavar="VND",
        help=_(
            "money for three years, for the plan that is proposed while none has been "
            "approved (default: 500 million)"
        ),
    )
    add_documents(parser, FORMATS)


def run(arguments: argparse.Namespace, clock: Clock) -> int:
    """Make the report and write it wherever it was asked for; as text by default."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    language = language_of(arguments, settings)
    report = _read(arguments, clock)
    written = write_documents(
        arguments,
        FORMATS,
        lambda name: document(name, report, language, settings.report),
    )
    if arguments.json:
        import msgspec

        out(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    elif not written:
        from collector.reports.quarter_text import quarter_text

        out(quarter_text(report, language))
    return OK


def _read(arguments: argparse.Namespace, clock: Clock) -> QuarterReport:
    from collector.knowledge import KnowledgeFolder
    from collector.planning.optimum import NoSolverError  # slow to import
    from collector.planning.planner import PlanError
    from collector.planning_facts import load_planning
    from collector.quarter_reader import read_quarter

    places = places_of(arguments)
    settings = settings_of(arguments, places)
    now = clock.now()
    today = dt.date.fromordinal(settings.office_hours.day(now))
    asked = arguments.quarter or quarter_of(today), arguments.budget
    facts = load_planning(settings.knowledge_directory)
    support = KnowledgeFolder(settings.knowledge_directory).current().support
    store = store_of(arguments, places)
    try:
        return read_quarter(store, settings, (facts, support), asked, now)
    except (ValueError, PlanError, NoSolverError) as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()


def document(
    name: str, report: QuarterReport, language: Language, letterhead: Letterhead
) -> bytes:
    """Return *report* as the document *name*; libraries are imported only then.

    Raises:
        TypesetError: the paper could not be set.
        NoDocxError: python-docx is not installed.
    """
    from collector.reports.quarter_paper import quarter_paper

    paper = quarter_paper(report, language, letterhead)
    if name == "pdf":
        from collector.reports.typeset import pdf

        return pdf(paper)
    if name == "html":
        from collector.reports.plan_html import html

        return html(paper)
    from collector.reports.plan_docx import paper_docx

    return paper_docx(paper)
