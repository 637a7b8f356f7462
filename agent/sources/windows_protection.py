"""How well a Windows machine is guarded: volumes, antivirus, firewall, administrators."""

import hashlib
import re

from agent.readers.windows.values import Row, natural, text
from agent.readers.windows.volume import CONVERSIONS, method_of
from agent.sources.doors import Doors
from agent.sources.safety import Accounts, Protection, Volume, unreadable
from agent.sources.windows_antivirus import antivirus
from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import ENCRYPTION, NOT_THERE, attempt
from agent.sources.windows_firewall import firewalls

LOGICAL_DISK = ("DeviceID", "DriveType", "FileSystem")
ENCRYPTABLE = (
    "DriveLetter",
    "ProtectionStatus",
    "ConversionStatus",
    "EncryptionMethod",
    "VolumeType",
)
_CURRENT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_FIXED, _REMOVABLE = 3, 2
_PROTECTION = {0: "off", 1: "on"}
_LOCKED = 2
_CIPHER = {
    "fully_decrypted": False,
    "fully_encrypted": True,
    "used_space_only_encrypted": True,
    "fully_encrypted_wipe_in_progress": True,
    "fully_encrypted_wipe_paused": True,
}
_NO_BITLOCKER = "this Windows has no BitLocker"
_UNDER_WAY = "encryption or decryption is under way"
# Groups whose membership makes every user of the domain, or everybody, administrator.
_EVERYBODY = frozenset({"S-1-1-0", "S-1-5-4", "S-1-5-11", "S-1-5-32-545"})
_DOMAIN_USERS = re.compile(r"S-1-5-21-[0-9-]+-513")


def read_protection(doors: Doors) -> Protection:
    """Return how the machine is guarded; each part that Windows refuses is unknown."""
    ask = Asking(doors)
    return Protection(
        volumes=_volumes(ask),
        antivirus=antivirus(ask),
        firewalls=firewalls(ask),
        accounts=_accounts(doors),
    )


def _volumes(ask: Asking) -> dict[str, Volume]:
    disks, no_disks = ask.rows("Win32_LogicalDisk", LOGICAL_DISK)
    rows, reason = ask.rows("Win32_EncryptableVolume", ENCRYPTABLE, ENCRYPTION)
    encryptable = {_letter(row.get("DriveLetter")): row for row in rows}
    file_systems = {
        _letter(disk.get("DeviceID")): text(disk.get("FileSystem"))
        for disk in disks
        if natural(disk.get("DriveType")) == _FIXED
    }
    inside = {
        letter: None
        for letter, row in encryptable.items()
        if natural(row.get("VolumeType")) != _REMOVABLE
    }
    letters = sorted({**file_systems, **(inside if no_disks else {})}.keys() - {""})
    if not letters:
        return unreadable(Volume, no_disks or "Windows lists no fixed volume")
    if reason == NOT_THERE:
        reason = _NO_BITLOCKER
    root, _ = ask.value(_CURRENT, "SystemRoot")
    system = _letter(root)
    return {
        letter: _volume(
            encryptable.get(letter),
            reason or "BitLocker does not know this volume",
            filesystem=file_systems.get(letter),
            system=letter == system if system else None,
            no_disks=no_disks,
        )
        for letter in letters
    }


def _letter(place: object) -> str:
    """Return ``C:`` of a path or a drive, "" where there is none."""
    found = re.match(r"[A-Za-z]:", text(place) or "")
    return found[0].upper() if found else ""


def _volume(
    row: Row | None,
    reason: str,
    *,
    filesystem: str | None,
    system: bool | None,
    no_disks: str,
) -> Volume:
    reasons = {
        "filesystem": no_disks or "not formatted, or locked by BitLocker",
        "system": "Windows does not say where it stands",
        "encryption_percent": "Windows tells it to a method call only",
    }
    if row is None:
        names = ("encrypted", "protection", "method")
        reasons |= dict.fromkeys(names, reason)
        return Volume(filesystem=filesystem, system=system, reasons=reasons)
    encrypted, why = _encrypted(row)
    status = natural(row.get("ProtectionStatus"))
    return Volume(
        filesystem=filesystem,
        system=system,
        encrypted=encrypted,
        protection=_PROTECTION.get(-1 if status is None else status),
        method=method_of(row.get("EncryptionMethod")),
        encryption_percent={False: 0.0, True: 100.0}.get(encrypted)
        if encrypted is not None
        else None,
        reasons={
            **reasons,
            "encrypted": why,
            "encryption_percent": why or reasons["encryption_percent"],
            "protection": "the volume is locked"
            if status == _LOCKED
            else "Windows does not say",
            "method": "Windows does not say" if encrypted else "not encrypted",
        },
    )


def _encrypted(row: Row) -> tuple[bool | None, str]:
    """Return whether what is stored is cipher text, and why that is not known.

    ConversionStatus came with Windows 10; before it, a method of encryption says it.
    """
    code = natural(row.get("ConversionStatus"))
    if code is not None:
        word = CONVERSIONS[code] if code < len(CONVERSIONS) else ""
        return _CIPHER.get(word), _UNDER_WAY
    if natural(row.get("ProtectionStatus")) in {1, _LOCKED}:
        return True, ""
    method = natural(row.get("EncryptionMethod"))
    return (None if method is None else method != 0), "this Windows does not say"


def _accounts(doors: Doors) -> Accounts:
    nobody: list[str] = []
    sids, reason = attempt(doors.kernel.administrators, nobody)
    members = sorted(set(sids))
    if not members:  # the built-in account is always one: an empty list is no answer
        return unreadable(Accounts, reason or "Windows lists no administrator")[""]
    return Accounts(
        local_administrators=len(members),
        local_administrators_digest=hashlib.sha256(
            "\n".join(members).encode()
        ).hexdigest(),
        every_domain_user_is_admin=any(
            sid in _EVERYBODY or _DOMAIN_USERS.fullmatch(sid) for sid in members
        ),
    )
