"""Enrolment: how a machine becomes known to a collector, and renews its credential."""

import hashlib
import logging
import re
import warnings
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from agent import __version__, answer, identity
from agent.http import load_requests, open_session, proxies_for, timeouts
from agent.http_channel import Channel, UnreachableError, describe
from agent.identity import CA_FILE, IDENTITY_FILE, Identity
from agent.shared.clock import Clock
from agent.shared.secret import Secret
from agent.shared.token import EnrolmentToken, TokenError, decode_token
from agent.shared.wire import (
    CredentialRequest,
    EnrolmentAnswer,
    EnrolmentRequest,
    WireError,
    decode,
    encode,
)

log = logging.getLogger(__name__)

ENROLMENT_PATH = "/api/v1/enrolment"
CREDENTIAL_PATH = "/api/v1/agent/credential"
MAX_CA_BYTES = 100_000
LARGE_OFFSET_S = 3600.0
_CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\s*"
)
_JSON = {"Content-Type": "application/json"}


class EnrolmentError(Exception):
    """The machine could not enrol; the text says why and what to do.

    ``reason`` is for programs: the collector's own, or ``bad_token``, ``live``,
    ``wrong_pin``, ``unreachable``, ``foreign``, ``disk``.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class Machine(NamedTuple):
    """What an enrolment tells the collector about this machine."""

    hostname: str
    operating_system: str = ""
    fingerprint: Mapping[str, str] = MappingProxyType({})
    room: str = ""


def enrol(
    token_text: str, folder: Path, machine: Machine, *, clock: Clock, proxy: Secret
) -> EnrolmentAnswer:
    """Enrol *machine* and keep its identity in *folder*; repeating it is harmless.

    The CA certificate is fetched without trust and compared with the token's pin;
    only then, over TLS that trusts this CA alone, does the token's secret travel.

    Raises:
        EnrolmentError: nothing changed at the collector, or it may be asked again.
    """
    try:
        token = decode_token(token_text)
        kept = identity.load(folder)
    except TokenError as err:
        raise EnrolmentError("bad_token", str(err)) from err
    except identity.IdentityError as err:
        raise EnrolmentError("disk", str(err)) from err
    if kept is not None and kept.live:
        raise EnrolmentError(
            "live",
            _(
                "this machine is already enrolled as {agent} with {url}."
                " To enrol it anew: 'hatang-collector agents revoke {agent}' there,"
                " remove {path} here, then repeat this"
            ).format(agent=kept.agent, url=kept.urls[0], path=folder / IDENTITY_FILE),
        )
    ca, offset_s = _pinned_ca(token, clock=clock, proxy=proxy)
    own = kept or identity.new_identity(token.urls, token.ca_pin, now=clock.now())
    own = msgspec.structs.replace(own, urls=token.urls, ca_pin=token.ca_pin)
    try:  # kept before it is sent: a lost answer is repeated with the same identity
        identity.write_private(folder / CA_FILE, ca)
        identity.save(folder, own)
        result = _ask(token, own, machine, Channel(folder / CA_FILE, proxy), offset_s)
        own = msgspec.structs.replace(own, state=result.state)
        identity.save(folder, own)
    except identity.IdentityError as err:
        raise EnrolmentError("disk", str(err)) from err
    return result


def _pinned_ca(
    token: EnrolmentToken, *, clock: Clock, proxy: Secret
) -> tuple[bytes, float]:
    """Return the CA certificate that fits the pin, and how far this clock is off."""
    load_requests()
    import requests

    troubles = []
    for url in token.urls:
        try:
            with warnings.catch_warnings(), open_session(ca=None) as session:
                warnings.simplefilter("ignore")  # urllib3: unverified, which is meant
                response = session.get(
                    url.rstrip("/") + "/ca.pem",
                    timeout=timeouts(),
                    allow_redirects=False,
                    proxies=proxies_for(url, proxy),
                )
        except requests.RequestException as err:
            troubles.append(f"{url}: {describe(err)}")
            continue
        if response.status_code != 200:
            troubles.append(
                _("{url}: status {status} for /ca.pem").format(
                    url=url, status=response.status_code
                )
            )
            continue
        for pem in _CERTIFICATE.findall(response.content[:MAX_CA_BYTES]):
            if _pin(pem) == token.ca_pin:
                return pem, _offset(response.headers.get("Date"), clock)
        raise EnrolmentError(
            "wrong_pin",
            _(
                "{url} is not the collector that the token was made for (its CA has"
                " another key). Nothing was sent. Either something stands between, or"
                " the collector was set up anew: then make a new token"
            ).format(url=url),
        )
    raise EnrolmentError("unreachable", "; ".join(troubles))


def _pin(pem: bytes) -> str:
    """Return the SHA-256 of the certificate's public key, or nothing if it is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        key = x509.load_pem_x509_certificate(pem).public_key()
    except ValueError:
        return ""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def _offset(date: str | None, clock: Clock) -> float:
    try:
        return clock.now() - parsedate_to_datetime(date or "").timestamp()
    except (ValueError, TypeError, IndexError):
        return 0.0


def _ask(
    token: EnrolmentToken,
    own: Identity,
    machine: Machine,
    channel: Channel,
    offset_s: float,
) -> EnrolmentAnswer:
    request = EnrolmentRequest(
        token_id=token.id,
        token_secret=token.secret.reveal(),
        agent=own.agent,
        credential_digest=own.credential.digest(),
        hostname=machine.hostname,
        fingerprint=dict(machine.fingerprint),
        operating_system=machine.operating_system,
        agent_version=__version__,
        room=machine.room,
    )
    try:
        found = channel.post(token.urls, ENROLMENT_PATH, encode(request), _JSON)
    except UnreachableError as err:
        hint = ""
        if abs(offset_s) > LARGE_OFFSET_S:
            hint = _(
                ". This clock is {offset:+.0f} s off the collector's: set it"
            ).format(offset=offset_s)
        raise EnrolmentError("unreachable", f"{err}{hint}") from err
    finally:
        channel.close()
    if 200 <= found.status < 300:
        try:
            return decode(found.content, EnrolmentAnswer)
        except WireError as err:
            raise EnrolmentError("foreign", f"{found.url}: {err}") from err
    refusal = answer.problem(
        found.status, found.content, found.headers.get("content-type", "")
    )
    raise EnrolmentError(
        refusal.reason or "foreign",
        _("{url} refuses: {detail}").format(url=found.url, detail=refusal.detail),
    )


def rotate(folder: Path, own: Identity, *, clock: Clock, proxy: Secret) -> Identity:
    """Replace the credential of *own* and return the identity with the new one.

    The new one is kept before its digest travels and the old one holds until the new
    is first used, so a lost answer loses nothing: the same replacement is repeated.

    Raises:
        EnrolmentError: the old credential stays in use.
    """
    following = own.next_credential or identity.new_credential()
    try:
        identity.save(folder, msgspec.structs.replace(own, next_credential=following))
        channel = Channel(folder / CA_FILE, proxy)
        body = encode(CredentialRequest(following.digest()))
        headers = {**_JSON, "Authorization": own.authorization}
        found = channel.post(own.urls, CREDENTIAL_PATH, body, headers)
        channel.close()
        if not 200 <= found.status < 300:
            refusal = answer.problem(
                found.status, found.content, found.headers.get("content-type", "")
            )
            raise EnrolmentError(refusal.reason, f"{found.url}: {refusal.detail}")
        new = msgspec.structs.replace(
            own,
            credential=following,
            credential_since=clock.now(),
            next_credential=None,
        )
        identity.save(folder, new)
    except UnreachableError as err:
        raise EnrolmentError("unreachable", str(err)) from err
    except identity.IdentityError as err:
        raise EnrolmentError("disk", str(err)) from err
    log.info("the credential was replaced")
    return new
