"""The text of an enrolment token: where the collector is, how to know it, a secret."""

import base64
import binascii
from typing import Annotated

import msgspec

from agent.shared.secret import Secret
from agent.shared.wire import Digest, Name, ShortText

_PREFIX = "hatang1_"


class TokenError(ValueError):
    """The text is not an enrolment token."""


class EnrolmentToken(msgspec.Struct, frozen=True):
    """What a token carries. ``ca_pin``: SHA-256 of the CA's SubjectPublicKeyInfo."""

    urls: tuple[str, ...]
    ca_pin: str
    id: str
    secret: Secret


class _Text(msgspec.Struct, frozen=True, rename={"ca_pin": "pin"}):
    urls: Annotated[tuple[ShortText, ...], msgspec.Meta(min_length=1, max_length=8)]
    ca_pin: Digest
    id: Name
    secret: Name


def encode_token(token: EnrolmentToken) -> str:
    """Return *token* as one word that survives mail, chat and a command line."""
    plain = _Text(token.urls, token.ca_pin, token.id, token.secret.reveal())
    packed = base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode("ascii")
    return _PREFIX + packed.rstrip("=")


def decode_token(text: str) -> EnrolmentToken:
    """Return the token that *text* holds; white space and line breaks do not matter.

    Raises:
        TokenError: it is not a token, or only a part of one; never quotes the text.
    """
    word = "".join(text.split())
    if not word.startswith(_PREFIX):
        raise TokenError("this is not a Hatang token: it starts with hatang1_")
    packed = word.removeprefix(_PREFIX)
    try:
        raw = base64.b64decode(
            packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True
        )
        plain = msgspec.json.decode(raw, type=_Text)
    except (binascii.Error, ValueError, RecursionError):
        raise TokenError(
            "the token is damaged or cut off: copy it again as a whole"
        ) from None
    for url in plain.urls:
        if not url.startswith("https://"):
            raise TokenError("the token names an address that is not https://")
    return EnrolmentToken(plain.urls, plain.ca_pin, plain.id, Secret(plain.secret))
