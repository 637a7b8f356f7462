"""The command ``hatang-agent``: reads its arguments, nothing else."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from gettext import gettext as _

from agent import commands, console
from agent.cli import build_parser
from agent.jobs import all_probes
from agent.settings import Settings
from agent.shared import language, logs
from agent.shared.clock import SystemClock
from agent.shared.toml import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    console.prepare()
    words = list(sys.argv[1:] if arguments is None else arguments)
    wanted = None
    for position, word in enumerate(words):
        if word == "--language" and position + 1 < len(words):
            wanted = words[position + 1]
        elif word.startswith("--language="):
            wanted = word.partition("=")[2]
    language.speak(language.choose(wanted, os.environ), domain="hatang-agent")
    options = build_parser().parse_args(words)
    try:
        return _do(options, spoken=wanted is not None)
    except SettingsError as err:
        commands.complain(str(err))
        return commands.UNUSABLE
    except BrokenPipeError:  # who read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.FAILED


def _do(options: Namespace, *, spoken: bool) -> int:
    """Do what *options* ask; *spoken*: the command line chose the language.

    Raises:
        SettingsError: the settings cannot be used.
    """
    if options.command == "check":
        return commands.check(options)
    if options.command == "replay":
        from agent.commands_replay import replay

        return replay(options)
    if options.command == "switch":
        return _switch(options)
    settings = commands.load_settings(options)
    if not spoken and settings.language:
        language.speak(settings.language, domain="hatang-agent")
    quiet = settings.log.level if options.command == "run" else "error"
    logs.configure(
        level=options.log_level or quiet,
        log_format=options.log_format or settings.log.format,
    )
    actions: dict[str, Callable[[], int]] = {
        "run": lambda: commands.run(settings, all_probes()),
        "once": lambda: commands.once(settings, all_probes(), options.form or "json"),
        "enrol": lambda: _enrol(settings, options),
        "bundle": lambda: _bundle(settings, options),
        "service": lambda: _service(settings, options),
        "services": lambda: _services(settings, options),
        "line": lambda: _line(settings, options),
        "doctor": lambda: _doctor(settings),
    }
    return actions[options.command]()


def _switch(options: Namespace) -> int:
    """Do what ``hatang-agent switch ACTION`` asks.

    Raises:
        SettingsError: the settings cannot be used.
    """
    if options.action == "discover":
        from agent.commands_discover import discover

        return discover(options)
    if options.action == "add":
        from agent.commands_add import add

        return add(options)
    from agent.commands_switch import switch

    return switch(options)


def _enrol(settings: Settings, options: Namespace) -> int:
    from agent.commands_enrol import enrol

    return enrol(settings, options)


def _service(settings: Settings, options: Namespace) -> int:
    from agent.commands_windows_service import service

    return service(settings, options)


def _services(settings: Settings, options: Namespace) -> int:
    from agent.commands_services import services

    return services(settings, options)


def _bundle(settings: Settings, options: Namespace) -> int:
    from agent.commands_bundle import bundle

    return bundle(settings, options)


def _line(settings: Settings, options: Namespace) -> int:
    from agent.commands_line import line

    return line(settings, options)


def _doctor(settings: Settings) -> int:
    from agent.doctor import examine

    bad = 0
    for finding in examine(settings, SystemClock()):
        mark = _("good") if finding.good else _("BAD")
        commands.say(f"{mark:5} {finding.text}")
        if not finding.good:
            bad += 1
            commands.say(f"      → {finding.advice}")
    return commands.FAILED if bad else commands.OK


if __name__ == "__main__":
    sys.exit(main())
