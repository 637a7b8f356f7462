"""``hatang-collector catalogue``: the price list out as a sheet, and in again."""

import argparse
import datetime as dt
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import msgspec

from agent.shared.clock import Clock
from collector.cli_builder import Builder
from collector.cli_facts import facts_of, folder_of, state_name, today_of
from collector.cli_options import FAILED, OK, CommandError, out, say
from collector.planning.freshness import price_freshness
from collector.planning.shapes.facts import Prices


def add_commands(builder: Builder) -> None:
    """Add ``catalogue export`` and ``catalogue import``."""
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


def run_export(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Write the price list wherever it was asked for; CSV on the screen by default."""
    from collector.catalogue.writing import as_csv, as_xlsx

    prices = facts_of(arguments).prices.item
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

    today, before = today_of(arguments, clock), facts_of(arguments).prices
    try:
        found = read_prices(read_rows(arguments.file))
        for fault in found.faults:
            say(str(fault))
        if found.more:
            say(_("and {n} more").format(n=found.more))
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
        folder = folder_of(arguments)
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
                id=price.id, day=price.dated.isoformat(), state=state_name(state)
            )
