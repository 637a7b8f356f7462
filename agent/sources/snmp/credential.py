"""By what a device lets itself be read: communities and SNMPv3 users."""

from typing import Literal

import msgspec

from agent.shared.secret import Secret

AUTH_PROTOCOLS = ("md5", "sha", "sha224", "sha256", "sha384", "sha512")
PRIV_PROTOCOLS = (
    "des",
    "3des",
    "aes",
    "aes192",
    "aes256",
    "aes192-blumenthal",
    "aes256-blumenthal",
)
"""``aes`` has 128 bits; the bare names of the longer ones extend keys as Reeder wrote,
which is what Cisco does; ``-blumenthal`` is the other draft."""
SHORTEST_KEY = 8
"""Letters of a passphrase (RFC 3414, 11.2)."""


class Community(msgspec.Struct, frozen=True):
    """A community of SNMPv1 or v2c; *name* is what people and logs see."""

    name: str
    community: Secret
    version: Literal["1", "2c"] = "2c"


class User(msgspec.Struct, frozen=True):
    """A user of SNMPv3; without keys it is neither authenticated nor private."""

    name: str
    user: str
    auth_protocol: str = ""
    auth_key: Secret | None = None
    priv_protocol: str = ""
    priv_key: Secret | None = None
    context: str = ""


Credential = Community | User
