"""``hatang-collector digest``: what is to do today, at most five actions."""

import argparse
import os
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.language import choose
from collector.cli_builder import Builder
from collector.cli_options import OK, out, places_of, settings_of, store_of
from collector.digest_reader import Today, read_today
from collector.messages import address_of
from collector.web.digest_mail import Letter, plain
from collector.web.digest_words import ToldAction, told, waiting
from collector.web.i18n import Tongue


def add_commands(builder: Builder) -> None:
    """Add ``digest``."""
    parser = builder.add(
        builder.commands,
        "digest",
        run,
        _("Say what is to do today: at most five actions, the most urgent first."),
        "digest --lang vi",
    )
    parser.add_argument(
        "--lang", choices=("vi", "en"), help=_("language of the actions")
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("form of output")
    )


def run(arguments: argparse.Namespace, clock: Clock) -> int:
    """Print today's actions; nothing is noted and nothing sent."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    store = store_of(arguments, places)
    now = clock.now()
    try:
        today = read_today(store, settings, now)
    finally:
        store.close()
    given = arguments.lang or getattr(arguments, "language", None)
    language = given or choose(settings.language, os.environ)
    tongue = Tongue(language, settings.office_hours.timezone)
    actions = told(today, tongue)
    if arguments.format == "json":
        out(
            msgspec.json.format(msgspec.json.encode(_document(today, actions))).decode()
        )
        return OK
    letter = Letter(
        actions,
        waiting(today, tongue),
        settings.organisation,
        address_of(settings),
        now,
    )
    out(plain(letter, tongue).rstrip())
    return OK


def _document(today: Today, actions: list[ToldAction]) -> dict[str, object]:
    return {
        "day": today.day,
        "actions": actions,
        "resting": [one.kind for one in today.digest.resting],
        "later": [one.kind for one in today.digest.later],
    }
