"""What the commands of ``hatang-agent`` do; each returns its exit code."""

import os
import sys
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agent import identity, report
from agent.app import Agent, stop_on_signals
from agent.identity import IdentityError
from agent.jobs import ProbeTable, all_probes
from agent.lock import LockedError
from agent.once import measure_once
from agent.settings import Settings, default_settings_file, intervals
from agent.shared.clock import SystemClock
from agent.shared.printable import printable
from agent.shared.text_format import render
from agent.shared.toml import SettingsError, read_settings

if TYPE_CHECKING:  # an agent that reads no devices never loads it
    from agent.switches.once import Once

OK, FAILED, UNUSABLE, NOT_ENROLLED = 0, 1, 2, 3
STDIN = "-"


def say(text: str) -> None:
    """Print *text* for a person; what came from elsewhere commands no terminal."""
    sys.stdout.write(printable(text) + "\n")


def complain(text: str) -> None:
    """Print *text* where errors go."""
    sys.stderr.write(f"hatang-agent: {printable(text)}\n")


def load_settings(arguments: Namespace) -> Settings:
    """Return the settings that the command line asks for.

    A missing file is an error only if it was named.

    Raises:
        SettingsError: the file cannot be used.
    """
    path = default_settings_file(sys.platform, os.environ)
    if arguments.config:
        settings = read_settings(Path(arguments.config), Settings)
    elif path.exists():
        settings = read_settings(path, Settings)
    else:
        settings = Settings()
    if arguments.data_directory:
        folder = Path(arguments.data_directory)
        settings = msgspec.structs.replace(settings, data_directory=folder)
    table = all_probes()
    intervals(settings, table.intervals, table.probes)
    return settings


def run(settings: Settings, table: ProbeTable) -> int:
    """Measure and report until a signal comes."""
    try:
        own = _own(settings)
        if own is None or not own.live:
            complain(
                _(
                    "this machine is not enrolled: hatang-agent enrol TOKEN ({folder})"
                ).format(folder=settings.data_directory)
            )
            return NOT_ENROLLED
        agent = Agent(settings, own, SystemClock(), table)
    except (IdentityError, LockedError) as err:
        complain(str(err))
        return FAILED
    stop_on_signals(agent)
    agent.run()
    return FAILED if agent.failed else OK


def _own(settings: Settings) -> identity.Identity | None:
    """Return who this agent is; a token that lies there is used first.

    Raises:
        IdentityError: there is an identity, and it cannot be read.
    """
    own = identity.load(settings.data_directory)
    if own is not None and own.live:
        return own
    if not (settings.data_directory / identity.PENDING_FILE).exists():
        return own
    from agent.commands_enrol import waited_for

    return waited_for(settings)


def once(settings: Settings, table: ProbeTable, form: str) -> int:
    """Print one report of this machine and its devices; 1 if something failed."""
    clock = SystemClock()
    composer, runner = measure_once(settings, clock, table)
    draft = composer.draft()
    devices = _devices_once(settings, clock)
    if form == "json":
        document = report.document(
            draft.moment, draft.measured, composer.facts, draft.events
        )
        if devices:
            document["devices"] = {one.device.name: _told(one) for one in devices}
        encoded = msgspec.json.encode(document)
        say(msgspec.json.format(encoded, indent=2).decode())
    else:
        samples = report.samples(draft.measured)
        samples += [sample for one in devices for sample in one.labelled()]
        text = render(samples, openmetrics=form == "openmetrics")
        sys.stdout.write(printable(text) if sys.stdout.isatty() else text)
    failed = {name: s.error for name, s in runner.states.items() if not s.success}
    for name, error in failed.items():
        complain(_("probe {name} fails: {error}").format(name=name, error=error))
    silent = [one for one in devices if one.trouble is not None]
    for one in silent:
        complain(
            _("device {device}: {error}").format(
                device=f"{one.device.name} ({one.device.address})", error=one.trouble
            )
        )
    return FAILED if failed or silent else OK


def _devices_once(settings: Settings, clock: SystemClock) -> "list[Once]":
    """Return what the devices say that this agent reads for others."""
    if not settings.switches.devices:
        return []
    from agent.switches.once import Reader
    from agent.switches.start import LEVELS, connecting

    switches = settings.switches
    return list(Reader(switches, clock, connecting(switches), LEVELS).all())


def _told(one: "Once") -> dict[str, object]:
    return {
        "survey": one.survey,
        "metrics": report.plain(one.samples),
        "problem": None if one.trouble is None else str(one.trouble),
    }


def check(arguments: Namespace) -> int:
    """Say whether a settings file can be used."""
    path = arguments.file or arguments.config
    path = Path(path) if path else default_settings_file(sys.platform, os.environ)
    try:
        settings = read_settings(path, Settings)
        table = all_probes()
        wanted = intervals(settings, table.intervals, table.probes)
    except SettingsError as err:
        complain(str(err))
        return UNUSABLE
    if settings.switches.devices or settings.switches.credentials:
        from agent.switches.check import secrets_trouble

        troubles = secrets_trouble(settings.switches)
        for text in troubles:
            complain(text)
        if troubles:
            return UNUSABLE
        count = len(settings.switches.devices)
        say(_("{path}: devices to read: {count}").format(path=path, count=count))
    say(_("{path}: good; probes: {names}").format(path=path, names=", ".join(wanted)))
    return OK
