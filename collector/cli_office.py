"""``hatang-collector line|department|purchase``: what only people know of their office."""

import argparse
import datetime as dt
from collections.abc import Sequence
from gettext import gettext as _
from typing import TypeVar

import msgspec

from agent.shared.clock import Clock
from collector import office
from collector.cli_builder import Builder
from collector.cli_lan_names import LanNames
from collector.cli_office_parser import add_office
from collector.cli_options import (
    FAILED,
    OK,
    CommandError,
    out,
    places_of,
    say,
    store_of,
    table,
)
from collector.cli_token import actor
from collector.planning.shapes.records import Department, Line, Purchase
from collector.store.interface import Store

_Shape = TypeVar("_Shape", bound=msgspec.Struct)


def add_commands(builder: Builder) -> None:
    """Add ``line``, ``department`` and ``purchase``."""
    add_office(
        builder,
        {
            "line": (set_line, list_lines),
            "department": (set_department, list_departments),
            "purchase": (add_purchase, list_purchases),
        },
        remove,
    )


def set_line(arguments: argparse.Namespace, clock: Clock) -> int:
    """Enter a broadband line, in the place of the one with its id."""
    ends = _day(arguments.contract_ends) if arguments.contract_ends else None
    store = store_of(arguments, places_of(arguments))
    try:
        device = _device(store, arguments.device) if arguments.device else ""
        line = _made(
            Line,
            id=arguments.id,
            site=arguments.site,
            operator=arguments.operator,
            technology=arguments.technology,
            plan=arguments.plan,
            down_mbps=arguments.down_mbps,
            up_mbps=arguments.up_mbps or arguments.down_mbps,
            international_mbps=arguments.international_mbps,
            price_vnd_month=arguments.price_vnd_month,
            contract_ends=ends,
            device=device,
            port=arguments.port,
        )
        office.put_line(store, line, actor=actor(), time=clock.now())
    except office.OfficeError as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()
    say(_("{name} is entered.").format(name=arguments.id))
    return OK


def set_department(arguments: argparse.Namespace, clock: Clock) -> int:
    """Enter how many people a department has."""
    store = store_of(arguments, places_of(arguments))
    try:
        one = _made(
            Department, name=arguments.id, site=arguments.site, heads=arguments.heads
        )
        office.put_department(store, one, actor=actor(), time=clock.now())
    except office.OfficeError as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()
    say(_("{name} is entered.").format(name=arguments.id))
    return OK


def add_purchase(arguments: argparse.Namespace, clock: Clock) -> int:
    """Enter that something was bought: what was measured before counts no more."""
    done = _day(arguments.done) if arguments.done else _today(clock)
    target, slash, option = arguments.id.partition("/")
    if target.startswith("port:"):  # a port's id has slashes of its own
        target, slash, option = arguments.id.rpartition("/")
        if arguments.option:
            target, slash = arguments.id, ""
    option = arguments.option or option
    if not option:
        raise CommandError(_("say what was bought: ID/OPTION or --option"))
    store = store_of(arguments, places_of(arguments))
    try:
        one = _made(
            Purchase,
            id=f"{done.isoformat()} {target}/{option}"[:255],
            target=target,
            option=option,
            done=done,
            price_vnd=arguments.price_vnd,
            plan_line=arguments.id if slash else "",
            note=arguments.note,
            actor=actor(),
            time=clock.now(),
        )
        office.put_purchase(store, one)
    except office.OfficeError as err:
        raise CommandError(str(err)) from err
    finally:
        store.close()
    say(_("{name} is entered.").format(name=one.id))
    return OK


def remove(arguments: argparse.Namespace, clock: Clock) -> int:
    """Delete one entry."""
    store = store_of(arguments, places_of(arguments))
    try:
        gone = office.remove(
            store, arguments.command, arguments.id, actor=actor(), time=clock.now()
        )
    finally:
        store.close()
    if gone:
        return OK
    say(_("There is no {name}.").format(name=arguments.id))
    return FAILED


def list_lines(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the broadband lines."""
    head = (
        *(_("LINE"), _("SITE"), _("OPERATOR"), "Mb/s", _("ABROAD")),
        *(_("A MONTH (VND)"), _("CONTRACT ENDS"), _("COMES IN AT")),
    )
    store = store_of(arguments, places_of(arguments))
    try:
        lines, names = office.lines(store), LanNames(store.devices())
    finally:
        store.close()
    rows = [
        (
            one.id,
            one.site,
            one.operator,
            f"{one.down_mbps:g}/{one.up_mbps:g}",
            f"{one.international_mbps:g}" if one.international_mbps else "",
            str(one.price_vnd_month),
            one.contract_ends.isoformat() if one.contract_ends else "",
            f"{names.name(one.device)} {one.port}" if one.device else "",
        )
        for one in lines
    ]
    return _told(arguments, lines, head, rows)


def list_departments(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the departments."""
    store = store_of(arguments, places_of(arguments))
    try:
        found = office.departments(store)
    finally:
        store.close()
    rows = [(one.name, one.site, str(one.heads)) for one in found]
    return _told(arguments, found, (_("DEPARTMENT"), _("SITE"), _("PEOPLE")), rows)


def list_purchases(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print what was bought, the newest first."""
    store = store_of(arguments, places_of(arguments))
    try:
        found = sorted(office.purchases(store), key=lambda one: one.done, reverse=True)
    finally:
        store.close()
    head = (_("DAY"), _("FOR"), _("WHAT"), _("PRICE (VND)"), _("NOTE"), "ID")
    rows = [
        (
            *(one.done.isoformat(), one.target, one.option),
            *(str(one.price_vnd), one.note, one.id),
        )
        for one in found
    ]
    return _told(arguments, found, head, rows)


def _told(
    arguments: argparse.Namespace,
    found: Sequence[msgspec.Struct],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> int:
    if arguments.json:
        out(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        out(table(head, rows))
    return OK


def _made(shape: type[_Shape], **values: object) -> _Shape:
    """Return the checked struct; its own words say what is wrong.

    Raises:
        CommandError: a value does not fit.
    """
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as err:
        raise CommandError(str(err).replace("`", "")) from err


def _device(store: Store, name: str) -> str:
    """Return the id of the device that *name* names."""
    from collector.cli_devices import find, lines_of

    return find(lines_of(store), name).id


def _today(clock: Clock) -> dt.date:
    return dt.datetime.fromtimestamp(clock.now()).astimezone().date()


def _day(text: str) -> dt.date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    raise CommandError(_("{text} is no day: write 2027-03-31").format(text=text))
