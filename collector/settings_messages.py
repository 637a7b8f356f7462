"""The settings of what the collector tells by itself: events to Alertmanager, the digest."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from agent.shared.language import Language
from collector.hosts import is_loopback

Positive = Annotated[float, msgspec.Meta(gt=0)]
_AT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[^\s@<>\"(),:;\\]{1,190}")
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]{1,253}")


class AlertmanagerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[alertmanager]``: where events are told; without ``url`` nowhere.

    Several addresses are the members of one cluster. ``password_file`` holds the one
    line that goes with ``user``; ``ca_file`` the certificate that vouches for them.
    """

    url: tuple[str, ...] = ()
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None
    timeout_s: Positive = 10.0

    def __post_init__(self) -> None:
        for url in self.url:
            _check_alertmanager(url)
        if bool(self.user) != (self.password_file is not None):
            raise ValueError("user and password_file: name both, or neither")


class DigestSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[digest]``: what is to do today, by mail; without ``smtp`` not by mail.

    ``smtp`` is ``host:port``: off loopback port 465 speaks TLS from the beginning, all
    others by STARTTLS, which must be offered. ``when_nothing``: also write on a day
    without actions.
    """

    smtp: str = ""
    from_: str = msgspec.field(default="", name="from")
    to: tuple[str, ...] = ()
    at: str = "07:45"
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None
    language: Language | None = None
    when_nothing: bool = False
    timeout_s: Positive = 30.0

    def __post_init__(self) -> None:
        if not _AT.fullmatch(self.at):
            raise ValueError(f"at: {self.at!r} is no time of day such as 07:45")
        if bool(self.user) != (self.password_file is not None):
            raise ValueError("user and password_file: name both, or neither")
        for address in (*self.to, *filter(None, [self.from_])):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(
                    f"{address!r} is no mail address such as it@so.example"
                )
        if not self.smtp:
            return
        self.server()
        if not self.from_ or not self.to:
            raise ValueError("smtp: name from and to as well")

    def server(self) -> tuple[str, int]:
        """Return host and port of the mail server.

        Raises:
            ValueError: ``smtp`` is not written as host:port.
        """
        host, colon, port = self.smtp.rpartition(":")
        fits = bool(colon) and port.isascii() and port.isdigit()
        if not fits or not 0 < int(port) < 65536 or not _HOST.fullmatch(host):
            raise ValueError(f"smtp: write {self.smtp!r} as mail.example:587")
        return host.strip("[]"), int(port)


def _check_alertmanager(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
        fits = fits and parts.port != 0 and url.isprintable() and " " not in url
        bare = not (parts.query or parts.fragment or parts.username or parts.password)
    except ValueError as err:
        raise ValueError(f"url: {url}: {err}") from err
    if not bare:
        raise ValueError("url: neither user nor query; a password has its own file")
    if not fits:
        raise ValueError(f"url: write {url} as https://alertmanager.example:9093")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ValueError(f"url: {url}: http only on this machine; use https")
