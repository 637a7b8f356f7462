"""MAC addresses: how people write them, and what an address tells of its owner."""

import re
from pathlib import Path

import msgspec

_HEX = re.compile(r"[0-9a-f]{12}")
_SEPARATORS = str.maketrans("", "", ":-. ")
_NOBODY = "00:00:00:00:00:00"


class _Prefixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vm: tuple[str, ...]
    phone: tuple[str, ...]
    shared: tuple[str, ...]


class Makers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of ``makers.toml``."""

    dated: str
    prefixes: _Prefixes


MAKERS = msgspec.toml.decode(
    Path(__file__).with_name("makers.toml").read_bytes(), type=Makers
)


def mac_of(text: str) -> str | None:
    """Return the address that *text* is in any usual notation, else None.

    The result is in lower case with colons: ``00-1A-2b…``, ``001a.2b3c…`` and twelve
    bare digits are the same address.
    """
    digits = text.strip().lower().translate(_SEPARATORS)
    if len(text) > 32 or not _HEX.fullmatch(digits):
        return None
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def is_station(mac: str) -> bool:
    """Return whether one thing can have *mac*: no group address, and not all zeros."""
    return len(mac) == 17 and mac[1] in "02468ace" and mac != _NOBODY


def is_shared(mac: str) -> bool:
    """Return whether *mac* belongs to a group of routers (VRRP, HSRP, GLBP)."""
    return mac.startswith(MAKERS.prefixes.shared)


def is_virtual(mac: str) -> bool:
    """Return whether *mac* is one that hypervisors give their guests."""
    return mac.startswith(MAKERS.prefixes.vm)


def is_phone(mac: str) -> bool:
    """Return whether *mac* is of a maker of desk phones."""
    return mac.startswith(MAKERS.prefixes.phone)


def is_random(mac: str) -> bool:
    """Return whether *mac* was made up, as telephones do for each Wi-Fi network."""
    return mac[1:2] in {"2", "6", "a", "e"} and not is_virtual(mac)
