"""What the command line of ``hatang-collector`` is put together by."""

import argparse
from collections.abc import Callable
from gettext import gettext as _
from typing import Any

from agent import __version__
from agent.shared.clock import Clock
from collector.cli_options import common_options

Handler = Callable[[argparse.Namespace, Clock], int]


class Builder:
    """Adds commands that all take the common options."""

    def __init__(self) -> None:
        self.common = common_options()
        self.parser = argparse.ArgumentParser(
            prog="hatang-collector",
            parents=[self.common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            description=_("Receives, keeps, judges and shows what agents report."),
            epilog=_(
                "examples:\n"
                "  hatang-collector serve\n"
                "  hatang-collector serve --web.listen-address 0.0.0.0:9847\n"
                "  hatang-collector token create --uses 60 --days 7 "
                "--subnet 10.1.0.0/16\n"
                "  hatang-collector agents list\n"
                "  hatang-collector backup /mnt/usb/hatang.db\n"
                "\n"
                "exit codes: 0 done; 1 it failed, or doctor or check found an error; "
                "2 wrong arguments"
            ),
        )
        self.parser.add_argument(
            "--version",
            action="version",
            version=f"hatang-collector {__version__}",
            help=_("show the version and exit"),
        )
        self.commands = self.parser.add_subparsers(
            title=_("commands"), dest="command", required=True, metavar=_("COMMAND")
        )

    def group(self, name: str, help_text: str) -> Any:
        """Add a command that has commands of its own."""
        parser = self.commands.add_parser(
            name, help=help_text, description=help_text, parents=[self.common]
        )
        return parser.add_subparsers(
            title=_("commands"), dest="action", required=True, metavar=_("COMMAND")
        )

    def add(
        self, commands: Any, name: str, handler: Handler, help_text: str, example: str
    ) -> argparse.ArgumentParser:
        """Add the command *name*, done by *handler*."""
        parser: argparse.ArgumentParser = commands.add_parser(
            name,
            help=help_text,
            description=help_text,
            parents=[self.common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=_("example:") + f"\n  hatang-collector {example}",
        )
        parser.set_defaults(handler=handler)
        return parser
