"""The running Windows: name, edition, build, dates, Secure Boot, TPM."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from agent.sources.inventory import OperatingSystem, Security
from agent.sources.windows_doors import Registry, Row, Rows, attempt, natural, text

OPERATING_SYSTEM = ("Caption", "Version", "BuildNumber", "InstallDate")
HOTFIX = ("InstalledOn",)
TPM_CLASS = ("SpecVersion",)
_CURRENT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_SECURE_BOOT = r"SYSTEM\CurrentControlSet\Control\SecureBoot\State"
_FIRST_WINDOWS_11 = 22000
_FILETIME_START = datetime(1601, 1, 1, tzinfo=UTC)


def operating_system(
    registry: Registry, rows: Rows, hotfixes: Rows, *, architecture: str | None = None
) -> OperatingSystem:
    """Return the system by its registry, else by Win32_OperatingSystem."""

    def value(name: str) -> object:
        return attempt(lambda: registry.value(_CURRENT, name), None)[0]

    row: Row = rows[0] if rows else {}
    build = text(value("CurrentBuild")) or text(row.get("BuildNumber"))
    revision = natural(value("UBR"))
    name = text(value("ProductName")) or text(row.get("Caption"))
    server = value("InstallationType") == "Server"
    installed = natural(value("InstallDate"))
    return OperatingSystem(
        name=_true_name(name, natural(build), server=server),
        edition=text(value("EditionID")),
        version=text(value("DisplayVersion"))
        or text(value("ReleaseId"))
        or text(row.get("Version")),
        build=f"{build}.{revision}" if build and revision is not None else build,
        architecture=architecture,
        install_date=_unix_day(installed) or cim_day(text(row.get("InstallDate"))),
        last_update=latest(text(r.get("InstalledOn")) for r in hotfixes),
        reasons={"last_update": "Windows lists no update with a date"},
    )


def _true_name(name: str | None, build: int | None, *, server: bool) -> str | None:
    """Return *name* with the number that Windows 11's registry gets wrong."""
    if name is None:
        return None
    name = name.removeprefix("Microsoft ").strip()
    if build and build >= _FIRST_WINDOWS_11 and not server:
        return name.replace("Windows 10", "Windows 11")
    return name


def _unix_day(seconds: int | None) -> str | None:
    if not seconds or seconds >= 1 << 32:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def cim_day(moment: str | None) -> str | None:
    """Return the day (UTC) of a CIM time such as ``20130813153755.000000+120``."""
    found = re.fullmatch(r"(\d{14})\.\d{6}([+-]\d{3})", moment or "", re.ASCII)
    if not found:
        return None
    try:
        local = datetime.strptime(found[1] + "+0000", "%Y%m%d%H%M%S%z")
        return (local - timedelta(minutes=int(found[2]))).date().isoformat()
    except (ValueError, OverflowError):
        return None


def hotfix_day(written: str | None) -> str | None:
    """Return the day of an update: m/d/yyyy, yyyymmdd, dd-mm-yyyy or a FILETIME."""
    word = (written or "").strip()
    if re.fullmatch(r"[0-9a-fA-F]{16}", word):
        try:
            moment = _FILETIME_START + timedelta(microseconds=int(word, 16) // 10)
        except OverflowError:
            return None
        return moment.date().isoformat()
    for pattern, order in (
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", (3, 1, 2)),
        (r"(\d{4})(\d{2})(\d{2})", (1, 2, 3)),
        (r"(\d{1,2})-(\d{1,2})-(\d{4})", (3, 2, 1)),
    ):
        found = re.fullmatch(pattern, word, re.ASCII)
        if found:
            try:
                return date(*(int(found[place]) for place in order)).isoformat()
            except ValueError:
                return None
    return None


def latest(written: Iterable[str | None]) -> str | None:
    """Return the latest day among the dates of updates."""
    return max((day for word in written if (day := hotfix_day(word))), default=None)


def security(registry: Registry, tpm: Rows, tpm_reason: str) -> Security:
    """Return Secure Boot by the registry and the TPM by Win32_Tpm."""
    state, failure = attempt(
        lambda: registry.value(_SECURE_BOOT, "UEFISecureBootEnabled"), None
    )
    version = (text(tpm[0].get("SpecVersion")) or "") if tpm else ""
    return Security(
        secure_boot={0: False, 1: True}.get(state) if isinstance(state, int) else None,
        tpm_version=version.partition(",")[0].strip() or None,
        reasons={
            "secure_boot": failure or "the machine was not started by UEFI",
            "tpm_version": tpm_reason
            or "Windows knows no TPM: there is none, or it "
            "is switched off in the firmware settings",
        },
    )
