"""What ``hatang-agent switch`` takes on its command line."""

import argparse
from collections.abc import Callable
from gettext import gettext as _

from agent.cli_discover import add_add, add_discover
from agent.shared.language import LANGUAGES
from agent.sources.snmp.credential import AUTH_PROTOCOLS, PRIV_PROTOCOLS

AddCommand = Callable[[str, str], argparse.ArgumentParser]


def add_switch(parser: argparse.ArgumentParser) -> None:
    """Give *parser*, the one of ``switch``, its commands and options."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    late = _late()
    read = commands.add_parser(
        "read",
        parents=[late],
        help=_("read one device over SNMP and print what it says"),
        description=_("Reads one device over SNMP once and prints what it says."),
        epilog=_(
            "Credentials are tried in this order: the v3 user, then the communities as"
            " they are given. Who may list the processes of this machine reads what"
            " stands on the command line: give communities in a file where others have"
            " accounts."
        ),
    )
    read.add_argument(
        "host",
        metavar="HOST[:PORT]",
        help=_("name or address of the device; IPv6 with a port needs [brackets]"),
    )
    _asking(read)
    read.add_argument("--json", action="store_true", help=_("print JSON (the default)"))
    read.add_argument(
        "--survey",
        action="store_true",
        help=_("print what the agent reports of a watched device instead"),
    )
    discover = commands.add_parser(
        "discover",
        parents=[late],
        help=_("find devices that answer SNMP, and propose them"),
        description=_(
            "Asks every address of the given ranges one small question, reads who"
            " answers a little, and proposes what it finds. Nothing outside the ranges"
            " is ever asked. Credentials are those of the command line, else those of"
            " the settings."
        ),
    )
    add_discover(discover)
    _asking(discover)
    discover.add_argument("--json", action="store_true", help=_("print JSON"))
    add = commands.add_parser(
        "add",
        parents=[late],
        help=_("watch a device from now on: write it into the settings"),
        description=_(
            "Reads a device once, by the credentials of the settings, and writes it"
            " into the settings file."
        ),
    )
    add_add(add)
    _patience(add)


def _late() -> argparse.ArgumentParser:
    """Return what may stand before the action, and after it, too."""
    late = argparse.ArgumentParser(add_help=False)
    late.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("the language of messages"),
    )
    return late


def _asking(parser: argparse.ArgumentParser) -> None:
    _communities(parser)
    _user(parser)
    _patience(parser)


def _patience(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--timeout-s",
        type=_seconds,
        default=2.0,
        metavar="SECONDS",
        help=_("how long to wait for each reply (default: 2)"),
    )
    parser.add_argument(
        "--retries",
        type=_count,
        default=1,
        metavar="N",
        help=_("how often to ask again after silence (default: 1)"),
    )


def _communities(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("SNMPv1 and v2c"))
    group.add_argument(
        "--community",
        action="append",
        default=[],
        metavar="C",
        help=_(
            "a community to try; can be given again. Visible in the list of processes:"
            " --community-file is not"
        ),
    )
    group.add_argument(
        "--community-file",
        metavar="FILE",
        help=_("a file with communities to try, one a line; - is standard input"),
    )
    group.add_argument(
        "--version",
        dest="snmp_version",
        choices=("1", "2c"),
        default="2c",
        help=_("the version that communities are tried with (default: 2c)"),
    )


def _user(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("SNMPv3"))
    group.add_argument(
        "--v3-user", "--user", metavar="USER", help=_("the user"), dest="v3_user"
    )
    group.add_argument(
        "--v3-auth-protocol",
        choices=AUTH_PROTOCOLS,
        default="sha",
        help=_("how it proves who it is (default: sha)"),
    )
    group.add_argument(
        "--v3-auth-key-file", metavar="FILE", help=_("a file with its passphrase")
    )
    group.add_argument(
        "--v3-priv-protocol",
        choices=PRIV_PROTOCOLS,
        default="aes",
        help=_("how the packets are encrypted (default: aes, of 128 bits)"),
    )
    group.add_argument(
        "--v3-priv-key-file",
        metavar="FILE",
        help=_("a file with the passphrase for that"),
    )
    group.add_argument(
        "--v3-context", default="", metavar="NAME", help=_("the context to ask in")
    )


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0.05 <= number <= 60:
        raise argparse.ArgumentTypeError(_("between 0.05 and 60 seconds"))
    return number


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text[:9]) <= 10:
        raise argparse.ArgumentTypeError(_("between 0 and 10"))
    return int(text)
