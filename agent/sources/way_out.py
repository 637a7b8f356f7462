"""By which gateway this machine leaves its LAN, and which DNS resolvers it asks."""

import ipaddress
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.readers.linux.routes import gateways
from agent.sources.text import read_or_none

MOST_RESOLVERS = 3  # as the resolver of Linux itself
_ELSEWHERE = (
    "192.0.2.1"  # documentation (RFC 5737): asked for a route, never for a packet
)
_TCPIP = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces"
_ROUTE_SIZE, _NEXT_HOP_AT = 56, 12  # MIB_IPFORWARDROW


def gateway(*, root: Path = Path("/"), iphlpapi: Any = None) -> str | None:
    """Return the default gateway that is preferred now; None if there is none."""
    if sys.platform == "win32" or iphlpapi is not None:
        return _windows_gateway(iphlpapi)
    route = read_or_none(root / "proc/net/route") or ""
    route6 = read_or_none(root / "proc/net/ipv6_route") or ""
    found = [one for group in gateways(route, route6).values() for one in group]
    found.sort(key=lambda one: ":" in one)
    return found[0] if found else None


def _windows_gateway(iphlpapi: Any) -> str | None:
    import ctypes  # on Linux the agent does without it

    api = iphlpapi or ctypes.WinDLL("iphlpapi")  # type: ignore[attr-defined]
    row = ctypes.create_string_buffer(_ROUTE_SIZE)
    elsewhere = int.from_bytes(socket.inet_aton(_ELSEWHERE), "little")
    if api.GetBestRoute(ctypes.c_uint32(elsewhere), ctypes.c_uint32(0), row):
        return None
    hop = row.raw[_NEXT_HOP_AT : _NEXT_HOP_AT + 4]
    return socket.inet_ntoa(hop) if any(hop) else None


def resolvers(*, root: Path = Path("/"), registry: Any = None) -> list[str]:
    """Return the addresses of the resolvers that this system asks, at most three."""
    if sys.platform == "win32" or registry is not None:
        found = _windows_resolvers(registry)
    else:
        found = parse_resolv_conf(read_or_none(root / "etc/resolv.conf") or "")
    return list(dict.fromkeys(found))[:MOST_RESOLVERS]


def parse_resolv_conf(content: str) -> Iterator[str]:
    """Yield the resolvers of resolv.conf(5); lines that are none are passed over."""
    for line in content.splitlines():
        words = line.split()
        if len(words) >= 2 and words[0] == "nameserver" and _is_address(words[1]):
            yield words[1]


def _windows_resolvers(registry: Any) -> Iterator[str]:
    """Yield those of interfaces that have an address; set by hand before by DHCP."""
    if registry is None:
        import winreg as registry

    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, _TCPIP) as folder:
            count = registry.QueryInfoKey(folder)[0]
            names = [registry.EnumKey(folder, n) for n in range(min(count, 100))]
    except OSError:
        return
    for name in names:
        try:
            with registry.OpenKey(
                registry.HKEY_LOCAL_MACHINE, f"{_TCPIP}\\{name}"
            ) as key:
                if not _text(registry, key, "DhcpIPAddress", "IPAddress"):
                    continue
                text = _text(registry, key, "NameServer", "DhcpNameServer")
        except OSError:
            continue
        yield from (one for one in text.replace(",", " ").split() if _is_address(one))


def _text(registry: Any, key: Any, *names: str) -> str:
    """Return the first of the values *names* that says something."""
    for name in names:
        try:
            value, _kind = registry.QueryValueEx(key, name)
        except OSError:
            continue
        text = value if isinstance(value, str) else " ".join(map(str, value or ()))
        if text.strip() and text.strip() != "0.0.0.0":  # noqa: S104 - Windows' "none"
            return text
    return ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True
