"""A small CONNECT proxy for tests, which notes where it was asked to go."""

import contextlib
import selectors
import socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class ConnectProxy:
    """Tunnels; ``asked`` has each target, ``authorizations`` what came with it."""

    def __init__(self):
        self.asked = []
        self.authorizations = []
        proxy = self

        class Handler(StreamRequestHandler):
            def handle(self):
                proxy.serve(self)

        self.server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = "127.0.0.1:{1}".format(*self.server.server_address)
        self.thread = Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def close(self):
        """Stop serving."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def serve(self, handler):
        """Answer one CONNECT and carry bytes both ways."""
        method, target, _ = handler.rfile.readline().decode("ascii").split()
        headers = {}
        while line := handler.rfile.readline().strip():
            name, _, value = line.decode("ascii").partition(":")
            headers[name.lower()] = value.strip()
        if method != "CONNECT":
            handler.wfile.write(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
            return
        self.asked.append(target)
        self.authorizations.append(headers.get("proxy-authorization"))
        host, _, port = target.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=10) as far:
            handler.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with contextlib.suppress(OSError):
                _carry(handler.connection, far)


def _carry(one, other):
    with selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_READ, other)
        selector.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in selector.select(30):
                content = key.fileobj.recv(65536)
                if not content:
                    return
                key.data.sendall(content)
