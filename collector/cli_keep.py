"""``hatang-collector check``, ``doctor`` and ``backup``: keeping house."""

import argparse
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import msgspec

from agent.shared.clock import Clock
from agent.shared.toml import SettingsError, read_settings
from collector import doctor
from collector.authority import Authority
from collector.cli_options import (
    FAILED,
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_file_of,
    store_of,
)
from collector.cli_text import size
from collector.cli_token import actor
from collector.doctor import Finding
from collector.knowledge import KnowledgeFolder
from collector.messages import faults_of
from collector.places import Places
from collector.settings import CollectorSettings
from collector.store.interface import AuditRecord, StoreError
from collector.trust import web_config_path
from collector.web.config_file import WebConfigFile
from collector.web.config_shapes import WebConfigError

_DEFAULT_URLS = ("https://127.0.0.1:9847",)


def check(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Check settings and web.config without starting anything."""
    places = places_of(arguments)
    path: Path | None = arguments.file or settings_file_of(arguments, places)
    good = True
    if path is None:
        out(_("no settings file: the defaults hold"))
    else:
        try:
            settings = read_settings(path, CollectorSettings)
            KnowledgeFolder(settings.knowledge_directory)
            faults = faults_of(settings)
            for fault in faults:
                say(f"{path}: {fault}")
            good = not faults
            if good:
                out(_("{path}: good").format(path=path))
        except SettingsError as err:
            say(str(err))
            good = False
    web = web_config_path(getattr(arguments, "web_config", None), places)
    if web is not None:
        try:
            WebConfigFile(web)
            out(_("{path}: good").format(path=web))
        except WebConfigError as err:
            say(str(err))
            good = False
    return OK if good else FAILED


def examine(arguments: argparse.Namespace, clock: Clock) -> int:
    """Run every check of ``doctor``; exit 1 if one of them is an error."""
    findings = list(_findings(arguments, places_of(arguments), clock))
    if arguments.json:
        plain = [finding._asdict() for finding in findings]
        out(msgspec.json.format(msgspec.json.encode(plain)).decode())
    else:
        marks = {"ok": _("ok"), "warning": _("WARNING"), "error": _("ERROR")}
        for finding in findings:
            out(f"{marks[finding.level]:<8} {finding.what}")
            if finding.advice:
                out(f"{'':<8}   → {finding.advice}")
    return FAILED if any(f.level == "error" for f in findings) else OK


def _findings(
    arguments: argparse.Namespace, places: Places, clock: Clock
) -> Iterator[Finding]:
    yield from _settings_findings(arguments, places)
    if not places.folder.is_dir():
        yield Finding(
            "warning",
            _("{path} is not there yet").format(path=places.folder),
            _("hatang-collector serve makes it, or name one with --data-directory"),
        )
        yield doctor.check_clock(clock.now(), None)
        yield from doctor.check_ports(_DEFAULT_URLS, is_running=False)
        return
    yield doctor.check_disk(places.folder)
    yield from doctor.check_rights(places)
    yield from doctor.check_certificates(Authority(places.tls), clock.now())
    known = places.read_addresses()
    yield from doctor.check_ports(known or _DEFAULT_URLS, is_running=places.is_served())
    try:
        store = store_of(arguments, places)
    except StoreError as err:
        yield Finding("error", str(err), _("bring back the last backup"))
        return
    try:
        newest = max((s.last_received for s in store.statuses()), default=None)
        yield doctor.check_clock(clock.now(), newest)
        yield from doctor.check_store(store)
        yield doctor.check_backup(store, clock)
    finally:
        store.close()


def _settings_findings(
    arguments: argparse.Namespace, places: Places
) -> Iterator[Finding]:
    advice = _("correct the file; hatang-collector check tries it")
    path = settings_file_of(arguments, places)
    try:
        if path is not None:
            read_settings(path, CollectorSettings)
        yield Finding("ok", _("settings: {path}").format(path=path or _("defaults")))
    except SettingsError as err:
        yield Finding("error", str(err), advice)
    try:
        users = WebConfigFile(web_config_path(None, places)).current().basic_auth_users
        yield Finding("ok", _("{count} users in web.config").format(count=len(users)))
    except WebConfigError as err:
        yield Finding("error", str(err), advice)


def backup(arguments: argparse.Namespace, clock: Clock) -> int:
    """Write a consistent copy of the store, while serve goes on."""
    target: Path = arguments.target
    store = store_of(arguments, places_of(arguments))
    try:
        store.backup(target)
        detail = {"target": target.name}
        store.add_audit(
            AuditRecord(clock.now(), actor(), "backup_made", target.name, {**detail})
        )
    finally:
        store.close()
    try:
        written = target.stat().st_size
    except OSError as err:
        raise CommandError(f"{target}: {err}") from err
    say(_("{path}: {size}").format(path=target, size=size(written)))
    say(_("Keep the folder tls beside it: agents trust the CA that lies there."))
    return OK
