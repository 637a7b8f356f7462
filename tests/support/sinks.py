"""Where messages end up in tests: a mail server and a web hook, on loopback."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from deploy.dev import demo_sinks


class Mails(demo_sinks.Mails):
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.received = []
        super().__init__(self.received.append)


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
