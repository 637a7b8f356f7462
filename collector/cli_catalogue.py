"""``hatang-collector catalogue`` and ``facts``: prices in and out, and what is in force."""

import argparse
import datetime as dt
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import msgspec

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
from collector.planning.shapes.facts import PlanningFacts, Price, Prices
from collector.planning_facts import FILES, PlanningFactsError, load_planning
from collector.planning_facts.files import check_file, place_of


def add_commands(builder: Builder) -> None:
    """Add ``catalogue export``, ``catalogue import``, ``facts check`` and ``facts list``."""
    catalogue = builder.group("catalogue", _("Take the price list out and in again."))
    export = builder.add(
        catalogue,
        "export",
        run_export,
        _("Write the prices in force as a sheet, to be edited."),
        "catalogue export --xlsx prices.xlsx",
    )
    for name in ("xlsx", "csv"):
        export.add_argument(f"--{name}", type=Path, metavar=_("FILE"))
    taken = builder.add(
        catalogue,
        "import",
        run_import,
        _(
            "Take prices from a sheet (CSV or XLSX) with the columns that export "
            "writes. With any fault nothing is changed, and all are told."
        ),
        "catalogue import prices.xlsx",
    )
    taken.add_argument("file", type=Path, metavar=_("FILE"))
    taken.add_argument(
        "--check", action="store_true", help=_("say what is wrong, change nothing")
    )
    taken.add_argument(
        "--source",
        default="",
        help=_("who gave these prices (default: the file's name)"),
    )
    facts = builder.group("facts", _("Look at the fact files that plans rest on."))
    builder.add(facts, "check", run_check, _("Check every fact file."), "facts check")
    builder.add(
        facts,
        "list",
        run_list,
        _("List what is in force: document, dates, source, verified or not, stale."),
        "facts list",
    )


def _folder(arguments: argparse.Namespace) -> Path | None:
    return settings_of(arguments, places_of(arguments)).knowledge_directory


def _today(arguments: argparse.Namespace, clock: Clock) -> dt.date:
    hours = settings_of(arguments, places_of(arguments)).office_hours
    return dt.date.fromordinal(hours.day(clock.now()))


def _facts(arguments: argparse.Namespace) -> PlanningFacts:
    try:
        return load_planning(_folder(arguments))
    except PlanningFactsError as err:
        raise CommandError(str(err)) from err


def run_export(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Write the price list wherever it was asked for; CSV on the screen by default."""
    from collector.catalogue.writing import as_csv, as_xlsx

    prices = _facts(arguments).prices.item
    if arguments.xlsx is None and arguments.csv is None:
        out(as_csv(prices).decode("utf-8-sig").rstrip())
        return OK
    for path, made in ((arguments.xlsx, as_xlsx), (arguments.csv, as_csv)):
        if path is not None:
            try:
                path.write_bytes(made(prices))
            except OSError as err:
                raise CommandError(f"{path}: {err.strerror}") from err
            say(_("{file} is written.").format(file=path))
    return OK


def run_import(arguments: argparse.Namespace, clock: Clock) -> int:
    """Put the prices of a sheet in the place of those in force."""
    from collector.catalogue.keeping import keep
    from collector.catalogue.prices import read_prices
    from collector.catalogue.sheet import read_rows

    today, before = _today(arguments, clock), _facts(arguments).prices
    try:
        found = read_prices(read_rows(arguments.file))
        for fault in found.faults:
            say(str(fault))
        if found.faults:
            say(_("Nothing has been changed."))
            return FAILED
        prices = msgspec.structs.replace(
            before,
            as_of=today,
            source=(arguments.source or arguments.file.name)[:255],
            item=found.prices,
        )
        for text in _stale(prices, today):
            say(text)
        if arguments.check:
            say(_("{n} prices are in order.").format(n=len(prices.item)))
            return OK
        folder = _folder(arguments)
        if folder is None:
            raise CommandError(
                _("set knowledge_directory in the settings: there the prices are kept")
            )
        path = keep(prices, folder)
    except ValueError as err:
        raise CommandError(str(err)) from err
    say(_("{n} prices are in force: {file}").format(n=len(prices.item), file=path))
    return OK


def _stale(prices: Prices, today: dt.date) -> Iterator[str]:
    for price in prices.item:
        if price.dated > today:
            yield _("{id}: dated {day}, which is to come").format(
                id=price.id, day=price.dated.isoformat()
            )
        elif (state := price_freshness(price, prices, today)) != "fresh":
            yield _("{id}: the price is of {day}: {state}").format(
                id=price.id, day=price.dated.isoformat(), state=_state_name(state)
            )


def _state_name(state: str) -> str:
    return {
        "refused": _("too old to plan with, ask for a new quote"),
        "flagged": _("old, look it up again"),
    }.get(state, "")


def run_check(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Check each file on its own, so that all faults are told at once."""
    folder, wrong = _folder(arguments), 0
    for name in FILES:
        try:
            check_file(folder, name)
        except PlanningFactsError as err:
            wrong += 1
            say(str(err))
        else:
            out(f"{place_of(folder, name)}: " + _("in order"))
    return FAILED if wrong else OK


def run_list(arguments: argparse.Namespace, clock: Clock) -> int:
    """List every fact and price with what it rests on."""
    facts, today = _facts(arguments), _today(arguments, clock)
    for name in FILES:
        out(f"# {place_of(_folder(arguments), name)}")
        for row in _rows(name, facts, today):
            out("  " + "  |  ".join(row))
    return OK


def _rows(name: str, facts: PlanningFacts, today: dt.date) -> Iterator[tuple[str, ...]]:
    if name == "norms.toml":
        for fact in facts.norms.fact:
            until = fact.effective_to.isoformat() if fact.effective_to else "…"
            yield (
                fact.id,
                f"{fact.value} {fact.unit}".strip(),
                f"{fact.document} {fact.article}".strip() or "–",
                f"{fact.effective_from.isoformat()} – {until}",
                _("verified") if fact.verified_on else _("not verified"),
                *([_("example")] if fact.example else []),
            )
    elif name == "prices.toml":
        for price in facts.prices.item:
            yield _sold(price, price_freshness(price, facts.prices, today))
    elif name == "isp_plans.toml":
        for plan in facts.isp_plans.plan:
            state = _state_name(plan_freshness(plan, facts.isp_plans, today))
            told = f"{plan.operator} {plan.down_mbps:g} Mb/s"
            yield plan.id, told, plan.dated.isoformat(), *([state] if state else [])
    elif name == "dti.toml":
        for one in facts.dti.indicator:
            yield (
                one.id,
                one.formula,
                one.document or "–",
                _("verified") if one.verified_on else _("not verified"),
                *([_("example")] if one.example else []),
            )
    else:
        yield f"as_of {facts.policy.as_of.isoformat()}", facts.policy.source


def _sold(price: Price, fresh: str) -> tuple[str, ...]:
    state = _state_name(fresh)
    return (
        price.id,
        f"{price.price_vnd:,} VND",
        price.dated.isoformat(),
        price.source or "–",
        *([state] if state else []),
        *([_("example")] if price.example else []),
    )
