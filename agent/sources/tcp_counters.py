"""What the kernel counts of TCP: segments sent, and sent again (RFC 4022)."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from agent.sources.text import natural, read_or_none

_AF_INET, _AF_INET6 = 2, 23
_OUT_AT, _RETRANSMITTED_AT = 9, 10  # in MIB_TCPSTATS, in numbers of 32 bits
_NUMBERS = 16


class TcpCounters(NamedTuple):
    """Segments since boot; of both Internets where the system tells them apart."""

    sent: int
    retransmitted: int


def tcp_counters(*, root: Path = Path("/"), iphlpapi: Any = None) -> TcpCounters | None:
    """Return the counters; None where the system does not say them."""
    if sys.platform == "win32" or iphlpapi is not None:
        return _of_windows(iphlpapi)
    return parse_snmp(read_or_none(root / "proc/net/snmp") or "")


def parse_snmp(content: str) -> TcpCounters | None:
    """Return the counters of /proc/net/snmp: a line of names, then one of values."""
    names: list[str] = []
    for line in content.splitlines():
        if not line.startswith("Tcp:"):
            continue
        words = line.split()[1:]
        if not names:
            names = words
            continue
        row = dict(zip(names, words, strict=False))
        sent, again = natural(row.get("OutSegs")), natural(row.get("RetransSegs"))
        return None if sent is None or again is None else TcpCounters(sent, again)
    return None


def _of_windows(iphlpapi: Any) -> TcpCounters | None:
    """Return the sum over IPv4 and IPv6; each counts to 2^32 and begins anew."""
    import ctypes  # on Linux the agent does without it

    api = iphlpapi or ctypes.WinDLL("iphlpapi")  # type: ignore[attr-defined]
    sent = again = answered = 0
    for family in (_AF_INET, _AF_INET6):
        numbers = (ctypes.c_uint32 * _NUMBERS)()
        if api.GetTcpStatisticsEx(numbers, ctypes.c_uint32(family)):
            continue
        answered += 1
        sent += numbers[_OUT_AT]
        again += numbers[_RETRANSMITTED_AT]
    return TcpCounters(sent, again) if answered else None
