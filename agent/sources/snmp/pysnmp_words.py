"""What pysnmp calls things, in our words: credentials, values, failures."""

from typing import Any

from agent.readers.snmp.rows import Value
from agent.sources.snmp.credential import Community, Credential, User
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    NoAnswerError,
    SnmpError,
    TooBigError,
    WrongCredentialError,
)

_AUTH = {
    "": "usmNoAuthProtocol",
    "md5": "usmHMACMD5AuthProtocol",
    "sha": "usmHMACSHAAuthProtocol",
    "sha224": "usmHMAC128SHA224AuthProtocol",
    "sha256": "usmHMAC192SHA256AuthProtocol",
    "sha384": "usmHMAC256SHA384AuthProtocol",
    "sha512": "usmHMAC384SHA512AuthProtocol",
}
_PRIV = {
    "": "usmNoPrivProtocol",
    "des": "usmDESPrivProtocol",
    "3des": "usm3DESEDEPrivProtocol",
    "aes": "usmAesCfb128Protocol",
    "aes192": "usmAesCfb192Protocol",
    "aes256": "usmAesCfb256Protocol",
    "aes192-blumenthal": "usmAesBlumenthalCfb192Protocol",
    "aes256-blumenthal": "usmAesBlumenthalCfb256Protocol",
}
_FAULTS = {
    "UnknownUserName": Fault.USER,
    "UnknownSecurityName": Fault.USER,
    "WrongDigest": Fault.AUTH_KEY,
    "AuthenticationError": Fault.AUTH_KEY,
    "AuthenticationFailure": Fault.AUTH_KEY,
    "UnsupportedAuthProtocol": Fault.AUTH_KEY,
    "DecryptionError": Fault.PRIV_KEY,
    "EncryptionError": Fault.PRIV_KEY,
    "UnsupportedPrivProtocol": Fault.PRIV_KEY,
    "UnsupportedSecurityLevel": Fault.LEVEL,
    "NoSuchContext": Fault.CONTEXT,
    "UnknownContext": Fault.CONTEXT,
    "UnavailableContext": Fault.CONTEXT,
    "NotInTimeWindow": Fault.CLOCK,
}


def auth_data(credential: Credential, vlan: int | None) -> tuple[Any, str]:
    """Return pysnmp's credential, and the name of the context to ask in."""
    if isinstance(credential, Community):
        return _community(credential, vlan), ""
    context = credential.context if vlan is None else f"vlan-{vlan}"
    return _user(credential), context


def _community(credential: Community, vlan: int | None) -> Any:
    from pysnmp.hlapi.v3arch.asyncio.auth import CommunityData

    text = credential.community.reveal()
    text = text if vlan is None else f"{text}@{vlan}"
    return CommunityData(text.encode(), mpModel=0 if credential.version == "1" else 1)


def _user(credential: User) -> Any:
    from pysnmp.hlapi.v3arch.asyncio import auth

    key, priv = credential.auth_key, credential.priv_key
    return auth.UsmUserData(
        credential.user,
        None if key is None else key.reveal().encode(),
        None if priv is None else priv.reveal().encode(),
        authProtocol=getattr(auth, _AUTH[credential.auth_protocol]),
        privProtocol=getattr(auth, _PRIV[credential.priv_protocol]),
    )


def value(content: Any) -> Value | None:
    """Return what pysnmp holds as a value; None: the device has no such object."""
    from pyasn1.type.univ import Integer, Null, ObjectIdentifier, OctetString

    if isinstance(content, Null):  # noSuchObject and its like; an OctetString, too
        return None
    if isinstance(content, Integer):
        return int(content)
    if isinstance(content, OctetString):
        return bytes(content)
    return tuple(content) if isinstance(content, ObjectIdentifier) else None


def failure(word: str) -> SnmpError:
    """Return our error for pysnmp's indication or exception of the class *word*."""
    if word in {"RequestTimedOut", "UnknownEngineID"}:
        return NoAnswerError("no answer")
    if word in _FAULTS:
        return WrongCredentialError(_FAULTS[word])
    return TooBigError("too big") if word == "TooBig" else GarbledError(word)
