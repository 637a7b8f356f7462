"""Addresses of web servers for tests, and of LibreSpeed's endpoints. Pure."""

import math
from typing import NamedTuple
from urllib.parse import urlsplit

from agent.shared.throughput_settings import ThroughputServer

MEGABYTE = 1 << 20
MOST_CHUNKS = 1024  # of 1 MiB: what LibreSpeed's garbage.php gives at most
_PORTS = {"http": 80, "https": 443}


class WebAddress(NamedTuple):
    """Where one request goes; *path* with its query."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (
            host
            if self.port == _PORTS["https" if self.secure else "http"]
            else (f"{host}:{self.port}")
        )


def web_address(url: str) -> WebAddress:
    """Return the parts of *url*.

    Raises:
        ValueError: it is no web address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = parts.port or _PORTS[parts.scheme]
    return WebAddress(parts.scheme == "https", parts.hostname, port, path)


def download(server: ThroughputServer, most_bytes: int) -> WebAddress:
    """Return where a stream of at least *most_bytes*, as far as there are, comes from."""
    if server.method == "librespeed":
        chunks = min(MOST_CHUNKS, math.ceil(most_bytes / MEGABYTE) + 1)
        return web_address(f"{_folder(server)}garbage.php?ckSize={chunks}")
    return web_address(server.address)


def upload(server: ThroughputServer) -> WebAddress | None:
    """Return what takes a POST, if there is any."""
    if server.method == "librespeed":
        return web_address(f"{_folder(server)}empty.php")
    return web_address(server.upload) if server.upload else None


def _folder(server: ThroughputServer) -> str:
    url = server.address.partition("?")[0]
    return url if url.endswith("/") else f"{url}/"
