"""Where messages end up in tests: a mail server and a web hook, on loopback."""

import contextlib
import email
import email.policy
import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Mails(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        self.received = []
        super().__init__(("127.0.0.1", 0), _Smtp)


class _Smtp(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as it takes to be given a message."""

    def handle(self):
        self._say("220 sink")
        while line := self.rfile.readline().decode().strip():
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

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def _keep(self):
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.received.append(
            email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        )


class Hooks(ThreadingHTTPServer):
    """A web hook that keeps what it is given, by path."""

    daemon_threads = True

    def __init__(self):
        self.received = []
        super().__init__(("127.0.0.1", 0), _Hook)


class _Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append((self.path, json.loads(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        """Keep quiet."""


@contextlib.contextmanager
def running(server):
    """Serve in a thread; yield the server and its port."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server, server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
