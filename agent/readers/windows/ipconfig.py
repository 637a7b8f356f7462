"""Reads what ``ipconfig`` and ``ipconfig /all`` print, in any language.

Labels are translated; the form is not: an adapter begins with a line that is not
indented and ends in a colon, and a value that has several lines is indented far.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import console_lines, decode_console

MOST_FIELDS = 20_000
MOST_LINE = 2000
_FIELD = re.compile(r"([ \t]+)(\S.*?)[ \t.]*:(?:[ \t]+(.*))?")
_FAR = 20  # labels are indented by 3 or 8, values that go on by 39 or 44
_HARDWARE = re.compile(r"(?:[0-9A-Fa-f]{2}-){5,7}[0-9A-Fa-f]{2}")
_ADDRESS = re.compile(r"([0-9A-Fa-f:.]{2,45})(?:%\w+)?(?:\s*[(（].*)?")
_GATEWAY = "Default Gateway"
_NAME_SERVERS = "DNS Servers"
_DHCP_SERVER = "DHCP Server"
_DESCRIPTION = "Description"


class Field(msgspec.Struct):
    """One labelled value, which may have several lines."""

    label: str
    values: list[str]


class Adapter(msgspec.Struct, frozen=True):
    """One adapter. The last four are known where the labels are English."""

    name: str
    mac: str | None
    addresses: list[str]
    description: str | None
    gateways: list[str] | None
    dns_servers: list[str] | None
    dhcp_server: str | None


class IpConfiguration(msgspec.Struct, frozen=True):
    """The machine's name (with ``/all``) and its adapters."""

    host_name: str | None
    adapters: list[Adapter]


def read_ipconfig(content: bytes) -> IpConfiguration:
    """Return what ipconfig printed.

    Raises:
        ReadError: there is neither an adapter nor a labelled value in it.
    """
    text, _ = decode_console(content)
    sections = _sections(console_lines(text))
    first = sections[0][1]
    if len(sections) == 1 and not first:
        raise ReadError("no adapter and no labelled value: not printed by ipconfig")
    name = first[0].values[0] if first and first[0].values else None
    return IpConfiguration(name, [_adapter(*section) for section in sections[1:]])


def _sections(lines: Iterable[str]) -> list[tuple[str, list[Field]]]:
    """Return the fields of the machine, with an empty heading, and of each adapter."""
    sections: list[tuple[str, list[Field]]] = [("", [])]
    count = 0
    for line in lines:
        field = _FIELD.fullmatch(line.rstrip()) if len(line) < MOST_LINE else None
        fields = sections[-1][1]
        if not line.strip() or count > MOST_FIELDS:
            continue
        if not line[0].isspace():
            if line.rstrip().endswith((":", "：")):
                sections.append((line.rstrip(" \t:："), []))
        elif field and len(field[1].expandtabs()) < _FAR:
            written = (field[3] or "").strip()
            fields.append(Field(field[2].rstrip(" ."), [written] if written else []))
        elif fields:
            fields[-1].values.append(line.strip())
        count += 1
    return sections


def _adapter(name: str, fields: list[Field]) -> Adapter:
    english = {field.label: field.values for field in fields}
    macs = [v for f in fields for v in f.values if _HARDWARE.fullmatch(v)]
    server = english.get(_DHCP_SERVER)
    description = english.get(_DESCRIPTION)
    return Adapter(
        name=name,
        mac=macs[0] if macs else None,
        addresses=_addresses(fields),
        description=description[0] if description else None,
        gateways=english.get(_GATEWAY),
        dns_servers=english.get(_NAME_SERVERS),
        dhcp_server=server[0] if server else None,
    )


def _addresses(fields: list[Field]) -> list[str]:
    """Return the adapter's own addresses: said to be in use, or not behind the mask.

    Gateways and servers stand behind the mask; without ``/all`` nothing else tells.
    """
    masked = [bool(f.values) and _is_mask(f.values[0]) for f in fields]
    mask = masked.index(True) if True in masked else 0
    return [
        str(address)
        for place, field in enumerate(fields)
        for value in field.values
        if (address := _address(value))
        and (place < mask or "(" in value or "（" in value)
    ]


def _address(value: str) -> IPv4Address | IPv6Address | None:
    written = _ADDRESS.fullmatch(value)
    if written is None:
        return None
    try:
        return ip_address(written[1])
    except ValueError:
        return None


def _is_mask(value: str) -> bool:
    if not value.startswith("255.") or not re.fullmatch(r"[0-9.]{7,15}", value):
        return False
    try:
        return ip_network(f"0.0.0.0/{value}") is not None
    except ValueError:
        return False
