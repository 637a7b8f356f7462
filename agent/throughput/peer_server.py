"""Serves tests of other agents for a while: one at a time, within caps."""

import contextlib
import os
import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from agent.shared.secret import Secret
from agent.throughput import peer_messages, stream
from agent.throughput.meter import Meter
from agent.throughput.peer_door import LINE_S, read_line
from agent.throughput.peer_messages import (
    NONCE_BYTES,
    Greeting,
    MessageError,
    Request,
    Word,
)
from agent.throughput.shapes import CHUNK_BYTES
from agent.throughput.turns import TakenError

MOST_STREAMS = 16
MOST_CONNECTIONS = 48
MOST_SPENT = 100
GRACE_S = 12.0
"""What a test may take longer than its seconds: streams begin one after the other."""
TICK_S = 0.2
Turn = Callable[[], contextlib.AbstractContextManager[None]]
Told = Callable[[str, Request, int], None]


class Session:
    """One test: its streams share one cap of bytes and one end."""

    def __init__(self, request: Request, end: float) -> None:
        self.request = request
        self.end = end
        self.meter = Meter(request.most_bytes)
        self.streams = 0


class Ending(NamedTuple):
    """What ends a server: a moment of the monotonic clock, or somebody."""

    at: float
    event: threading.Event


class PeerServer:
    """Serves on *listening*; ``told`` hears of each test that ended.

    *turn* is held while a test runs, as for one of this machine's own.
    """

    def __init__(
        self, listening: socket.socket, secret: Secret, turn: Turn, told: Told
    ) -> None:
        self._listening = listening
        self._secret = secret
        self._turn = turn
        self._told = told
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._spent: deque[str] = deque(maxlen=MOST_SPENT)
        self._held = contextlib.ExitStack()
        self._room = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._data = memoryview(os.urandom(CHUNK_BYTES))

    def serve(self, max_seconds: float, stopping: threading.Event) -> None:
        """Serve for *max_seconds*, or until *stopping*; a test that runs ends, too."""
        ending = Ending(time.monotonic() + max_seconds, stopping)
        self._listening.settimeout(TICK_S)
        try:
            while not stopping.is_set() and time.monotonic() < ending.at:
                try:
                    near, address = self._listening.accept()
                except TimeoutError:
                    continue
                if not self._room.acquire(blocking=False):
                    near.close()
                    continue
                threading.Thread(
                    target=self._greet, args=(near, address[0], ending), daemon=True
                ).start()
        finally:
            stopping.set()
            self._listening.close()

    def _greet(self, near: socket.socket, host: str, ending: Ending) -> None:
        try:
            with near, contextlib.suppress(OSError, MessageError):
                near.settimeout(LINE_S)
                self._talk(near, host, ending)
        finally:
            self._room.release()

    def _talk(self, near: socket.socket, host: str, ending: Ending) -> None:
        greeting = Greeting(secrets.token_hex(NONCE_BYTES))
        near.sendall(peer_messages.encode(greeting))
        request = peer_messages.decode(read_line(near), Request)
        session: Session | None = None
        word: Word = "denied"
        if peer_messages.proved(request, greeting, self._secret):
            session = self._join(request, ending)
            word = "busy" if session is None else "ok"
        try:
            answer = peer_messages.answered(word, request, greeting, self._secret)
            near.sendall(peer_messages.encode(answer))
            if session is not None:
                self._move(near, session, ending)
        finally:
            if session is not None:
                self._leave(session, host)

    def _join(self, request: Request, ending: Ending) -> Session | None:
        """Return the session of *request*; None: another one is on."""
        with self._lock:
            now = self._session
            if request.session in self._spent:
                return None  # its bytes are used: a late stream brings no new ones
            if now is None:
                try:
                    self._held.enter_context(self._turn())
                except TakenError:
                    return None
                end = time.monotonic() + request.seconds + GRACE_S
                now = self._session = Session(request, min(end, ending.at))
            elif (
                now.request.session != request.session
                or now.request.direction != request.direction
                or now.streams >= MOST_STREAMS
            ):
                return None
            now.streams += 1
            return now

    def _leave(self, session: Session, host: str) -> None:
        with self._lock:
            session.streams -= 1
            if session.streams:
                return
            self._session = None
            self._spent.append(session.request.session)
            self._held.close()
        self._told(host, session.request, session.meter.passed)

    def _move(self, near: socket.socket, session: Session, ending: Ending) -> None:
        """Move bytes until a cap, the end, or the other side's end."""
        down = session.request.direction == "down"
        near.settimeout(TICK_S)
        try:
            while time.monotonic() < session.end and not ending.event.is_set():
                granted = session.meter.ask(CHUNK_BYTES)
                if not granted:
                    return
                moved = None
                try:
                    moved = self._some(near, granted, down=down)
                finally:
                    session.meter.used(granted, moved or 0)
                if moved == 0:
                    return
        finally:
            if not down or time.monotonic() >= session.end:
                stream.abort(near)

    def _some(self, near: socket.socket, granted: int, *, down: bool) -> int | None:
        """Move up to *granted* bytes; None: nothing could be moved just now."""
        try:
            return near.send(self._data[:granted]) if down else len(near.recv(granted))
        except TimeoutError:
            return None
