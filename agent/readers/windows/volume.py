"""One volume as BitLocker sees it, and the words for what it is doing."""

import re
from typing import Any

import msgspec

from agent.readers.windows.records import number, word

CONVERSIONS = (
    "fully_decrypted",
    "fully_encrypted",
    "encryption_in_progress",
    "decryption_in_progress",
    "encryption_paused",
    "decryption_paused",
    "used_space_only_encrypted",
    "fully_encrypted_wipe_in_progress",
    "fully_encrypted_wipe_paused",
)
"""By the number of Win32_EncryptableVolume's ConversionStatus, then the others."""

_METHODS = (
    None,
    "AES_128_DIFFUSER",
    "AES_256_DIFFUSER",
    "AES_128",
    "AES_256",
    "HARDWARE",
    "XTS_AES_128",
    "XTS_AES_256",
)


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """One volume; None: the recording does not say.

    ``reboots_left``: protection is suspended and returns after so many restarts.
    ``size_gib_text`` is as printed, since nobody can tell 1.234 GB from 1,234 GB.
    """

    letter: str | None
    label: str | None
    system: bool | None
    conversion: str | None
    protection: str | None
    method: str | None
    encrypted_percent: float | int | None
    lock: str | None
    size_gib_text: str | None
    recovery_password_protector: bool | None
    tpm_protector: bool | None
    reboots_left: int | None = None


def method_of(value: Any) -> str | None:
    """Return the way of encryption in *value*, as number or name, or None for none."""
    code = number(value)
    if code is not None:
        return _METHODS[code] if 0 <= code < len(_METHODS) else None
    text = (word(value) or "").upper()
    found = re.search(r"(XTS)?[ _-]?AES[^0-9]{0,8}(128|256)", text)
    if found:
        parts = [found[1], "AES", found[2], "DIFFUSER" if "DIFF" in text else None]
        return "_".join(part for part in parts if part)
    return "HARDWARE" if "HARDWARE" in text else None
