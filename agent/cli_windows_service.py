"""What ``hatang-agent service`` takes on its command line."""

import argparse
from gettext import gettext as _


def add_service(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser
) -> None:
    """Give *parser*, the one of ``service``, its actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    texts = {
        "install": _("make the service, or let the one that is there run this program"),
        "start": _("start the service and wait until it runs"),
        "stop": _("stop the service and wait until its program has ended"),
        "status": _("say how the service is"),
        "remove": _("stop and remove the service; settings and identity stay"),
        "run": _("what Windows starts; not for people"),
    }
    for name, text in texts.items():
        actions.add_parser(name, help=text, description=text, parents=[common])
