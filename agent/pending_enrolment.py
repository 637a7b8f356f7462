"""An enrolment that waits: the token is here, the collector may not be reachable yet.

An installer that runs while Windows starts, or on a desk whose cable comes tomorrow,
leaves the token with the agent. It lies in the data directory, for the agent's eyes
only, and goes as soon as the machine is enrolled.
"""

import contextlib
import logging
import random
import threading
from pathlib import Path

import msgspec

from agent import identity
from agent.backoff import Backoff
from agent.enrolment import EnrolmentError, Machine, enrol
from agent.identity import PENDING_FILE, Identity
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.shared.token import decode_token

log = logging.getLogger(__name__)

MOST_BYTES = 20_000
FIRST_S, MOST_S = 10.0, 1800.0
LOOK_S = 10.0
"""How often a service that has no token looks whether somebody enrolled the machine."""


class Pending(msgspec.Struct, frozen=True):
    """What an enrolment needs that was begun by somebody who is gone."""

    token: str
    room: str = ""


def keep(folder: Path, pending: Pending) -> None:
    """Keep *pending* in *folder* until the agent can enrol.

    Raises:
        TokenError: the token is none.
        IdentityError: it cannot be written.
    """
    decode_token(pending.token)
    identity.write_private(folder / PENDING_FILE, msgspec.json.encode(pending))


def load(folder: Path) -> Pending | None:
    """Return what waits in *folder*; None if nothing does, or it cannot be read."""
    path = folder / PENDING_FILE
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(MOST_BYTES), type=Pending)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as err:
        log.warning(
            "%s cannot be used (%s): enrol by hatang-agent enrol TOKEN", path, err
        )
        return None


def forget(folder: Path) -> None:
    """Remove what waited in *folder*; its content is overwritten first."""
    path = folder / PENDING_FILE
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"\0" * size)
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as err:
        log.warning("%s could not be removed (%s): do it yourself", path, err.strerror)


class Waiting:
    """Waits until this machine is enrolled, and enrols it if a token lies there."""

    def __init__(
        self, settings: Settings, clock: Clock, machine: Machine, stop: threading.Event
    ) -> None:
        self._settings = settings
        self._folder = settings.data_directory
        self._clock = clock
        self._machine = machine
        self._stop = stop
        rng = random.Random()  # noqa: S311 - jitter only
        self._backoff = Backoff(rng, first_s=FIRST_S, most_s=MOST_S)

    def identity(self) -> Identity | None:
        """Return who this agent is, once it is enrolled; None when it is stopped first.

        Raises:
            IdentityError: there is an identity, and it cannot be read.
        """
        told = False
        while not self._stop.is_set():
            own = identity.load(self._folder)
            if own is not None and own.live:
                forget(self._folder)
                return own
            pending = load(self._folder)
            if pending is not None:
                wait_s = self._try(pending)
            else:
                wait_s = LOOK_S
                if not told:
                    log.warning(
                        "this machine is not enrolled: hatang-agent enrol TOKEN"
                    )
                    told = True
            self._sleep(wait_s)
        return None

    def _try(self, pending: Pending) -> float:
        """Try to enrol; return how long to wait before it is looked at again."""
        machine = self._machine._replace(room=pending.room or self._machine.room)
        proxy = self._settings.proxy
        try:
            answer = enrol(
                pending.token, self._folder, machine, clock=self._clock, proxy=proxy
            )
        except EnrolmentError as err:
            wait_s = self._backoff.failed()
            log.warning("not enrolled yet, again in %.0f s: %s", wait_s, err)
            return wait_s
        log.info("enrolled as %s (%s)", answer.agent, answer.state)
        return 0.0

    def _sleep(self, seconds: float) -> None:
        """Wait, but not past the moment in which somebody enrols this machine."""
        end = self._clock.uptime() + seconds
        while seconds > 0 and not self._stop.wait(min(seconds, LOOK_S)):
            with contextlib.suppress(identity.IdentityError):
                own = identity.load(self._folder)
                if own is not None and own.live:
                    return
            seconds = end - self._clock.uptime()
