"""What ``hatang-agent switch discover`` and ``switch add`` take on their command line."""

import argparse
from gettext import gettext as _

from agent.sources.snmp.address import PORT


def add_discover(parser: argparse.ArgumentParser) -> None:
    """Give *parser* what is its own beside credentials, time and form."""
    parser.add_argument(
        "ranges",
        nargs="*",
        metavar="RANGE",
        help=_(
            "what to ask: 192.0.2.7, 192.0.2.10-192.0.2.40 or 192.0.2.0/24; without"
            " any the ranges of the settings"
        ),
    )
    _config(parser)
    parser.add_argument(
        "--rate",
        type=_rate,
        metavar="N",
        help=_("at most so many questions a second (default: 20, or the settings')"),
    )
    parser.add_argument(
        "--neighbours",
        action="store_true",
        help=_("ask the LLDP and CDP neighbours of what answers, too"),
    )
    parser.add_argument(
        "--within",
        action="append",
        default=[],
        metavar="RANGE",
        help=_(
            "neighbours may also be asked here; it is not swept and may be large. Can be"
            " given again"
        ),
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=PORT,
        metavar="N",
        help=_("the UDP port to ask (default: 161)"),
    )


def add_add(parser: argparse.ArgumentParser) -> None:
    """Give *parser* what ``switch add`` takes."""
    parser.add_argument(
        "addresses",
        nargs="+",
        metavar="HOST[:PORT]",
        help=_("the devices to watch from now on"),
    )
    _config(parser)
    parser.add_argument(
        "--name",
        metavar="NAME",
        help=_("what to call it for ever (default: what it calls itself)"),
    )
    parser.add_argument(
        "--credential",
        metavar="NAME",
        help=_("the credential of the settings to try, and no other"),
    )
    for place in ("--site", "--department", "--room"):
        parser.add_argument(
            place,
            default="",
            metavar="NAME",
            help=_("where it stands (default: as the agent)"),
        )


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config",
        metavar="FILE",
        default=argparse.SUPPRESS,  # it may stand before the action, too
        help=_("the settings file"),
    )


def _rate(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 < number <= 1000:
        raise argparse.ArgumentTypeError(_("above 0, at most 1000"))
    return number


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) < 65536:
        raise argparse.ArgumentTypeError(_("between 1 and 65535"))
    return int(text)
