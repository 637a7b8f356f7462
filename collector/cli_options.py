"""What all commands of the collector share: options, errors, output."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from pathlib import Path

from agent.shared.printable import printable
from agent.shared.toml import read_settings
from collector.places import Places, default_data_directory
from collector.settings import CollectorSettings
from collector.store.interface import Store

OK, FAILED, USAGE = 0, 1, 2


class CommandError(Exception):
    """A command cannot do what it was asked; the text says why and what to do."""


def common_options() -> argparse.ArgumentParser:
    """Return a parent parser with what may stand before and after a command."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "--data-directory",
        type=Path,
        metavar=_("FOLDER"),
        help=_(
            "where store, keys and users lie (default: HATANG_DATA, else {path})"
        ).format(path=default_data_directory({}, is_root=True)),
    )
    group.add_argument(
        "--config.file",
        dest="config_file",
        type=Path,
        metavar=_("FILE"),
        help=_("settings (default: collector.toml in the data directory, if there)"),
    )
    group.add_argument(
        "--database",
        metavar=_("URL"),
        help=_("store as an SQLAlchemy URL (default: hatang.db in the data directory)"),
    )
    group.add_argument(
        "--language", choices=("vi", "en"), help=_("language of messages and help")
    )
    group.add_argument(
        "--log-level",
        "--log.level",
        dest="log_level",
        choices=("debug", "info", "warning", "error"),
        help=_("how much to log (default: info for serve, else warning)"),
    )
    group.add_argument(
        "--log-format",
        "--log.format",
        dest="log_format",
        choices=("text", "json"),
        help=_("form of the log (default: text)"),
    )
    return parser


def places_of(arguments: argparse.Namespace) -> Places:
    """Return the data directory that was asked for."""
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    given = getattr(arguments, "data_directory", None)
    return Places(given or default_data_directory(os.environ, is_root=is_root))


def settings_of(arguments: argparse.Namespace, places: Places) -> CollectorSettings:
    """Return the settings.

    Raises:
        SettingsError: the file cannot be read or used.
    """
    path = settings_file_of(arguments, places)
    return read_settings(path, CollectorSettings) if path else CollectorSettings()


def settings_file_of(arguments: argparse.Namespace, places: Places) -> Path | None:
    """Return the settings file, or None where there is none."""
    given: Path | None = getattr(arguments, "config_file", None)
    return given or (places.settings if places.settings.exists() else None)


def store_url_of(arguments: argparse.Namespace, places: Places) -> str:
    """Return the URL of the store."""
    return getattr(arguments, "database", None) or places.database_url


def store_of(arguments: argparse.Namespace, places: Places) -> Store:
    """Open the store; whoever asks closes it.

    Raises:
        StoreError: it cannot be used.
        OSError: the data directory cannot be made.
    """
    places.ensure()
    opened: Store = arguments.open_store(store_url_of(arguments, places))
    return opened


def out(text: str = "") -> None:
    """Write a line of result to standard output; names in it are never obeyed."""
    sys.stdout.write(printable(text) + "\n")


def say(text: str) -> None:
    """Write a line for the person to standard error."""
    sys.stderr.write(printable(text) + "\n")


def one_line(text: str) -> str:
    """Return *text*, which somebody else wrote, as a terminal may show it in a line."""
    return printable(" ".join(text.split("\n")))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in plain text, columns aligned, each row on one line."""
    lines = [list(map(one_line, row)) for row in (head, *rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
