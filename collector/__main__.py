"""``hatang-collector``: reads arguments and runs one command."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from agent.shared import logs
from agent.shared.clock import Clock, SystemClock
from agent.shared.language import choose, speak
from agent.shared.toml import SettingsError
from collector.authority_certificates import AuthorityError
from collector.cli_builder import Handler
from collector.cli_options import (
    FAILED,
    OK,
    CommandError,
    common_options,
    places_of,
    say,
    settings_of,
)
from collector.cli_parser import build_parser
from collector.places import PlacesError
from collector.store.interface import Store, StoreError
from collector.web.config_shapes import WebConfigError
from collector.web.listeners import ListenError

_DOMAIN = "hatang-collector"
_LOCALE = Path(__file__).parent / "locale"
_EXPECTED = (
    AuthorityError,
    CommandError,
    ListenError,
    OSError,
    PlacesError,
    SettingsError,
    StoreError,
    WebConfigError,
)


def main(
    argv: Sequence[str] | None = None,
    *,
    clock: Clock | None = None,
    open_store: Callable[[str], Store] | None = None,
) -> int:
    """Run the command line; return the exit code.

    0 done; 1 it failed, or ``doctor`` or ``check`` found an error; 2 wrong arguments
    (argparse exits by itself).
    """
    given = list(sys.argv[1:] if argv is None else argv)
    speak(choose(_language_of(given), os.environ), domain=_DOMAIN, folder=_LOCALE)
    arguments = build_parser().parse_args(given)
    logs.configure(
        level=getattr(arguments, "log_level", _level_of(arguments.command)),
        log_format=getattr(arguments, "log_format", "text"),
    )
    for library in ("alembic", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)
    arguments.open_store = open_store or _open_store
    handler: Handler = arguments.handler
    try:
        return handler(arguments, clock or SystemClock())
    except _EXPECTED as err:
        say(f"hatang-collector: {err}")
        return FAILED
    except KeyboardInterrupt:
        return OK


def _level_of(command: str) -> str:
    return "info" if command == "serve" else "warning"


def _open_store(url: str) -> Store:
    from collector.store.opening import open_store  # SQL is slow to import

    return open_store(url)


def _language_of(argv: Sequence[str]) -> str | None:
    """Return the language that the arguments, else the settings, ask for."""
    early = argparse.ArgumentParser(
        parents=[common_options()], add_help=False, exit_on_error=False
    )
    try:
        known, _rest = early.parse_known_args(argv)
    except argparse.ArgumentError:  # the real parser says what is wrong
        return None
    given: str | None = getattr(known, "language", None)
    if given is not None:
        return given
    try:
        return settings_of(known, places_of(known)).language
    except SettingsError:
        return None


if __name__ == "__main__":
    sys.exit(main())
