"""Reads what BitLocker says of the volumes, from PowerShell or ``manage-bde -status``.

Conversion and protection are two things: a volume can be encrypted as a whole with its
protection suspended, which guards nothing. Recovery keys are looked over, never kept.
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.manage_bde import read_manage_bde
from agent.readers.windows.records import Record, number, read_records, word
from agent.readers.windows.volume import CONVERSIONS, Volume, method_of

MOST_TEXT = 2 << 20  # of far more volumes than count
_SIGNS = re.compile(r"BitLocker|manage-bde|Win32_EncryptableVolume", re.IGNORECASE)
_REFUSED = re.compile(
    r"^[ \t]{0,8}(?:error|fehler|erreur|errore|erro|fout|fel|fejl|feil|virhe|błąd|chyba|hiba|hata"
    r"|eroare|ошибка|помилка|σφάλμα|错误|錯誤|エラー|오류|lỗi)\s*[:：]"
    r"|FullyQualifiedErrorId",
    re.IGNORECASE | re.MULTILINE,
)
_PROTECTIONS = {"0": "off", "off": "off", "1": "on", "on": "on"}
_LOCKS = {"0": "unlocked", "unlocked": "unlocked", "1": "locked", "locked": "locked"}
_STATUS = {name.replace("_", ""): name for name in CONVERSIONS}
_STATUS |= {name.replace("paused", "suspended"): c for name, c in _STATUS.items()}
"""By the names of PowerShell, which say suspended for what WMI calls paused."""
_SYSTEM = frozenset({"operatingsystem", "0"})
_RECOVERY_PASSWORD, _WITH_TPM = 3, frozenset({1, 4, 5, 6, 9})


class BitLocker(msgspec.Struct, frozen=True):
    """All volumes; ``system_volume_protected``: protection of the one with Windows is on.

    ``error``: the tool refused, so nothing is known.
    """

    volumes: tuple[Volume, ...]
    system_volume_protected: bool | None
    error: bool = False


def read_bitlocker(text: str) -> BitLocker:
    """Return what *text* says, in any language.

    Raises:
        ReadError: it has nothing to do with BitLocker.
    """
    text = text[:MOST_TEXT]
    volumes: Sequence[Volume] = read_manage_bde(text) or [
        volume for volume in map(_volume, read_records(text)) if volume
    ]
    if volumes:
        return BitLocker(tuple(volumes), _protected(volumes))
    if _SIGNS.search(text) or _REFUSED.search(text):
        return BitLocker((), None, error=True)
    raise ReadError("nothing of BitLocker")


def _protected(volumes: Sequence[Volume]) -> bool | None:
    system = next((volume for volume in volumes if volume.system), None)
    if system is None or system.protection not in {"on", "off"}:
        return None
    return system.protection == "on"


def _volume(record: Record) -> Volume | None:
    letter = word(record.get("mountpoint") or record.get("driveletter"))
    status = record.get("volumestatus", record.get("conversionstatus"))
    protection = str(record.get("protectionstatus", "")).strip().lower()
    if status is None and not protection:
        return None
    kind = str(record.get("volumetype", "")).strip().lower()
    recovery, tpm = _protectors(record.get("keyprotector"))
    return Volume(
        letter=letter,
        label=None,
        system=kind in _SYSTEM if kind else letter == "C:",
        conversion=_conversion(status),
        protection=_PROTECTIONS.get(protection),
        method=method_of(record.get("encryptionmethod")),
        encrypted_percent=number(record.get("encryptionpercentage")),
        lock=_LOCKS.get(str(record.get("lockstatus", "")).strip().lower()),
        size_gib_text=word(record.get("capacitygb")),
        recovery_password_protector=recovery,
        tpm_protector=tpm,
    )


def _conversion(value: Any) -> str | None:
    code = number(value)
    if code is not None:
        return CONVERSIONS[code] if 0 <= code < 6 else None
    return _STATUS.get(str(value).strip().lower())


def _protectors(value: Any) -> tuple[bool | None, bool | None]:
    """Return whether there is a recovery password, and a TPM; of keys only their kind."""
    if isinstance(value, list):
        kinds = [
            each.get("KeyProtectorType") for each in value if isinstance(each, dict)
        ]
        numbers = {number(kind) for kind in kinds}
        words = " ".join(str(kind) for kind in kinds).lower()
        recovery = _RECOVERY_PASSWORD in numbers or "recoverypassword" in words
        return recovery, bool(numbers & _WITH_TPM) or "tpm" in words
    if not isinstance(value, str) or not value.strip().startswith("{"):
        return None, None
    cut = value.rstrip("} ").endswith(("...", "…"))
    recovery, tpm = "RecoveryPassword" in value, "Tpm" in value
    return recovery or (None if cut else False), tpm or (None if cut else False)
