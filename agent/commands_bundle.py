"""``hatang-agent bundle``: saves what every source says, for support."""

import os
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path

from agent.commands import FAILED, OK, complain, say
from agent.jobs import all_probes
from agent.replay.bundle import Bundle, made_by, pack, scrubbed
from agent.replay.noticed import FileWatch, collect
from agent.replay.persons import machines_here, persons_here
from agent.replay.scrub import Scrubber
from agent.replay.whole import read_through
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.sources.doors import real_doors
from agent.sources.tape import Tape


def bundle(settings: Settings, arguments: Namespace) -> int:
    """Write the bundle; 1 if it cannot be written."""
    path = Path(arguments.out)
    if path.exists():
        complain(_("{path} is there already; name another file").format(path=path))
        return FAILED
    say(_("Asking every source; this may take a few minutes …"))
    made = scrubbed(_gather(settings), _scrubber())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pack(made))
    except OSError as err:
        complain(f"{path}: {err.strerror}")
        return FAILED
    for name, why in made.problems.items():
        complain(_("probe {name} fails: {error}").format(name=name, error=why))
    say(
        _(
            "{path}: {calls} answers and {files} files. Names of persons were taken"
            " out; look into it before you send it."
        ).format(path=path, calls=len(made.calls), files=len(made.files))
    )
    return OK


def _gather(settings: Settings) -> Bundle:
    clock, tape, watch = SystemClock(), Tape(), FileWatch()
    doors = tape.recording(real_doors())
    derived = read_through(doors, settings, clock, all_probes())
    kept = collect(watch.stop())
    manifest = made_by(doors.platform, doors.architecture, now=clock.now())
    return Bundle(
        manifest,
        calls=tape.calls,
        files=kept.files,
        links=kept.all_links,
        times=kept.times,
        facts=derived.facts,
        problems=derived.problems,
    )


def _scrubber() -> Scrubber:
    persons = persons_here(os.environ, Path("/"))
    return Scrubber(persons, machines_here(os.environ))
