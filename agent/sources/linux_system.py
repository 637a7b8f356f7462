"""The running Linux: distribution, kernel, dates, firmware mode, security."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from agent.readers.linux.os_release import parse_os_release
from agent.sources.inventory import OperatingSystem, Security
from agent.sources.text import is_folder, modified, read_or_none

_INSTALLED = (
    "var/log/installer",
    "root/anaconda-ks.cfg",
    "etc/machine-id",
)
_UPDATED = (
    "var/log/dpkg.log",
    "var/lib/dpkg/status",
    "var/lib/rpm/rpmdb.sqlite",
    "usr/lib/sysimage/rpm/rpmdb.sqlite",
    "var/lib/rpm/Packages",
    "var/log/pacman.log",
)
_SECURE_BOOT = (
    "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
)


def _day(root: Path, places: tuple[str, ...]) -> str | None:
    for place in places:
        with contextlib.suppress(OSError, ValueError, OverflowError):
            when = modified(root / place)
            if when is None:
                continue
            return datetime.fromtimestamp(when, UTC).date().isoformat()
    return None


def read_operating_system(
    root: Path, *, architecture: str | None = None
) -> OperatingSystem:
    """Return the system installed below *root*."""
    content = read_or_none(root / "etc/os-release")
    if content is None:
        content = read_or_none(root / "usr/lib/os-release")
    release = parse_os_release(content or "")
    return OperatingSystem(
        name=release.get("PRETTY_NAME") or release.get("NAME") or "Linux",
        edition=release.get("VARIANT") or release.get("ID"),
        version=release.get("VERSION_ID") or None,
        build=read_or_none(root / "proc/sys/kernel/osrelease"),
        architecture=architecture,
        install_date=_day(root, _INSTALLED),
        last_update=_day(root, _UPDATED),
        reasons={
            "version": "a rolling distribution has no version",
            "install_date": "neither installer log nor machine-id is there",
            "last_update": "no package manager's log is there",
        },
    )


def firmware_mode(root: Path) -> str | None:
    """Return ``UEFI`` or ``BIOS``; None where /sys shows no firmware."""
    if is_folder(root / "sys/firmware/efi"):
        return "UEFI"
    return "BIOS" if is_folder(root / "sys/class/dmi/id") else None


def read_security(root: Path) -> Security:
    """Return Secure Boot and TPM of the machine below *root*."""
    secure_boot = None
    reason = "the machine was not started by UEFI"
    try:
        raw = (root / _SECURE_BOOT).read_bytes()
        secure_boot = raw[4] == 1 if len(raw) == 5 else None
    except PermissionError:
        reason = "needs root: run the service as root"
    except OSError:
        if firmware_mode(root) == "UEFI":
            reason = "efivarfs is not mounted, or the firmware has no Secure Boot"
    major = read_or_none(root / "sys/class/tpm/tpm0/tpm_version_major")
    return Security(
        secure_boot=secure_boot,
        tpm_version={"1": "1.2", "2": "2.0"}.get(major or ""),
        reasons={
            "secure_boot": reason,
            "tpm_version": "the kernel shows no TPM: there is none, or it is switched "
            "off in the firmware settings",
        },
    )
