"""The running Windows: name, edition, build, dates, Secure Boot, TPM."""

from collections.abc import Iterable
from datetime import UTC, datetime

from agent.readers.windows.times import hotfix_day as hotfix_day
from agent.readers.windows.wmi_system import OPERATING_SYSTEM as OPERATING_SYSTEM
from agent.readers.windows.wmi_system import windows_system
from agent.sources.inventory import OperatingSystem, Security
from agent.sources.windows_doors import Registry, Rows, attempt, natural, text

HOTFIX = ("InstalledOn",)
TPM_CLASS = ("SpecVersion",)
_CURRENT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_SECURE_BOOT = r"SYSTEM\CurrentControlSet\Control\SecureBoot\State"
_FIRST_WINDOWS_11 = 22000


def operating_system(
    registry: Registry, rows: Rows, hotfixes: Rows, *, architecture: str | None = None
) -> OperatingSystem:
    """Return the system by its registry, else by Win32_OperatingSystem."""

    def value(name: str) -> object:
        return attempt(lambda: registry.value(_CURRENT, name), None)[0]

    asked = windows_system(rows[0] if rows else {})
    known = str(asked.build) if asked.build is not None else None
    build = text(value("CurrentBuild")) or known
    revision = natural(value("UBR"))
    name = text(value("ProductName")) or asked.caption
    server = value("InstallationType") == "Server"
    installed = natural(value("InstallDate"))
    return OperatingSystem(
        name=_true_name(name, natural(build), server=server),
        edition=text(value("EditionID")),
        version=text(value("DisplayVersion"))
        or text(value("ReleaseId"))
        or asked.version,
        build=f"{build}.{revision}" if build and revision is not None else build,
        architecture=architecture,
        install_date=_unix_day(installed) or asked.install_day,
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
