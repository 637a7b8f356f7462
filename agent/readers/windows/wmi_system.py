"""The running Windows, its names and its accounts, from rows of their WMI classes."""

import msgspec

from agent.readers.windows.times import iso_utc, moment
from agent.readers.windows.values import Row, flag, named, natural, text, word

OPERATING_SYSTEM = (
    "Caption",
    "Version",
    "BuildNumber",
    "ServicePackMajorVersion",
    "OSArchitecture",
    "InstallDate",
    "LastBootUpTime",
    "LocalDateTime",
    "TotalVisibleMemorySize",
    "OperatingSystemSKU",
    "ProductType",
    "Locale",
)
COMPUTER_SYSTEM = (
    "Manufacturer",
    "Model",
    "SystemFamily",
    "PartOfDomain",
    "Domain",
    "Workgroup",
    "NumberOfLogicalProcessors",
    "PCSystemType",
    "TotalPhysicalMemory",
)
_PC_TYPES = {
    1: "desktop",
    2: "mobile",
    3: "workstation",
    4: "enterprise_server",
    5: "soho_server",
    6: "appliance_pc",
    7: "performance_server",
    8: "slate",
}
_ADMINISTRATOR = "-500"
_ADMINISTRATORS = "S-1-5-32-544"


class WindowsSystem(msgspec.Struct, frozen=True):
    """One row of Win32_OperatingSystem; ``architecture_text`` is localised."""

    caption: str | None
    version: str | None
    build: int | None
    service_pack: int | None
    architecture_text: str | None
    install_date_utc: str | None
    last_boot_utc: str | None
    sampled_at_utc: str | None
    uptime_seconds: int | None
    visible_memory_bytes: int | None
    sku: int | None
    product_type: int | None
    locale: str | None

    @property
    def install_day(self) -> str | None:
        """The day (UTC) on which this system was installed."""
        return self.install_date_utc[:10] if self.install_date_utc else None


class ComputerSystem(msgspec.Struct, frozen=True):
    """One row of Win32_ComputerSystem; Lenovo's model is its ``family``."""

    manufacturer: str | None
    model: str | None
    family: str | None
    part_of_domain: bool | None
    workgroup_or_domain: str | None
    logical_processors: int | None
    pc_system_type: str | None
    total_physical_memory_bytes: int | None


class Account(msgspec.Struct, frozen=True):
    """A row of Win32_UserAccount. Names of persons: no fact holds them."""

    name: str | None
    sid: str | None
    disabled: bool | None
    password_required: bool | None
    password_expires: bool | None
    builtin_administrator: bool | None


class Group(msgspec.Struct, frozen=True):
    """A row of Win32_Group, whose name is in the system's language."""

    name: str | None
    sid: str | None
    local: bool | None
    administrators: bool | None


def windows_system(row: Row) -> WindowsSystem:
    """Return the system of a row of Win32_OperatingSystem."""
    boot, now = moment(row.get("LastBootUpTime")), moment(row.get("LocalDateTime"))
    up = (now - boot).total_seconds() if now and boot else None
    visible = natural(row.get("TotalVisibleMemorySize"))
    return WindowsSystem(
        caption=text(row.get("Caption")),
        version=text(row.get("Version")),
        build=natural(row.get("BuildNumber")),
        service_pack=natural(row.get("ServicePackMajorVersion")),
        architecture_text=text(row.get("OSArchitecture")),
        install_date_utc=iso_utc(moment(row.get("InstallDate"))),
        last_boot_utc=iso_utc(boot),
        sampled_at_utc=iso_utc(now),
        uptime_seconds=int(up) if up is not None and up >= 0 else None,
        visible_memory_bytes=visible * 1024 if visible is not None else None,
        sku=natural(row.get("OperatingSystemSKU")),
        product_type=natural(row.get("ProductType")),
        locale=text(row.get("Locale")),
    )


def computer_system(row: Row) -> ComputerSystem:
    """Return the machine of a row of Win32_ComputerSystem."""
    return ComputerSystem(
        manufacturer=word(row.get("Manufacturer")),
        model=word(row.get("Model")),
        family=word(row.get("SystemFamily")),
        part_of_domain=flag(row.get("PartOfDomain")),
        workgroup_or_domain=text(row.get("Domain")) or text(row.get("Workgroup")),
        logical_processors=natural(row.get("NumberOfLogicalProcessors")) or None,
        pc_system_type=named(row.get("PCSystemType"), _PC_TYPES),
        total_physical_memory_bytes=natural(row.get("TotalPhysicalMemory")),
    )


def account(row: Row) -> Account:
    """Return the account of a row of Win32_UserAccount."""
    sid = text(row.get("SID"))
    return Account(
        name=text(row.get("Name")),
        sid=sid,
        disabled=flag(row.get("Disabled")),
        password_required=flag(row.get("PasswordRequired")),
        password_expires=flag(row.get("PasswordExpires")),
        builtin_administrator=sid.endswith(_ADMINISTRATOR) if sid else None,
    )


def is_local(row: Row) -> bool:
    """Return whether an account or a group is of this machine, as far as it says."""
    return flag(row.get("LocalAccount")) is not False


def group(row: Row) -> Group:
    """Return the group of a row of Win32_Group."""
    sid = text(row.get("SID"))
    return Group(
        name=text(row.get("Name")),
        sid=sid,
        local=flag(row.get("LocalAccount")),
        administrators=sid == _ADMINISTRATORS if sid else None,
    )
