"""``hatang-collector simulate --follow``: a simulated fleet goes on reporting."""

import argparse
import signal
import threading
from gettext import gettext as _
from pathlib import Path

import msgspec

from agent.shared.clock import Clock
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
)
from collector.simulator.living import NOTHING_BROKEN, Broken, Living, remembered
from collector.simulator.shapes import SimulatorError
from collector.simulator.speaker import Speaker, new_credentials

LEAST_S, MOST_S = 1.0, 300.0
_MOST_BYTES = 100_000


def follow(arguments: argparse.Namespace, clock: Clock) -> int:
    """Let everybody report every few seconds until SIGINT or SIGTERM."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    if not LEAST_S <= arguments.every <= MOST_S:
        raise CommandError(_("--every: 1 to 300 seconds are possible"))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        store = store_of(arguments, places)
        try:
            zone = settings.office_hours.timezone
            living = Living(remembered(store), zone, period_s=arguments.every)
            credentials = new_credentials(store, living.everybody, clock.now())
        finally:
            store.close()
        speaker = Speaker(arguments.follow, credentials)
    except SimulatorError as err:
        raise CommandError(str(err)) from err
    say(
        _("{pcs} machines go on reporting to {url}; Ctrl-C stops.").format(
            pcs=len(living.everybody), url=arguments.follow
        )
    )
    while not stop.is_set():
        begin = clock.uptime()
        try:
            told = living.step(speaker, clock.now(), read_faults(arguments.faults))
            if arguments.json:
                out(msgspec.json.encode({"told": told}).decode())
        except OSError as err:
            say(_("waiting for the collector: {error}").format(error=err))
        stop.wait(max(arguments.every - (clock.uptime() - begin), 0.2))
    return OK


def read_faults(path: Path | None) -> Broken:
    """Return what is broken by the file *path*: nothing, where there is none.

    Raises:
        CommandError: it is not JSON of that shape; the text says where.
    """
    if path is None:
        return NOTHING_BROKEN
    try:
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES)
    except FileNotFoundError:
        return NOTHING_BROKEN
    except OSError as err:
        raise CommandError(str(err)) from err
    if not body.strip():
        return NOTHING_BROKEN  # it is being written
    try:
        told = msgspec.json.decode(body, type=dict[str, frozenset[str]])
        return Broken(**told)
    except (msgspec.MsgspecError, TypeError) as err:
        raise CommandError(f"{path}: {err}") from err
