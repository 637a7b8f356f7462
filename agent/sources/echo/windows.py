"""ICMP echo on Windows by IcmpSendEcho2Ex, which needs no administrator.

Its own time is in whole milliseconds; the time is taken around the call instead.
https://learn.microsoft.com/windows/win32/api/icmpapi/nf-icmpapi-icmpsendecho2ex
"""

import ctypes
import socket
import sys
import time
from typing import Any

from agent.sources.echo import EchoError, Method, family

_BUFFER = 1024
_SUCCESS = 0
_STATUS_AT = 4  # of the first reply: after its address
_PAYLOAD = b"hatang-echo-0001"


class WindowsEcho:
    """Asks one IPv4 address by ICMP echo."""

    method: Method = "icmp"

    def __init__(
        self, address: str, source: str | None = None, *, iphlpapi: Any = None
    ) -> None:
        if family(address) != socket.AF_INET:
            raise EchoError("ICMPv6: not on Windows")
        self._api = iphlpapi or _library()
        self._api.IcmpCreateFile.restype = ctypes.c_void_p
        self._handle = self._api.IcmpCreateFile()
        if self._handle in {None, ctypes.c_void_p(-1).value}:
            raise EchoError("IcmpCreateFile")
        self._address = _number(address)
        self._source = _number(source) if source else 0

    def ask(self, timeout_s: float) -> float | None:
        """Return the round-trip time in seconds; None if nobody answered in time."""
        buffer = ctypes.create_string_buffer(_BUFFER)
        started = time.perf_counter()
        count = self._api.IcmpSendEcho2Ex(
            *(ctypes.c_void_p(self._handle), None, None, None),
            *(ctypes.c_uint32(self._source), ctypes.c_uint32(self._address)),
            *(_PAYLOAD, ctypes.c_uint16(len(_PAYLOAD)), None),
            *(buffer, ctypes.c_uint32(_BUFFER)),
            ctypes.c_uint32(max(1, round(timeout_s * 1000))),
        )
        took = time.perf_counter() - started
        status = int.from_bytes(buffer.raw[_STATUS_AT : _STATUS_AT + 4], "little")
        return took if count and status == _SUCCESS else None

    def close(self) -> None:
        """Give the handle back."""
        if self._handle:
            self._api.IcmpCloseHandle(ctypes.c_void_p(self._handle))
            self._handle = None


def _number(address: str) -> int:
    """Return an IPv4 address as Windows keeps it in memory."""
    return int.from_bytes(socket.inet_aton(address), "little")


def _library() -> Any:
    if sys.platform != "win32":
        raise EchoError("iphlpapi.dll")
    return ctypes.WinDLL("iphlpapi", use_last_error=True)
