"""What ``hatang-agent line`` takes on its command line."""

import argparse
from collections.abc import Callable
from gettext import gettext as _

METHODS = ("http", "librespeed", "iperf3")
PORT = 9849
MOST_SERVING_S = 24 * 3600.0


def add_line(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Give *parser*, the one of ``line``, its actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    test = actions.add_parser(
        "test",
        parents=[common],
        help=_("run one test of a line now, or between two agents"),
        description=_(
            "Tests a line of the settings once, against its servers and within its"
            " budget; or with --peer the way to another agent, which serves for it."
        ),
    )
    test.add_argument(
        "id", nargs="?", metavar="ID", help=_("the id of a line in the settings")
    )
    test.add_argument(
        "--method", choices=METHODS, help=_("only servers of this method")
    )
    test.add_argument(
        "--yes", action="store_true", help=_("do not ask before it begins")
    )
    test.add_argument(
        "--even-if-busy",
        action="store_true",
        help=_(
            "test a line that is in use, too: the figure is then what is left of it"
        ),
    )
    test.add_argument(
        "--peer",
        metavar="HOST[:PORT]",
        help=_("another agent, which runs hatang-agent line serve"),
    )
    test.add_argument(
        "--seconds",
        type=_seconds(30),
        default=5.0,
        metavar="N",
        help=_("with --peer: how long each direction takes (default: 5)"),
    )
    test.add_argument(
        "--most-megabytes",
        type=_megabytes,
        default=1000,
        metavar="N",
        help=_("with --peer: the cap of each direction (default: 1000)"),
    )
    _token(test)
    serve = actions.add_parser(
        "serve",
        parents=[common],
        help=_("serve tests of other agents for a while"),
        description=_(
            "Lets other agents that know the token test the way to this machine, one"
            " test at a time. What passes is random data, not encrypted."
        ),
    )
    _token(serve)
    serve.add_argument(
        "--max-seconds",
        type=_seconds(MOST_SERVING_S),
        default=600.0,
        metavar="N",
        help=_("end after this time (default: 600)"),
    )
    serve.add_argument(
        "--listen",
        default=f"0.0.0.0:{PORT}",
        metavar="HOST:PORT",
        help=_("where to listen (default: everywhere, port 9849)"),
    )


def _token(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--token-file",
        metavar="FILE",
        help=_("a file with the token that both agents share"),
    )


def _seconds(most: float) -> Callable[[str], float]:
    def seconds(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = -1
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(
                _("between 1 and {most:g} seconds").format(most=most)
            )
        return number

    return seconds


def _megabytes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 2 <= int(text[:9]) <= 4000:
        raise argparse.ArgumentTypeError(_("between 2 and 4000 megabytes"))
    return int(text)
