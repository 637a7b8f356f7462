"""``hatang-collector plan``: an upgrade plan for a budget, as table, JSON or document."""

import argparse
from collections.abc import Callable
from gettext import gettext as _

from agent.shared.clock import Clock
from agent.shared.language import Language
from collector import office
from collector.cli_builder import Builder
from collector.cli_documents import add_documents, language_of, write_documents
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
)
from collector.cli_plan_table import plan_table
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.records import Decision
from collector.planning.shapes.wish import Wish
from collector.reports.letterhead import Letterhead
from collector.settings import CollectorSettings
from collector.store.interface import Store

Writer = Callable[[Plan, Language, Letterhead], bytes]
FORMATS = ("pdf", "xlsx", "html", "csv", "docx")


def add_commands(builder: Builder) -> None:
    """Add ``plan``."""
    parser = builder.add(
        builder.commands,
        "plan",
        run,
        _("Make the best upgrade plan for a budget, every line explained."),
        "plan --budget 500000000 --years 3 --from-quarter 2027Q1 --pdf plan.pdf",
    )
    parser.add_argument(
        "--budget",
        type=int,
        required=True,
        metavar="VND",
        help=_("money for all years together"),
    )
    parser.add_argument(
        "--years", type=int, default=3, help=_("years to plan for (default: 3)")
    )
    parser.add_argument(
        "--from-quarter",
        default="",
        metavar="2027Q1",
        help=_("the quarter to begin with (default: the first of next year)"),
    )
    parser.add_argument(
        "--year-budget",
        action="append",
        type=int,
        default=[],
        metavar="VND",
        help=_("money of one year, once for each year (default: equal parts)"),
    )
    for action, text in (
        ("pin", _("a choice or target that has to be in the plan; may be repeated")),
        ("forbid", _("a choice or target that must not be in it; may be repeated")),
    ):
        parser.add_argument(
            f"--{action}", action="append", default=[], metavar="ID", help=text
        )
    parser.add_argument(
        "--no-scenarios",
        dest="scenarios",
        action="store_false",
        help=_("leave out other budgets and how sure each line is; faster"),
    )
    add_documents(parser, FORMATS)


def run(arguments: argparse.Namespace, clock: Clock) -> int:
    """Make a plan of what the store holds, and write it wherever it was asked for."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    language = language_of(arguments, settings)
    store = store_of(arguments, places)
    try:
        plan = made(store, arguments, settings, clock)
    finally:
        store.close()
    written = write_documents(
        arguments, FORMATS, lambda name: writer(name)(plan, language, settings.report)
    )
    if arguments.json:
        from collector.reports.plan_json import plan_json

        out(plan_json(plan).decode())
    elif not written:
        out(plan_table(plan, language))
    return OK


def made(
    store: Store,
    arguments: argparse.Namespace,
    settings: CollectorSettings,
    clock: Clock,
) -> Plan:
    """Return the plan of what *store* holds.

    Raises:
        CommandError: the wish cannot be met, or nothing is known yet.
    """
    from collector.estate import read_estate  # the solver is slow to import
    from collector.knowledge import KnowledgeFolder
    from collector.planning.optimum import NoSolverError
    from collector.planning.planner import PlanError, make_plan
    from collector.planning_facts import load_planning

    facts = load_planning(settings.knowledge_directory)
    now = clock.now()
    say(_("Reading what was measured …"))
    estate = read_estate(
        store,
        hours=settings.office_hours,
        policy=facts.policy,
        now=now,
        organisation=settings.organisation,
    )
    if not estate.machines and not estate.devices:
        raise CommandError(
            _(
                "nothing is known yet: let agents report for some days, or try it with "
                "hatang-collector simulate in another data directory"
            )
        )
    say(_("Looking for the best plan …"))
    try:
        return make_plan(
            estate,
            facts,
            KnowledgeFolder(settings.knowledge_directory).current().support,
            wish_of(arguments, store, settings.office_hours.day(now)),
        )
    except (ValueError, PlanError, NoSolverError) as err:
        raise CommandError(str(err)) from err


def wish_of(arguments: argparse.Namespace, store: Store, today: int) -> Wish:
    """Return what was asked for, with what people have decided and approved before.

    Raises:
        ValueError: it cannot be asked for.
    """
    import datetime as dt

    decided = {one.choice: one for one in office.decisions(store)}
    for action in ("pin", "forbid"):
        for choice in getattr(arguments, action):
            decided[choice] = Decision(choice=choice, action=action)
    approved = office.approved_plans(store)
    next_year = dt.date.fromordinal(today).year + 1
    return Wish(
        budget_vnd=arguments.budget,
        years=arguments.years,
        from_quarter=arguments.from_quarter or f"{next_year}Q1",
        budget_by_year_vnd=tuple(arguments.year_budget),
        decisions=tuple(decided[name] for name in sorted(decided)),
        approved=approved[-1] if approved else None,
        scenarios=arguments.scenarios,
        disturbed=20 if arguments.scenarios else 0,
    )


def writer(name: str) -> Writer:
    """Return what writes a plan as *name*; libraries are imported only then."""
    if name == "pdf":
        from collector.reports.plan_pdf import plan_pdf

        return plan_pdf
    if name == "xlsx":
        from collector.reports.plan_xlsx import plan_xlsx

        return plan_xlsx
    if name == "html":
        from collector.reports.plan_html import plan_html

        return plan_html
    if name == "docx":
        from collector.reports.plan_docx import plan_docx

        return plan_docx
    from collector.reports.plan_csv import plan_csv

    return lambda plan, language, _head: plan_csv(plan, language)
