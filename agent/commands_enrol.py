"""What ``hatang-agent enrol`` does; it returns its exit code."""

import os
import platform
import signal
import socket
import sys
import threading
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path

from agent import identity
from agent.commands import (
    FAILED,
    NOT_ENROLLED,
    OK,
    STDIN,
    UNUSABLE,
    complain,
    say,
)
from agent.console import decode
from agent.enrolment import EnrolmentError, Machine, rotate
from agent.enrolment import enrol as ask
from agent.identity import IdentityError
from agent.pending_enrolment import Pending, Waiting, keep
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.token import TokenError


def this_machine(room: str = "") -> Machine:
    """Return what an enrolment tells the collector about this machine."""
    return Machine(
        hostname=socket.gethostname(),
        operating_system=platform.platform(terse=True),
        fingerprint=_fingerprint(),
        room=room,
    )


def enrol(settings: Settings, arguments: Namespace) -> int:
    """Enrol this machine now or later, or replace its credential."""
    if arguments.rotate:
        return _rotate(settings)
    try:
        token = _token(arguments)
    except (OSError, UnicodeDecodeError) as err:
        complain(_("the token cannot be read: {error}").format(error=err))
        return UNUSABLE
    if not token:
        complain(_("enrol needs a TOKEN, - or --token-file"))
        return UNUSABLE
    work = _later if arguments.later else _now
    code = work(token, settings, arguments.room)
    if code == OK and arguments.token_file:
        _erase(Path(arguments.token_file))
    return code


def waited_for(settings: Settings) -> identity.Identity | None:
    """Return who this agent is once it could enrol; None when a signal came first.

    Raises:
        IdentityError: there is an identity, and it cannot be read.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return Waiting(settings, SystemClock(), this_machine(), stop).identity()


def _now(token: str, settings: Settings, room: str) -> int:
    try:
        result = ask(
            token,
            settings.data_directory,
            this_machine(room),
            clock=SystemClock(),
            proxy=settings.proxy,
        )
    except EnrolmentError as err:
        complain(str(err))
        return FAILED
    if result.state == "pending":
        say(
            _(
                "Enrolled as {agent}; it waits for approval: hatang-collector agents"
                " approve {agent}"
            ).format(agent=result.agent)
        )
    else:
        say(_("Enrolled as {agent}. Now: hatang-agent run").format(agent=result.agent))
    return OK


def _later(token: str, settings: Settings, room: str) -> int:
    """Leave the token with the agent; a machine that is enrolled stays what it is."""
    try:
        own = identity.load(settings.data_directory)
        if own is not None and own.live:
            say(
                _("Already enrolled as {agent}: nothing changed.").format(
                    agent=own.agent
                )
            )
            return OK
        keep(settings.data_directory, Pending(token, room))
    except (IdentityError, TokenError) as err:
        complain(str(err))
        return FAILED
    say(_("The running agent will enrol as soon as the collector answers."))
    return OK


def _token(arguments: Namespace) -> str:
    if arguments.token_file:
        return decode(Path(arguments.token_file).read_bytes()).strip()
    if arguments.token == STDIN:
        return sys.stdin.read().lstrip("\ufeff").strip()
    return str(arguments.token or "")


def _erase(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as err:
        complain(
            _(
                "the token file {path} could not be erased ({error}): do it yourself"
            ).format(path=path, error=err.strerror)
        )


def _fingerprint() -> dict[str, str]:
    """Return by what this machine is known again; nothing where it cannot be read."""
    from agent.facts.fingerprint import hashed
    from agent.probes.hardware import machine_fingerprint_parts

    try:
        return hashed(machine_fingerprint_parts())
    except (OSError, RuntimeError) as err:
        complain(_("the hardware cannot be read: {error}").format(error=err))
        return {}


def _rotate(settings: Settings) -> int:
    try:
        own = identity.load(settings.data_directory)
        if own is None or not own.live:
            complain(_("this machine is not enrolled: hatang-agent enrol TOKEN"))
            return NOT_ENROLLED
        new = rotate(
            settings.data_directory, own, clock=SystemClock(), proxy=settings.proxy
        )
    except (EnrolmentError, IdentityError) as err:
        complain(str(err))
        return FAILED
    say(_("The credential of {agent} was replaced.").format(agent=new.agent))
    return OK
