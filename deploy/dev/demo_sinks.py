"""A mail server on loopback that keeps messages as files: nothing leaves the machine."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

MOST_BYTES = 1_000_000


class Mails(socketserver.ThreadingTCPServer):
    """As much of SMTP (RFC 5321) as it takes to be given a message."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, take: Callable[[EmailMessage], None], port: int = 0) -> None:
        """Listen on loopback; *take* is called with each message, from any thread."""
        self.take = take
        super().__init__(("127.0.0.1", port), _Smtp)


class _Smtp(socketserver.StreamRequestHandler):
    server: Mails

    def handle(self) -> None:
        """Answer one client until it quits."""
        self._say("220 sink")
        while line := self.rfile.readline(1000).decode("ascii", "replace").strip():
            word = line.split()[0].upper()
            if word in {"EHLO", "HELO"}:
                self._say("250 sink")
            elif word == "DATA":
                self._say("354 go on")
                self._keep()
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _keep(self) -> None:
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline(1000)) not in {b".\r\n", b""}:
            size += len(line)
            if size <= MOST_BYTES:
                lines.append(line.removeprefix(b".") if line[:2] == b".." else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.take(message)


def into(folder: Path) -> Callable[[EmailMessage], None]:
    """Return what writes each message into *folder*, numbered, as text."""
    lock = threading.Lock()

    def take(message: EmailMessage) -> None:
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        with lock:
            folder.mkdir(parents=True, exist_ok=True)
            number = sum(1 for _ in folder.glob("*.txt")) + 1
            path = folder / f"{number:04}.txt"
            path.write_text(f"{message['Subject']}\n\n{text}", encoding="utf-8")

    return take
