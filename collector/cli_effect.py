"""``hatang-collector purchase effect``: what purchases brought."""

import argparse
import os
from gettext import gettext as _
from typing import Any

import msgspec

from agent.shared.clock import Clock
from agent.shared.language import choose
from collector.cli_builder import Builder
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    settings_of,
    store_of,
)
from collector.planning.effects.words import effect_text
from collector.planning_facts import PlanningFactsError, load_planning


def add_effect(builder: Builder, commands: Any) -> None:
    """Add ``effect`` to the *commands* of ``purchase``."""
    parser = builder.add(
        commands,
        "effect",
        run,
        _(
            "Say what each purchase brought: the relief that was measured, against "
            "machines that suffered as much before and that nobody touched. It takes "
            "ten working days before and after."
        ),
        "purchase effect --lang vi",
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--lang", choices=("vi", "en"), help=_("language (default: that of messages)")
    )


def run(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Judge every purchase for a machine."""
    from collector.effect_reader import read_effects

    places = places_of(arguments)
    settings = settings_of(arguments, places)
    language = choose(
        arguments.lang or getattr(arguments, "language", None) or settings.language,
        os.environ,
    )
    try:
        policy = load_planning(settings.knowledge_directory).policy
    except PlanningFactsError as err:
        raise CommandError(str(err)) from err
    store = store_of(arguments, places)
    try:
        found = read_effects(store, settings, policy)
    finally:
        store.close()
    if arguments.json:
        out(msgspec.json.format(msgspec.json.encode(found)).decode())
        return OK
    for one in found:
        out(f"{one.done}  {one.target_name}  {one.option}  {one.price_vnd:,} VND")
        for effect in one.effects:
            told = effect_text(effect)
            out("    " + (told.vi if language == "vi" else told.en))
        if not one.effects:
            out("    " + _("nothing of it can be measured day by day"))
    if not found:
        out(_("No purchase for a machine has been entered."))
    return OK
