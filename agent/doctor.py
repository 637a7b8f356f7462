"""Finds what is wrong with this agent, and says what to do about it."""

import shutil
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from agent import identity
from agent.http import load_requests, open_session, proxies_for, timeouts
from agent.http_channel import describe
from agent.identity import CA_FILE, IdentityError
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.spool import FILE_NAME
from agent.spool_peek import PeekError, waiting

LOW_SPACE_BYTES = 50_000_000
LARGE_OFFSET_S = 60.0


class Finding(NamedTuple):
    """One thing looked at; ``advice`` says what to do when it is not good."""

    good: bool
    text: str
    advice: str = ""


def _good(text: str) -> Finding:
    return Finding(good=True, text=text)


def _bad(text: str, advice: str) -> Finding:
    return Finding(good=False, text=text, advice=advice)


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Yield what is found, in the order in which one would look."""
    folder = settings.data_directory
    yield from _disk(folder)
    try:
        own = identity.load(folder)
    except IdentityError as err:
        yield _bad(_("identity"), str(err))
        return
    if own is None or not own.live:
        yield _bad(_("this machine is not enrolled"), "hatang-agent enrol TOKEN")
        return
    yield _good(_("enrolled as {agent}").format(agent=own.agent))
    ca = folder / CA_FILE
    try:
        ssl.create_default_context(cafile=str(ca))
    except (OSError, ssl.SSLError):
        yield _bad(
            _("the CA certificate {path} cannot be used").format(path=ca),
            _("restore it: it is the collector's /ca.pem"),
        )
        return
    for url in own.urls:
        yield from _reach(url, ca, settings, clock)
    yield from _devices(settings, clock)


def _devices(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Ask the devices that this agent reads for others, if there are any."""
    if not settings.switches.devices and not settings.switches.credentials:
        return
    from agent.switches import check
    from agent.switches.once import Reader
    from agent.switches.start import LEVELS, connecting

    switches = settings.switches
    reader = Reader(switches, clock, connecting(switches), LEVELS)
    for looked in check.examine(switches, reader.all(greet_only=True)):
        yield Finding(*looked)


def _disk(folder: Path) -> Iterator[Finding]:
    probe = folder / ".doctor"
    try:
        probe.write_bytes(b"x")
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as err:
        yield _bad(
            _("{folder} cannot be written: {error}").format(
                folder=folder, error=err.strerror
            ),
            _("run this as the agent's user, or name another --data-directory"),
        )
        return
    yield Finding(
        free >= LOW_SPACE_BYTES,
        _("{mb} MB free in {folder}").format(mb=free // 1_000_000, folder=folder),
        _("make room: reports that cannot be kept on disk are lost at power-off"),
    )
    spool = folder / FILE_NAME
    if spool.exists():
        yield _spool(spool)
    if spool.with_name(FILE_NAME + ".damaged").exists():
        yield _bad(
            _("an earlier spool was damaged and set aside"),
            _("check the disk (SMART), then remove {path}*").format(
                path=spool.with_name(FILE_NAME + ".damaged")
            ),
        )


def _spool(path: Path) -> Finding:
    size = path.stat().st_size // 1000
    try:
        count, oldest = waiting(path)
    except PeekError as err:
        return _bad(
            _("the spool {path} cannot be read: {error}").format(path=path, error=err),
            _("run this as the agent's user; a damaged spool is set aside at start"),
        )
    if oldest is None:
        return _good(_("no report waits in the spool ({kb} kB)").format(kb=size))
    since = datetime.fromtimestamp(oldest, UTC).astimezone()
    return _good(
        _("{count} reports wait in the spool ({kb} kB), the oldest of {time}").format(
            count=count, kb=size, time=since.strftime("%Y-%m-%d %H:%M:%S %z")
        )
    )


def _reach(url: str, ca: Path, settings: Settings, clock: Clock) -> Iterator[Finding]:
    place = urlsplit(url)
    proxies = proxies_for(url, settings.proxy)
    if not proxies:
        host, port = place.hostname or "", place.port or 443
        try:
            socket.create_connection((host, port), timeout=5).close()
        except socket.gaierror:
            advice = _("look at DNS, or enrol with an address that is a number")
            text = _("{host}: the name cannot be resolved").format(host=host)
            yield _bad(text, advice)
            return
        except OSError as err:
            text = _("{host} port {port}: {error}").format(
                host=host, port=port, error=err.strerror or err
            )
            advice = _("is the collector running, and the firewall open?")
            yield _bad(text, advice)
            return
    load_requests()
    import requests

    try:
        with open_session(ca=ca) as session:
            answer = session.get(
                url.rstrip("/") + "/-/ready",
                timeout=timeouts(10),
                allow_redirects=False,
                proxies=proxies,
            )
    except requests.RequestException as err:
        advice = _("is this the collector of the enrolment, are both clocks right?")
        yield _bad(f"{url}: {describe(err)}", advice)
        return
    yield Finding(
        answer.status_code == 200,
        _("{url} answers with status {status}").format(
            url=url, status=answer.status_code
        ),
        _("look at the collector: hatang-collector doctor"),
    )
    yield from _clock(answer.headers.get("Date"), clock)


def _clock(date: str | None, clock: Clock) -> Iterator[Finding]:
    try:
        offset = clock.now() - parsedate_to_datetime(date or "").timestamp()
    except (ValueError, TypeError):
        return
    yield Finding(
        abs(offset) <= LARGE_OFFSET_S,
        _("this clock is {offset:+.0f} s off the collector's").format(offset=offset),
        _("set the clock, or let it be set (NTP)"),
    )
