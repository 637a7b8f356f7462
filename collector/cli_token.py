"""``hatang-collector token``: what lets machines enrol."""

import argparse
import getpass
from gettext import gettext as _
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from agent.shared.clock import Clock
from agent.shared.secret import Secret
from agent.shared.token import EnrolmentToken, TokenError, decode_token, encode_token
from collector.authority import Authority
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
    table,
)
from collector.cli_text import moment
from collector.enrolment import new_token
from collector.hosts import (
    certificate_names,
    is_loopback,
    is_unspecified,
    own_addresses,
    own_names,
    url_of,
)
from collector.places import Places
from collector.settings import CollectorSettings, check_url
from collector.store.interface import AuditRecord, Store, Token
from collector.trust import trusted_pem

_DEFAULT_URL = "https://127.0.0.1:9847"
_MOST_URLS = 8
_PLACE = ("site", "department", "room", "role", "kind")


def actor() -> str:
    """Return who acts, for the audit log."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):
        return "cli"


def reachable_urls(settings: CollectorSettings, listening: list[str]) -> list[str]:
    """Return the addresses to write into a token.

    Those of the settings; else where the collector listens, every address of this
    host standing in for "all addresses"; else the default on loopback.
    """
    if settings.urls:
        return list(settings.urls)[:_MOST_URLS]
    found: list[str] = []
    for url in listening:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 9847
        if parts.scheme != "https":
            continue
        if is_unspecified(host):
            names = [name for name in own_names() if "." in name]
            hosts = [*names, *own_addresses()]
            found += [url_of(each, port) for each in hosts if not is_loopback(each)]
        else:
            found.append(url_of(host, port))
    return list(dict.fromkeys(found))[:_MOST_URLS] or [_DEFAULT_URL]


def make_token(
    arguments: argparse.Namespace, *, now: float
) -> tuple[Token, Secret, AuditRecord]:
    """Return the token that *arguments* ask for, its secret and its audit record.

    Raises:
        CommandError: a subnet or a number makes no sense.
    """
    if arguments.uses < 1 or arguments.days <= 0:
        raise CommandError(_("--uses and --days must be more than zero"))
    try:
        return new_token(
            now=now,
            actor=actor(),
            days=arguments.days,
            max_uses=arguments.uses,
            place={name: getattr(arguments, name) for name in _PLACE},
            subnets=tuple(arguments.subnet),
            auto_approve=not arguments.queue,
        )
    except ValueError as err:
        raise CommandError(
            _("--subnet: {why}; write for example 10.1.0.0/16").format(why=err)
        ) from err


def create(arguments: argparse.Namespace, clock: Clock) -> int:
    """Make a token; print it alone on standard output."""
    places, now = places_of(arguments), clock.now()
    settings = settings_of(arguments, places)
    token, secret, record = make_token(arguments, now=now)
    urls = list(arguments.url) or reachable_urls(settings, places.read_addresses())
    for url in urls:
        try:
            check_url(url)
        except ValueError as err:
            raise CommandError(f"--url: {err}") from err
    store = store_of(arguments, places)
    try:
        pin = _pin(places, urls, getattr(arguments, "web_config", None), now)
        store.put_token(token, record)
    finally:
        store.close()
    out(encode_token(EnrolmentToken(tuple(urls), pin, token.id, secret)))
    _explain(token, urls)
    return OK


def _pin(places: Places, urls: list[str], web_config: Path | None, now: float) -> str:
    authority = Authority(places.tls)
    authority.ensure(certificate_names(urls), now=now)
    return trusted_pem(places, authority, web_config=web_config)[1]


def _explain(token: Token, urls: list[str]) -> None:
    say(
        _("Token {id}: {uses} uses, until {until}, address {urls}.").format(
            id=token.id,
            uses=token.max_uses,
            until=moment(token.expires),
            urls=", ".join(urls),
        )
    )
    say(_("On each machine:  hatang-agent enrol TOKEN  and then  hatang-agent run"))
    if not token.auto_approve:
        say(_("New agents wait until you approve them: hatang-collector agents list"))
    if all(is_loopback(urlsplit(url).hostname or "") for url in urls):
        say(
            _(
                "The address is of this machine alone. For others, start "
                "serve --web.listen-address 0.0.0.0:9847, or name one with --url."
            )
        )


def list_all(arguments: argparse.Namespace, clock: Clock) -> int:
    """Print all tokens; secrets are not kept, so there is none to print."""
    store = store_of(arguments, places_of(arguments))
    try:
        tokens = store.tokens()
    finally:
        store.close()
    if arguments.json:
        plain = [_plain(token) for token in tokens]
        out(msgspec.json.format(msgspec.json.encode(plain)).decode())
        return OK
    head = (_("ID"), _("STATE"), _("USES"), _("UNTIL"), _("FOR"), _("SUBNETS"))
    rows = [
        (
            token.id,
            _state(token, clock.now()),
            f"{token.uses}/{token.max_uses}",
            moment(token.expires),
            " / ".join(filter(None, (token.site, token.department, token.room))),
            ", ".join(token.subnets) or _("any"),
        )
        for token in tokens
    ]
    out(table(head, rows))
    return OK


def _plain(token: Token) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(token)
    del plain["secret_digest"]
    return plain


def _state(token: Token, now: float) -> str:
    if token.revoked:
        return _("revoked")
    if token.expires <= now:
        return _("expired")
    return _("used up") if token.uses >= token.max_uses else _("open")


def show(arguments: argparse.Namespace, clock: Clock) -> int:
    """Say what a token, its text or its id, carries; never its secret."""
    carried: EnrolmentToken | None = None
    token_id = arguments.token
    if token_id.startswith("hatang"):
        try:
            carried = decode_token(token_id)
        except TokenError as err:
            raise CommandError(str(err)) from err
        token_id = carried.id
    store = store_of(arguments, places_of(arguments))
    try:
        known = _find(store, token_id)
    finally:
        store.close()
    if carried is not None:
        out(_("addresses: {urls}").format(urls=", ".join(carried.urls)))
        out(_("CA pin: {pin}").format(pin=carried.ca_pin))
        out(_("id: {id}").format(id=carried.id))
        out(
            _("secret: {length} letters, not shown").format(
                length=len(carried.secret.reveal())
            )
        )
    if known is None:
        raise CommandError(_("token {id} is not known here").format(id=token_id))
    for key, value in _plain(known).items():
        shown = moment(value) if key in {"created", "expires"} else value  # type: ignore[arg-type]
        out(f"{key}: {shown}")
    out(_("state: {state}").format(state=_state(known, clock.now())))
    return OK


def revoke(arguments: argparse.Namespace, clock: Clock) -> int:
    """Make a token useless; agents that used it stay enrolled."""
    store = store_of(arguments, places_of(arguments))
    try:
        token = _find(store, arguments.id)
        if token is None:
            raise CommandError(
                _("token {id} is not known here").format(id=arguments.id)
            )
        record = AuditRecord(clock.now(), actor(), "token_revoked", token.id)
        store.put_token(msgspec.structs.replace(token, revoked=True), record)
    finally:
        store.close()
    say(_("Token {id} is revoked. Agents enrolled with it stay.").format(id=token.id))
    return OK


def _find(store: Store, token_id: str) -> Token | None:
    return next((token for token in store.tokens() if token.id == token_id), None)
