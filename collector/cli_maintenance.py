"""``hatang-collector maintenance``: when something is switched off on purpose."""

import argparse
import datetime as dt
from gettext import gettext as _
from zoneinfo import ZoneInfo

from agent.shared.clock import Clock
from collector import office
from collector.cli_builder import Builder
from collector.cli_options import (
    FAILED,
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
    table,
)
from collector.cli_token import actor
from collector.planning.shapes.records import Maintenance

LONGEST_DAYS = 31


def add_commands(builder: Builder) -> None:
    """Add ``maintenance add``, ``list`` and ``remove``."""
    commands = builder.group(
        "maintenance", _("Say when something is switched off on purpose.")
    )
    parser = builder.add(
        commands,
        "add",
        add,
        _("Between two moments nothing at a site is an incident."),
        'maintenance add router --site hq --from "2026-11-28 22:00" --to "2026-11-29 02:00"',
    )
    parser.add_argument("id", help=_("its name"))
    parser.add_argument("--site", default="", help=_("where (default: everywhere)"))
    parser.add_argument(
        "--from",
        dest="begin",
        required=True,
        metavar='"2026-11-28 22:00"',
        help=_("local time of its beginning"),
    )
    parser.add_argument(
        "--to",
        dest="end",
        required=True,
        metavar='"2026-11-29 02:00"',
        help=_("local time of its end"),
    )
    parser.add_argument("--note", default="", help=_("for the record"))
    builder.add(commands, "list", show, _("List them."), "maintenance list")
    gone = builder.add(
        commands, "remove", remove, _("Delete one."), "maintenance remove ID"
    )
    gone.add_argument("id", help=_("its name or id"))


def add(arguments: argparse.Namespace, clock: Clock) -> int:
    """Enter one, in the place of the one with its name."""
    places = places_of(arguments)
    zone = ZoneInfo(settings_of(arguments, places).office_hours.timezone)
    begin, end = _moment(arguments.begin, zone), _moment(arguments.end, zone)
    if not begin < end <= begin + LONGEST_DAYS * 86400:
        raise CommandError(
            _("it ends after it begins, and within {days} days").format(
                days=LONGEST_DAYS
            )
        )
    made = Maintenance(
        id=arguments.id,
        site=arguments.site,
        begin=begin,
        end=end,
        note=arguments.note,
        actor=actor(),
    )
    store = store_of(arguments, places)
    try:
        office.put_maintenance(store, made, time=clock.now())
    except office.OfficeError as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()
    say(_("{name} is entered.").format(name=arguments.id))
    return OK


def _moment(text: str, zone: ZoneInfo) -> float:
    try:
        local = dt.datetime.fromisoformat(text)
    except ValueError as err:
        raise CommandError(
            _("{text}: write a moment as 2026-11-28 22:00").format(text=text)
        ) from err
    return (local if local.tzinfo else local.replace(tzinfo=zone)).timestamp()


def show(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print all, the newest last."""
    places = places_of(arguments)
    zone = ZoneInfo(settings_of(arguments, places).office_hours.timezone)
    store = store_of(arguments, places)
    try:
        known = sorted(office.maintenances(store), key=lambda one: one.begin)
    finally:
        store.close()
    head = (_("NAME"), _("SITE"), _("FROM"), _("TO"), _("NOTE"))
    rows = [
        (one.id, one.site, _told(one.begin, zone), _told(one.end, zone), one.note)
        for one in known
    ]
    out(table(head, rows))
    return OK


def _told(unix: float, zone: ZoneInfo) -> str:
    return dt.datetime.fromtimestamp(unix, zone).strftime("%Y-%m-%d %H:%M")


def remove(arguments: argparse.Namespace, clock: Clock) -> int:
    """Delete one."""
    store = store_of(arguments, places_of(arguments))
    kind, who, when = office.MAINTENANCE, actor(), clock.now()
    try:
        gone = office.remove(store, kind, arguments.id, actor=who, time=when)
    finally:
        store.close()
    if gone:
        return OK
    say(_("There is no {name}.").format(name=arguments.id))
    return FAILED
