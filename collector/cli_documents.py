"""What commands share that write documents in a language of their own."""

import argparse
import os
from collections.abc import Callable, Iterable
from gettext import gettext as _
from pathlib import Path

from agent.shared.language import Language, choose
from collector.cli_options import say
from collector.settings import CollectorSettings


def add_documents(parser: argparse.ArgumentParser, formats: Iterable[str]) -> None:
    """Add ``--json``, an option for a file of each of *formats*, and ``--lang``."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    for name in formats:
        parser.add_argument(
            f"--{name}",
            type=Path,
            metavar=_("FILE"),
            help=_("write it as {format}").format(format=name.upper()),
        )
    add_language(parser)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add ``--lang``."""
    parser.add_argument(
        "--lang",
        choices=("vi", "en"),
        help=_("language of what is written (default: that of messages)"),
    )


def language_of(arguments: argparse.Namespace, settings: CollectorSettings) -> Language:
    """Return the language that was asked for, or that of messages."""
    return choose(
        arguments.lang or getattr(arguments, "language", None) or settings.language,
        os.environ,
    )


def write_documents(
    arguments: argparse.Namespace,
    formats: Iterable[str],
    made: Callable[[str], bytes],
) -> bool:
    """Write each document that was asked for; return whether there was any."""
    written = False
    for name in formats:
        path: Path | None = getattr(arguments, name)
        if path is not None:
            path.write_bytes(made(name))
            say(_("{file} is written.").format(file=path))
            written = True
    return written
