"""``hatang-agent line``: throughput tests that a person asks for."""

import contextlib
import signal
import socket
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from gettext import gettext as _
from pathlib import Path

from agent.commands import FAILED, OK, UNUSABLE, complain, say
from agent.private import make_folder
from agent.residents import port_reader
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.printable import printable
from agent.throughput.engine import measure
from agent.throughput.iperf3 import host_and_port
from agent.throughput.line_test import BusyError, Hooks, LineTester
from agent.throughput.lines import lines_of, ways_by
from agent.throughput.peer_door import PORT, PeerDoor
from agent.throughput.peer_messages import Request
from agent.throughput.peer_server import PeerServer
from agent.throughput.shapes import (
    DIRECTIONS,
    Direction,
    Limits,
    Moment,
    NoFigureError,
)
from agent.throughput.stream import resolve
from agent.throughput.token_file import TokenError, read_token
from agent.throughput.turns import TakenError, turn
from agent.throughput.usage import look_seconds
from agent.throughput.words import (
    budget_text,
    bytes_text,
    measured_text,
    progress_text,
    step_text,
    way_text,
)

STREAMS = 4
WIDTH = 78


def line(settings: Settings, options: Namespace) -> int:
    """Do what ``hatang-agent line ACTION`` asks."""
    try:
        with interrupts() as stopping:
            if options.action == "serve":
                return serve(settings, options, stopping)
            if options.peer:
                return peer_test(settings, options, stopping)
            return line_test(settings, options, stopping)
    except TokenError as err:
        complain(str(err))
        return UNUSABLE
    except TakenError:
        complain(_("another test runs on this machine: try again in a minute"))
        return FAILED


def line_test(settings: Settings, options: Namespace, stopping: threading.Event) -> int:
    """Test a line of the settings once."""
    wanted = next((o for o in lines_of(settings.lines) if o.id == options.id), None)
    if wanted is None:
        complain(_no_line(settings, options.id))
        return UNUSABLE
    ways = ways_by(port_reader(settings))(wanted)
    tester = LineTester(wanted, settings.data_directory, SystemClock(), ways)
    tasks = tester.tasks(options.method)
    if not tasks:
        complain(_("the line has no server of this method"))
        return UNUSABLE
    say(budget_text(sum(task.limits.most_bytes for task in tasks), tester.left()))
    if wanted.metered:
        say(_("The line is metered: what is used is paid for."))
    if not options.yes and not agreed():
        return UNUSABLE
    try:
        make_folder(settings.data_directory)
        return _run(tester, options, stopping)
    except OSError as err:
        complain(
            _(
                "{folder}: what is used cannot be counted, so nothing is tested: {error}"
            ).format(folder=settings.data_directory, error=err.strerror or err)
        )
        return FAILED


def _run(tester: LineTester, options: Namespace, stopping: threading.Event) -> int:
    if not options.even_if_busy:
        seconds = look_seconds(tester.line.settings)
        say(
            _("Looking for {seconds:.0f} s whether the line is in use.").format(
                seconds=seconds
            )
        )
    shown = Shown()
    hooks = Hooks(shown.progress, stopping)
    words = []
    try:
        for step in tester.run(
            options.method, hooks, even_if_busy=options.even_if_busy
        ):
            shown.wipe()
            say(step_text(step))
            words.append(step.word)
    except BusyError as err:
        if err.share is None:
            complain(_("the edge port does not tell whether the line is busy"))
        else:
            complain(
                _(
                    "{share:.0f} % of the line is in use: a test would measure what is"
                    " left of it, and disturb (--even-if-busy)"
                ).format(share=100 * err.share)
            )
        return FAILED
    return OK if set(words) == {"ok"} else FAILED


def _no_line(settings: Settings, wanted: str | None) -> str:
    names = ", ".join(one.id for one in lines_of(settings.lines))
    if not names:
        return _("the settings name no line with a server to test against")
    if wanted is None:
        return _("name a line: {names}").format(names=names)
    return _("there is no line {line} to test; there are {names}").format(
        line=wanted, names=names
    )


def agreed() -> bool:
    """Ask whether to go on; without a terminal nobody agrees."""
    if not sys.stdin.isatty():
        complain(_("nobody can be asked here: give --yes"))
        return False
    sys.stdout.write(_("Go on? [y/N] "))
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes", "c", "có", "co"}


def peer_test(settings: Settings, options: Namespace, stopping: threading.Event) -> int:
    """Test the way to another agent, both directions."""
    secret = read_token(_token_path(options))
    most_bytes = options.most_megabytes * 1_000_000
    limits = Limits(options.seconds, min(1.0, options.seconds / 4), most_bytes, STREAMS)
    shown, good = Shown(), True
    try:
        host, port = host_and_port(options.peer, PORT)
        door = PeerDoor(resolve(host, port), secret, limits)
        say(
            _("This test uses at most {most} of the LAN.").format(
                most=bytes_text(2 * most_bytes)
            )
        )
        with turn(settings.data_directory):
            for direction in DIRECTIONS:
                way = way_text(direction)
                progress = partial(shown.show, way)
                found = measure(
                    door, direction, limits, progress=progress, stopping=stopping
                )
                shown.wipe()
                say(f"{way}: {measured_text(found)}")
    except NoFigureError as err:
        shown.wipe()
        complain(str(err))
        good = False
    return OK if good else FAILED


def serve(settings: Settings, options: Namespace, stopping: threading.Event) -> int:
    """Serve tests of other agents for a while."""
    secret = read_token(_token_path(options))
    try:
        host, port = host_and_port(options.listen, PORT)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except (NoFigureError, OSError) as err:
        complain(
            _("{address}: cannot listen there: {error}").format(
                address=options.listen, error=getattr(err, "strerror", None) or err
            )
        )
        return UNUSABLE
    say(
        _("Serving on {address} for {seconds:.0f} s; Ctrl-C ends it.").format(
            address=options.listen, seconds=options.max_seconds
        )
    )
    sys.stdout.flush()
    server = PeerServer(
        listening, secret, partial(turn, settings.data_directory), _told
    )
    server.serve(options.max_seconds, stopping)
    return OK


def _told(host: str, request: Request, passed: int) -> None:
    away: Direction = request.direction
    say(f"{host}: {way_text(away)}: {bytes_text(passed)}")
    sys.stdout.flush()


def _token_path(options: Namespace) -> Path:
    if not options.token_file:
        raise TokenError(_("give --token-file: both agents share one token"))
    return Path(options.token_file)


@contextlib.contextmanager
def interrupts() -> Iterator[threading.Event]:
    """Yield what the first Ctrl-C (or SIGTERM) sets; the second ends the program."""
    stopping = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.getsignal(one) for one in signals}

    def stop(*_arguments: object) -> None:
        stopping.set()
        for one in signals:
            signal.signal(one, before[one])

    for one in signals:
        signal.signal(one, stop)
    try:
        yield stopping
    finally:
        for one in signals:
            signal.signal(one, before[one])


class Shown:
    """Progress in one line of a terminal; nothing where there is none."""

    def __init__(self) -> None:
        self._on = sys.stdout.isatty()
        self._last = -1.0

    def progress(self, moment: Moment) -> None:
        """Show how far a test is."""
        self.show("", moment)

    def show(self, way: str, moment: Moment) -> None:
        """Show how far the test of one *way* is, five times a second."""
        if not self._on or 0 <= moment.at_s - self._last < 0.2:
            return
        self._last = moment.at_s
        text = printable(progress_text(way, moment))
        sys.stdout.write("\r" + text[:WIDTH].ljust(WIDTH))
        sys.stdout.flush()

    def wipe(self) -> None:
        """Take the line away."""
        if self._on:
            sys.stdout.write("\r" + " " * WIDTH + "\r")
        self._last = -1.0
