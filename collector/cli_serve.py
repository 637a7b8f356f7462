"""``hatang-collector serve``: runs the collector until it is stopped."""

import argparse
from gettext import gettext as _

from agent.shared.clock import Clock
from collector.cli_options import (
    CommandError,
    places_of,
    settings_file_of,
    store_of,
)
from collector.web.listeners import ListenError, parse_address

DEFAULT_ADDRESSES = ("https://127.0.0.1:9847",)


def run(arguments: argparse.Namespace, clock: Clock) -> int:
    """Serve; return the exit code."""
    from collector.app import Options, serve  # heavy, and needed here alone

    places = places_of(arguments)
    try:
        given = arguments.listen_address or list(DEFAULT_ADDRESSES)
        addresses = tuple(parse_address(text) for text in given)
    except ListenError as err:
        raise CommandError(f"--web.listen-address: {err}") from err
    web_config = getattr(arguments, "web_config", None)
    if web_config is not None and not web_config.is_file():
        raise CommandError(
            _("--web.config.file: {path} is not there").format(path=web_config)
        )
    options = Options(
        places=places,
        addresses=addresses,
        web_config=web_config,
        settings_file=settings_file_of(arguments, places),
        open_store=lambda: store_of(arguments, places),
    )
    return serve(options, clock)
