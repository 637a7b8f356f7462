"""Options and help of ``line``, ``department`` and ``purchase``."""

from collections.abc import Mapping
from gettext import gettext as _
from typing import Any, get_args

from collector.cli_builder import Builder, Handler
from collector.cli_effect import add_effect
from collector.cli_line_evidence import add_evidence, evidence
from collector.planning.shapes.records import Technology


def add_office(
    builder: Builder,
    handlers: Mapping[str, tuple[Handler, Handler]],
    remove: Handler,
) -> None:
    """Add the three commands; *handlers* enter and list each."""
    _add_line(builder, *handlers["line"], remove)
    _add_department(builder, *handlers["department"], remove)
    _add_purchase(builder, *handlers["purchase"], remove)


def _add_line(builder: Builder, enter: Handler, show: Handler, remove: Handler) -> None:
    commands = builder.group(
        "line", _("Enter the broadband lines and their contracts.")
    )
    parser = builder.add(
        commands,
        "set",
        enter,
        _("Enter a line, or change it."),
        "line set main --operator VNPT --down-mbps 200 --price-vnd-month 3300000 "
        "--device router --port ge0",
    )
    parser.add_argument("id", help=_("its name"))
    parser.add_argument(
        "--down-mbps", type=float, required=True, help=_("contracted download, Mb/s")
    )
    parser.add_argument(
        "--up-mbps", type=float, help=_("contracted upload (default: as download)")
    )
    parser.add_argument(
        "--international-mbps",
        type=float,
        help=_("committed abroad (default: nothing)"),
    )
    parser.add_argument("--site", default="", help=_("where it is"))
    parser.add_argument("--operator", default="", help=_("who sells it"))
    parser.add_argument(
        "--technology",
        default="ftth",
        choices=get_args(Technology),
        help=_("how it comes (default: ftth)"),
    )
    parser.add_argument(
        "--plan", default="", help=_("id of its plan in isp_plans.toml")
    )
    parser.add_argument(
        "--price-vnd-month", type=int, default=0, help=_("what it costs a month")
    )
    parser.add_argument("--contract-ends", metavar="2027-03-31", help=_("last day"))
    parser.add_argument(
        "--device", default="", help=_("the router or switch where it comes in")
    )
    parser.add_argument("--port", default="", help=_("the port towards the operator"))
    proof = builder.add(
        commands,
        "evidence",
        evidence,
        _(
            "Write what was measured in a month beside what is agreed, for the operator."
        ),
        "line evidence main --month 2026-11 --lang vi --pdf line.pdf --xlsx line.xlsx",
    )
    add_evidence(proof)
    _add_rest(builder, commands, "line", show, remove)


def _add_department(
    builder: Builder, enter: Handler, show: Handler, remove: Handler
) -> None:
    commands = builder.group(
        "department", _("Enter how many people departments have, for norms.")
    )
    parser = builder.add(
        commands,
        "set",
        enter,
        _("Enter a department, or change it."),
        'department set "Văn phòng" --heads 12',
    )
    parser.add_argument("id", help=_("its name, as machines have it"))
    parser.add_argument("--heads", type=int, required=True, help=_("people"))
    parser.add_argument("--site", default="", help=_("where it is"))
    _add_rest(builder, commands, "department", show, remove)


def _add_purchase(
    builder: Builder, enter: Handler, show: Handler, remove: Handler
) -> None:
    commands = builder.group(
        "purchase", _("Enter what was bought, to see what it brought.")
    )
    parser = builder.add(
        commands,
        "add",
        enter,
        _("Enter that something was bought and put in."),
        "purchase add machine:1f…/ram_8gib_ddr4 --done 2027-02-15 --price-vnd 1290000",
    )
    parser.add_argument("id", help=_("the plan's line, or a target with --option"))
    parser.add_argument("--option", default="", help=_("what it was"))
    parser.add_argument(
        "--done", metavar="2027-02-15", help=_("when it was put in (default: today)")
    )
    parser.add_argument("--price-vnd", type=int, default=0, help=_("what it cost"))
    parser.add_argument("--note", default="", help=_("for the record"))
    _add_rest(builder, commands, "purchase", show, remove)
    add_effect(builder, commands)


def _add_rest(
    builder: Builder,
    commands: Any,
    name: str,
    show: Handler,
    remove: Handler,
) -> None:
    listing = builder.add(commands, "list", show, _("List them."), f"{name} list")
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    gone = builder.add(
        commands, "remove", remove, _("Delete one."), f"{name} remove ID"
    )
    gone.add_argument("id", help=_("its name or id"))
