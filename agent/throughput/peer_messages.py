"""What two agents say to each other before a test between them. Pure.

Each message is one line of JSON. Both prove that they know one secret: by an HMAC over
numbers that the other side has just made up, so that what was heard once is of no use.
The data that follow are random octets, and secret to nobody.
"""

import hashlib
import hmac
from typing import Annotated, Literal, TypeVar

import msgspec

from agent.shared.secret import Secret
from agent.throughput.shapes import Direction

VERSION = 1
MOST_LINE = 1024
LEAST_SECRET = 16
MOST_SECONDS = 30.0
MOST_BYTES = 4_000_000_000
NONCE_BYTES = 16
Word = Literal["ok", "busy", "denied"]
Nonce = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
Mac = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$")]
T = TypeVar("T")


class MessageError(Exception):
    """That is no message of this kind."""


class Greeting(msgspec.Struct, frozen=True):
    """What the serving agent says first."""

    nonce: Nonce
    hatang_line: Annotated[int, msgspec.Meta(ge=1, le=1)] = VERSION


class Request(msgspec.Struct, frozen=True):
    """What the testing agent wants: one stream of the test called *session*.

    ``direction`` as the testing agent sees it. The limits are those of all streams.
    """

    session: Nonce
    nonce: Nonce
    direction: Direction
    seconds: Annotated[float, msgspec.Meta(gt=0, le=MOST_SECONDS)]
    most_bytes: Annotated[int, msgspec.Meta(ge=1, le=MOST_BYTES)]
    mac: Mac = ""


class Answer(msgspec.Struct, frozen=True):
    """Whether it may; proved unless it is denied."""

    answer: Word
    mac: Mac = ""


def signed(request: Request, greeting: Greeting, secret: Secret) -> Request:
    """Return *request* with the proof that we know the secret."""
    return msgspec.structs.replace(request, mac=_request_mac(request, greeting, secret))


def proved(request: Request, greeting: Greeting, secret: Secret) -> bool:
    """Return whether who made *request* knows the secret and has read *greeting*."""
    return hmac.compare_digest(request.mac, _request_mac(request, greeting, secret))


def answered(
    word: Word, request: Request, greeting: Greeting, secret: Secret
) -> Answer:
    """Return the answer to *request*; without proof where it is denied."""
    if word == "denied":
        return Answer(word)
    return Answer(word, _answer_mac(word, request, greeting, secret))


def believed(
    answer: Answer, request: Request, greeting: Greeting, secret: Secret
) -> bool:
    """Return whether *answer* comes from somebody who knows the secret."""
    mac = _answer_mac(answer.answer, request, greeting, secret)
    return hmac.compare_digest(answer.mac, mac)


def encode(message: Greeting | Request | Answer) -> bytes:
    """Return *message* as it travels."""
    return msgspec.json.encode(message) + b"\n"


def decode(line: bytes, kind: type[T]) -> T:
    """Return the message in *line*.

    Raises:
        MessageError: it is none of this *kind*.
    """
    if len(line) > MOST_LINE:
        raise MessageError
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise MessageError from err


def _request_mac(request: Request, greeting: Greeting, secret: Secret) -> str:
    bare = msgspec.structs.replace(request, seconds=float(request.seconds), mac="")
    return _mac(secret, b"request", greeting.nonce.encode(), msgspec.json.encode(bare))


def _answer_mac(
    word: Word, request: Request, greeting: Greeting, secret: Secret
) -> str:
    parts = (word, request.session, request.nonce, greeting.nonce)
    return _mac(secret, b"answer", *(part.encode() for part in parts))


def _mac(secret: Secret, *parts: bytes) -> str:
    text = b"\n".join((b"hatang-line-1", *parts))
    return hmac.new(secret.reveal().encode(), text, hashlib.sha256).hexdigest()
