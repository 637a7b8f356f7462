"""``hatang-collector facts``: whether the fact files are in order, and what they say."""

import argparse
import datetime as dt
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from agent.shared.clock import Clock
from collector.cli_builder import Builder
from collector.cli_options import (
    FAILED,
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
)
from collector.planning.freshness import plan_freshness, price_freshness
from collector.planning.shapes.facts import (
    Fact,
    Indicator,
    IspPlan,
    PlanningFacts,
    Price,
)
from collector.planning_facts import FILES, PlanningFactsError, load_planning
from collector.planning_facts.files import faults_of, place_of

Cells = tuple[str, ...]


def add_commands(builder: Builder) -> None:
    """Add ``facts check`` and ``facts list``."""
    facts = builder.group("facts", _("Look at the fact files that plans rest on."))
    check = builder.add(
        facts,
        "check",
        run_check,
        _("Check every fact file."),
        "facts check --directory drafts",
    )
    check.add_argument(
        "--directory",
        type=Path,
        metavar=_("FOLDER"),
        help=_(
            "check the files in this folder (default: knowledge_directory of the settings)"
        ),
    )
    builder.add(
        facts,
        "list",
        run_list,
        _("List what is in force: document, dates, source, verified or not, stale."),
        "facts list",
    )


def folder_of(arguments: argparse.Namespace) -> Path | None:
    """Return the folder of the fact files that the settings name."""
    return settings_of(arguments, places_of(arguments)).knowledge_directory


def today_of(arguments: argparse.Namespace, clock: Clock) -> dt.date:
    """Return the day that it is in the office."""
    hours = settings_of(arguments, places_of(arguments)).office_hours
    return dt.date.fromordinal(hours.day(clock.now()))


def facts_of(arguments: argparse.Namespace) -> PlanningFacts:
    """Return the facts in force.

    Raises:
        CommandError: a file cannot be used.
    """
    try:
        return load_planning(folder_of(arguments))
    except PlanningFactsError as err:
        raise CommandError(str(err)) from err


def state_name(state: str) -> str:
    """Return what a price's freshness means; nothing where it is fresh."""
    return {
        "refused": _("too old to plan with, ask for a new quote"),
        "flagged": _("old, look it up again"),
    }.get(state, "")


def run_check(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Check each file on its own, so that all faults are told at once."""
    folder = arguments.directory
    if folder is None:
        folder = folder_of(arguments)
    elif not folder.is_dir():
        raise CommandError(_("{folder}: there is no such folder").format(folder=folder))
    wrong = False
    for name in FILES:
        faults = faults_of(folder, name)
        wrong = wrong or bool(faults)
        for fault in faults:
            say(fault)
        if not faults:
            out(f"{place_of(folder, name)}: " + _("in order"))
    return FAILED if wrong else OK


def run_list(arguments: argparse.Namespace, clock: Clock) -> int:
    """List every fact and price with what it rests on."""
    facts, today = facts_of(arguments), today_of(arguments, clock)
    for name in FILES:
        file = getattr(facts, name.removesuffix(".toml"))
        place = place_of(folder_of(arguments), name)
        out(f"# {place}  |  {file.as_of.isoformat()}  |  {file.source}")
        for row in _rows(name, facts, today):
            out("  " + "  |  ".join(cell for cell in row if cell))
    return OK


def _rows(name: str, facts: PlanningFacts, today: dt.date) -> Iterator[Cells]:
    if name == "norms.toml":
        for fact in facts.norms.fact:
            yield _norm(fact, today)
    elif name == "prices.toml":
        for price in facts.prices.item:
            yield _sold(price, price_freshness(price, facts.prices, today))
    elif name == "isp_plans.toml":
        for plan in facts.isp_plans.plan:
            yield _offered(plan, plan_freshness(plan, facts.isp_plans, today))
    elif name == "dti.toml":
        for one in facts.dti.indicator:
            yield one.id, one.formula, one.document or "–", *_word(one)


def _norm(fact: Fact, today: dt.date) -> Cells:
    until = fact.effective_to.isoformat() if fact.effective_to else "…"
    over = fact.effective_to is not None and fact.effective_to < today
    return (
        fact.id,
        f"{fact.value} {fact.unit}".strip(),
        f"{fact.document} {fact.article}".strip() or "–",
        f"{fact.effective_from.isoformat()} – {until}",
        fact.source or "–",
        *_word(fact),
        _("no longer in force") if over else "",
    )


def _word(entry: Fact | Indicator) -> Cells:
    return (
        _("verified") if entry.verified_on else _("not verified"),
        _("example") if entry.example else "",
    )


def _sold(price: Price, fresh: str) -> Cells:
    return (
        price.id,
        f"{price.price_vnd:,} VND",
        price.dated.isoformat(),
        price.source or "–",
        state_name(fresh),
        _("example") if price.example else "",
    )


def _offered(plan: IspPlan, fresh: str) -> Cells:
    return (
        plan.id,
        f"{plan.operator} {plan.down_mbps:g} Mb/s",
        f"{plan.price_vnd_month:,} VND",
        plan.dated.isoformat(),
        plan.source or "–",
        state_name(fresh),
        _("example") if plan.example else "",
    )
