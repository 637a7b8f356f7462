"""Finds what is wrong around a collector, and says what to do about each."""

import shutil
import socket
import stat
import sys
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from agent.shared.clock import Clock
from collector.authority import Authority
from collector.authority_certificates import AuthorityError
from collector.cli_text import moment, size, span
from collector.places import Places
from collector.store.interface import Store, StoreError

Level = Literal["ok", "warning", "error"]

_EARLIEST = 1_764_000_000.0  # nobody runs this program before it was written
_LEAST_FREE = 1_000_000_000
_CA_WARNING_S = 365 * 86400.0
_SERVER_WARNING_S = 60 * 86400.0
_BACKUP_DAYS = 7.0


class Finding(NamedTuple):
    """What one check found; ``advice`` is empty when nothing is to be done."""

    level: Level
    what: str
    advice: str = ""


def check_clock(now: float, newest: float | None) -> Finding:
    """Judge the clock by what cannot be: before this program, before stored reports."""
    if now < _EARLIEST or (newest is not None and now < newest - 300):
        return Finding(
            "error",
            _("the clock says {now}, which is too early").format(now=moment(now)),
            _("set the clock (timedatectl set-ntp true) before starting the collector"),
        )
    return Finding("ok", _("the clock says {now}").format(now=moment(now)))


def check_disk(folder: Path) -> Finding:
    """Judge the space left where the store lies."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as err:
        return Finding("error", f"{folder}: {err}", _("make the data directory"))
    text = _("{free} free for {folder}").format(free=size(free), folder=folder)
    if free >= _LEAST_FREE:
        return Finding("ok", text)
    return Finding(
        "error" if free < _LEAST_FREE / 10 else "warning",
        text,
        _("free space, or lower retention.max_gigabytes in collector.toml"),
    )


def check_rights(places: Places) -> Iterator[Finding]:
    """Judge who else may read the data directory and the keys."""
    private = [places.folder, places.tls, places.tls / "ca.key"]
    private += [places.tls / "server.pem", places.admin_password]
    open_to_others = [path for path in private if _is_open(path)]
    for path in open_to_others:
        yield Finding(
            "error" if path.is_file() else "warning",
            _("{path} can be read by other users").format(path=path),
            f"chmod {'600' if path.is_file() else '700'} {path}",
        )
    if not open_to_others:
        yield Finding("ok", _("only this user may read keys and data"))


def _is_open(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def check_certificates(authority: Authority, now: float) -> Iterator[Finding]:
    """Judge how long the CA and the server certificate hold."""
    try:
        ends = authority.expiry()
    except AuthorityError:
        yield Finding(
            "warning",
            _("there is no certificate yet"),
            _("hatang-collector serve makes it at its first start"),
        )
        return
    names = (_("the server certificate"), _("the CA"))
    for name, end, soon in zip(
        names, ends, (_SERVER_WARNING_S, _CA_WARNING_S), strict=True
    ):
        text = _("{name} holds until {end}").format(name=name, end=moment(end))
        if end - now > soon:
            yield Finding("ok", text)
        else:
            yield Finding(
                "warning" if end > now else "error",
                text,
                _("it is renewed while serve runs; if serve runs, see its log")
                if end == ends[0]
                else _("plan a new data directory and enrol the agents again"),
            )


def check_ports(urls: Sequence[str], *, is_running: bool) -> Iterator[Finding]:
    """Judge whether the ports answer (while serving) or are free (before)."""
    for url in urls:
        parts = urlsplit(url)
        host = parts.hostname or "127.0.0.1"
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        taken = _answers(host, parts.port or 9847)
        if is_running and taken:
            yield Finding("ok", _("{url} answers").format(url=url))
        elif taken:
            yield Finding(
                "error",
                _("{url}: another program has this port").format(url=url),
                _("stop it, or choose another with --web.listen-address"),
            )
        else:
            yield Finding("ok", _("{url} is free; serve does not run").format(url=url))


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=2):
            return True
    except OSError:
        return False


def check_store(store: Store) -> Iterator[Finding]:
    """Judge the store: what it holds, whether it is whole."""
    try:
        totals = store.totals()
    except StoreError as err:
        yield Finding("error", str(err), _("see the message; bring back a backup"))
        return
    yield Finding(
        "ok",
        _("{agents} agents, {reports} reports, {size} in the store").format(
            agents=totals.agents, reports=totals.reports, size=size(totals.bytes)
        ),
    )
    integrity = getattr(store, "integrity", None)
    if integrity is None:
        return
    faults = integrity()
    if not faults:
        yield Finding("ok", _("the store is whole"))
    for fault in faults[:5]:
        yield Finding(
            "error",
            _("the store is damaged: {fault}").format(fault=fault),
            _("stop serve, keep the file, and bring back the last backup"),
        )


def check_backup(store: Store, clock: Clock) -> Finding:
    """Judge the age of the last backup that the audit log knows."""
    done = [r.time for r in store.audit(limit=5000) if r.action == "backup_made"]
    advice = _("hatang-collector backup FILE, every night, to another disk")
    if not done:
        return Finding("warning", _("no backup has been made yet"), advice)
    age = clock.now() - max(done)
    text = _("the last backup is {age} old").format(age=span(age))
    if age <= _BACKUP_DAYS * 86400:
        return Finding("ok", text)
    return Finding("warning", text, advice)
