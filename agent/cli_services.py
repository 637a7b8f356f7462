"""What ``hatang-agent services`` takes on its command line."""

import argparse
from gettext import gettext as _


def add_services(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser
) -> None:
    """Give *parser*, the one of ``services``, its actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    text = _("check every service of the settings now, and print what came of it")
    check = actions.add_parser("check", help=text, description=text, parents=[common])
    check.add_argument("--json", action="store_true", help=_("print JSON"))
