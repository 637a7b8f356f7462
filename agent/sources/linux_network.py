"""Network cards of Linux: /sys/class/net, /proc/net and the driver's own word."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from agent.readers.linux.routes import gateways, ipv4_addresses, ipv6_addresses
from agent.sources.inventory import NO_ADDRESS, NO_GATEWAY, NetworkInterface, together
from agent.sources.text import exists, is_folder, read_or_none

_MBIT = 1_000_000
_SPEED_OF_BIT = {
    **dict.fromkeys((0, 1), 10),
    **dict.fromkeys((2, 3), 100),
    **dict.fromkeys((4, 5, 17, 41), 1000),
    **dict.fromkeys((15, 47), 2500),
    48: 5000,
    **dict.fromkeys((12, 18, 19, 42, 43, 44, 45, 46), 10_000),
    **dict.fromkeys((31, 32, 33), 25_000),
    **dict.fromkeys((23, 24, 25, 26), 40_000),
    **dict.fromkeys((34, 35, 40), 50_000),
    **dict.fromkeys((36, 37, 38, 39), 100_000),
}
_ETHTOOL = 0x8946
_GET_LINK_SETTINGS = 0x4C
_HEADER = 48
_UPPER = "upper_"
_MOST_UPPERS = 100


def fastest(modes: bytes) -> int | None:
    """Return the bits per second of the fastest link mode in ethtool's bit mask."""
    mask = int.from_bytes(modes, "little")
    speeds = [speed for bit, speed in _SPEED_OF_BIT.items() if mask >> bit & 1]
    return max(speeds) * _MBIT if speeds else None


def supported_modes(name: str) -> bytes | None:
    """Return the mask of link modes that the card *name* supports, or None."""
    if sys.platform != "linux":
        return None
    import fcntl
    import socket

    def ask(words: int) -> bytearray:
        block = bytearray(_HEADER + 12 * 127)
        block[0:4] = _GET_LINK_SETTINGS.to_bytes(4, "little")
        block[15:16] = words.to_bytes(1, "little", signed=True)
        address, _ = buffer_address(block)
        request = name.encode()[:15].ljust(16, b"\0")
        request += address.to_bytes(8, sys.byteorder) + bytes(16)
        fcntl.ioctl(door.fileno(), _ETHTOOL, request)
        return block

    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door,
    ):
        words = -int.from_bytes(ask(0)[15:16], "little", signed=True)
        if 0 < words <= 127:
            return bytes(ask(words)[_HEADER : _HEADER + 4 * words])
    return None


def buffer_address(block: bytearray) -> tuple[int, object]:
    """Return where *block* lies in memory, and what keeps it there."""
    import ctypes

    keep = (ctypes.c_char * len(block)).from_buffer(block)
    return ctypes.addressof(keep), keep


def read_interfaces(
    root: Path, *, modes: Callable[[str], bytes | None] = supported_modes
) -> dict[str, NetworkInterface]:
    """Return the cards by name; bridges, tunnels and containers' ends are left out.

    The addresses of a bridge, a bond or a VLAN are those of the cards below it.
    """
    try:
        paths = sorted((root / "sys/class/net").iterdir())
    except OSError:
        return {}
    reached = _Reached(root)
    return {p.name: _card(p, modes, reached) for p in paths if exists(p / "device")}


class _Reached:
    """Under which addresses, and by which gateways, interfaces are reached."""

    def __init__(self, root: Path) -> None:
        def said(name: str) -> str:
            return read_or_none(root / "proc/net" / name) or ""

        route = said("route")
        self._ipv4 = ipv4_addresses(said("fib_trie"), route)
        self._ipv6 = ipv6_addresses(said("if_inet6"))
        self._gateways = gateways(route, said("ipv6_route"))

    def addresses(self, names: list[str]) -> str | None:
        """Return those of the interfaces *names*, IPv4 before IPv6."""
        return together(
            address
            for kind in (self._ipv4, self._ipv6)
            for name in names
            for address in kind.get(name, ())
        )

    def gateway(self, names: list[str]) -> str | None:
        """Return the default gateways of the interfaces *names*."""
        return together(g for name in names for g in self._gateways.get(name, ()))


def _with_uppers(path: Path) -> list[str]:
    """Return the name of the card at *path* and of what is made of it."""
    names: list[str] = []
    waiting = [path]
    while waiting and len(names) < _MOST_UPPERS:
        here = waiting.pop(0)
        if here.name in names:
            continue
        names.append(here.name)
        with contextlib.suppress(OSError):
            uppers = sorted(p.name for p in here.iterdir() if is_folder(p))
            waiting += [
                path.with_name(name.removeprefix(_UPPER))
                for name in uppers
                if name.startswith(_UPPER)
            ]
    return names


def _card(
    path: Path, modes: Callable[[str], bytes | None], reached: _Reached
) -> NetworkInterface:
    wireless = exists(path / "wireless") or exists(path / "phy80211")
    mask = None if wireless else modes(path.name)
    mac = read_or_none(path / "address")
    names = _with_uppers(path)
    driver = None
    with contextlib.suppress(OSError):
        driver = (path / "device/driver").readlink().name
    return NetworkInterface(
        mac=mac if mac and set(mac) != {"0", ":"} else None,
        driver=driver,
        wireless=wireless,
        capable_bps=fastest(mask) if mask else None,
        addresses=reached.addresses(names),
        gateway=reached.gateway(names),
        reasons={
            "capable_bps": "the driver does not say",
            "model": "not read on Linux: see driver",
            "addresses": NO_ADDRESS,
            "gateway": NO_GATEWAY,
        },
    )
