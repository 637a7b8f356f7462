"""A server that answers as a test tells it: slowly, too much, cut off, nonsense."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Speak = Callable[[socket.socket], None]


@contextlib.contextmanager
def nasty(speak: Speak, *, hear: bool = True) -> Iterator[int]:
    """Give the port of a server that lets *speak* answer each connection."""
    ended = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)

    def one(door: socket.socket) -> None:
        with door, contextlib.suppress(OSError):
            door.settimeout(5)
            if hear:
                door.recv(4000)
            speak(door)

    def serve() -> None:
        with server:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    door, _who = server.accept()
                    threading.Thread(target=one, args=(door,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        ended.set()
        thread.join(5)


def drip(octets: bytes, pause_s: float) -> Speak:
    """Return who sends *octets* for ever, one chunk after each pause."""

    def speak(door: socket.socket) -> None:
        pause = threading.Event()
        while True:
            door.sendall(octets)
            pause.wait(pause_s)

    return speak


def once(octets: bytes) -> Speak:
    """Return who sends *octets* and closes."""
    return lambda door: door.sendall(octets)
