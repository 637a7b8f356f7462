"""What keys of the registry say: programs, processors, firewall, networks, the system."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from agent.readers.windows.reg_file import Key
from agent.readers.windows.values import natural, text

_PROGRAM = re.compile(r".*\\Uninstall\\[^\\]+", re.IGNORECASE)
_PROGRAMS = re.compile(r".*\\Uninstall(\\.*)?", re.IGNORECASE)
_PROCESSOR = re.compile(r".*\\CentralProcessor\\\d+", re.IGNORECASE)
_PROFILE = re.compile(
    r".*\\(?:(WindowsFirewall)|FirewallPolicy)\\(Domain|Standard|Private|Public)Profile",
    re.IGNORECASE,
)
_LOGON = re.compile(r".*\\Authentication\\LogonUI", re.IGNORECASE)
_NETWORK = re.compile(r".*\\NetworkList\\Profiles\\[^\\]+", re.IGNORECASE)
_CURRENT = re.compile(r".*\\Windows NT\\CurrentVersion", re.IGNORECASE)
_CATEGORIES = {0: "public", 1: "private", 2: "domain"}


class Program(msgspec.Struct, frozen=True):
    """An entry of Uninstall; ``install_date`` as its installer wrote it."""

    name: str
    version: str | None
    publisher: str | None
    install_date: str | None
    system_component: bool
    key: str


class LogicalProcessor(msgspec.Struct, frozen=True):
    """One sub-key of CentralProcessor: a thread."""

    name: str | None
    identifier: str | None
    vendor: str | None
    speed_hz: int | None


class FirewallProfile(msgspec.Struct, frozen=True):
    """One profile; None: not configured, which is not off.

    ``StandardProfile`` is what Windows shows as Private. What a policy says counts.
    """

    profile: str
    policy: bool | None
    local: bool | None

    @property
    def enabled(self) -> bool | None:
        """Whether the firewall works in this profile."""
        return self.local if self.policy is None else self.policy


class Network(msgspec.Struct, frozen=True):
    """A network that the machine knows, and how far it is trusted."""

    category: str | None
    managed: bool | None


def named(keys: Sequence[Key], pattern: re.Pattern[str]) -> Iterator[Key]:
    """Yield the keys whose whole path matches."""
    return (key for key in keys if pattern.fullmatch(key.path))


def lists_programs(keys: Sequence[Key]) -> bool:
    """Return whether the key of the installed programs is among *keys*."""
    return any(named(keys, _PROGRAMS))


def programs(keys: Sequence[Key]) -> list[Program]:
    """Return the installed programs; an entry without a name is none."""
    return [
        Program(
            name=name,
            version=_written(key.get("DisplayVersion")),
            publisher=text(key.get("Publisher")),
            install_date=_written(key.get("InstallDate")),
            system_component=key.get("SystemComponent") == 1,
            key=key.path.rpartition("\\")[2],
        )
        for key in named(keys, _PROGRAM)
        if (name := text(key.get("DisplayName")))
    ]


def _written(value: object) -> str | None:
    """Return a value that some installers write as a number."""
    number = natural(value) if isinstance(value, int) else None
    return text(value) if number is None else str(number)


def processors(keys: Sequence[Key]) -> list[LogicalProcessor]:
    """Return the logical processors, one a sub-key."""
    return [_processor(key) for key in named(keys, _PROCESSOR)]


def _processor(key: Key) -> LogicalProcessor:
    megahertz = natural(key.get("~MHz"))
    return LogicalProcessor(
        name=" ".join((text(key.get("ProcessorNameString")) or "").split()) or None,
        identifier=text(key.get("Identifier")),
        vendor=text(key.get("VendorIdentifier")),
        speed_hz=megahertz * 1_000_000 if megahertz else None,
    )


def firewall_profiles(keys: Sequence[Key]) -> list[FirewallProfile]:
    """Return the profiles of the firewall by the machine's own keys and by policies."""
    said: dict[str, dict[bool, bool | None]] = {}
    for key in keys:
        found = _PROFILE.fullmatch(key.path)
        if found:
            word = found[2].capitalize()
            profile = "Standard" if word == "Private" else word
            states = said.setdefault(f"{profile}Profile", {})
            states[bool(found[1])] = switched(key.get("EnableFirewall"))
    return [
        FirewallProfile(profile, states.get(True), states.get(False))
        for profile, states in said.items()
    ]


def switched(value: object) -> bool | None:
    """Return what ``EnableFirewall`` says; None where it is not configured."""
    number = natural(value)
    return None if number is None else number != 0


def is_logon(keys: Sequence[Key]) -> bool:
    """Return whether the key of the log-on screen is among *keys*."""
    return any(named(keys, _LOGON))


def last_user(keys: Sequence[Key]) -> str | None:
    """Return who used the machine last. A person: no fact, no bundle may hold it."""
    for key in named(keys, _LOGON):
        user = text(key.get("LastLoggedOnUser")) or text(key.get("LastLoggedOnSAMUser"))
        if user:
            return user
    return None


def networks(keys: Sequence[Key]) -> list[Network]:
    """Return how far the known networks are trusted; their names are left out."""
    return [
        Network(
            category=_CATEGORIES.get(_number(key.get("Category"))),
            managed=switched(key.get("Managed")),
        )
        for key in named(keys, _NETWORK)
    ]


def _number(value: object) -> int:
    found = natural(value)
    return -1 if found is None else found


def system(keys: Sequence[Key]) -> dict[str, str | int | None]:
    """Return what the key CurrentVersion says of the running Windows, if it is there."""
    for key in named(keys, _CURRENT):
        return {
            "product_name": text(key.get("ProductName")),
            "edition": text(key.get("EditionID")),
            "version": text(key.get("DisplayVersion")) or text(key.get("ReleaseId")),
            "build": natural(key.get("CurrentBuild")),
            "revision": natural(key.get("UBR")),
            "installation_type": text(key.get("InstallationType")),
        }
    return {}
