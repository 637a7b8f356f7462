"""A web server to test throughput against, good or with one fault."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GOOD_BYTES = 50_000_000
CHUNK = bytes(1 << 16)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        with contextlib.suppress(OSError):
            getattr(self, f"get_{self.path.strip('/').partition('?')[0]}", self.good)()

    def do_POST(self):
        with contextlib.suppress(OSError):
            getattr(self, f"post_{self.path.strip('/')}", self.take)()

    def head(self, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def body(self, count):
        self.server.sent += count
        while count > 0:
            self.wfile.write(CHUNK[:count])
            count -= len(CHUNK)

    def good(self):
        self.head(Content_Length=GOOD_BYTES)
        self.body(GOOD_BYTES)

    def get_short(self):
        self.head(Content_Length=1_000_000)
        self.body(1_000_000)

    def get_chunked(self):
        self.head(Transfer_Encoding="chunked")
        for _n in range(20):
            self.wfile.write(b"%x\r\n" % len(CHUNK) + CHUNK + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def get_tiny(self):
        self.head(Content_Length=5)
        self.wfile.write(b"hello")

    def get_login(self):
        self.head(Content_Length=500_000, Content_Type="text/html; charset=utf-8")
        self.body(500_000)

    def get_elsewhere(self):
        self.head(302, Location="http://192.0.2.7/big", Content_Length=0)

    def get_missing(self):
        self.head(404, Content_Length=0)

    def get_liar(self):
        self.head(Content_Length=1_000_000)
        self.body(200_000)
        self.close_connection = True

    def get_stall(self):
        self.head(Content_Length=GOOD_BYTES)
        self.body(300_000)
        self.server.ended.wait(20)

    def get_silent(self):
        self.server.ended.wait(20)

    def get_garbage(self):
        self.wfile.write(b"\x00\xff nonsense\r\n\r\n")
        self.close_connection = True

    def get_drip(self):
        self.head(Content_Length=GOOD_BYTES)
        while not self.server.ended.wait(0.2):
            self.wfile.write(b"x")

    def take(self):
        left = int(self.headers["Content-Length"])
        while left > 0 and (part := self.rfile.read1(min(left, 1 << 16))):
            left -= len(part)
            self.server.taken += len(part)
        self.head(Content_Length=0)

    def post_small(self):
        self.head(413, Content_Length=0, Connection="close")
        self.close_connection = True
        time.sleep(0.2)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    sent = 0
    taken = 0

    def handle_error(self, *_):
        """Say nothing."""


@contextlib.contextmanager
def far_end(host="127.0.0.1", port=0):
    """Serve for the length of a block; yields the server and its address."""
    server = _Server((host, port), _Handler)
    server.ended = threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server, f"http://{host}:{server.server_port}"
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


if __name__ == "__main__":
    import sys

    with far_end(sys.argv[1], int(sys.argv[2])) as (running, _address):
        running.ended.wait()
