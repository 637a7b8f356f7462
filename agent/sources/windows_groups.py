"""Members of a local group of Windows, by numbers: no name of a person comes out."""

import ctypes
from collections.abc import Callable
from typing import Any

MOST_MEMBERS = 10_000
_ALL = 0xFFFFFFFF
_DENIED, _MORE_DATA = 5, 234


def members(group: str, *, library: Callable[[str], Any]) -> list[str]:
    """Return the SIDs of the members of the group with the SID *group*.

    The group is found by its SID, because its name is in the system's language.
    *library* loads a DLL by name.

    Raises:
        PermissionError: the caller may not ask.
        OSError: Windows does not answer.
    """
    advapi, netapi = library("advapi32"), library("netapi32")
    block, read, total = ctypes.c_void_p(), ctypes.c_uint32(), ctypes.c_uint32()
    status = netapi.NetLocalGroupGetMembers(
        None,
        ctypes.c_wchar_p(_name_of(group, advapi, library("kernel32"))),
        0,  # LOCALGROUP_MEMBERS_INFO_0: pointers to SIDs
        ctypes.byref(block),
        ctypes.c_uint32(_ALL),
        ctypes.byref(read),
        ctypes.byref(total),
        None,
    )
    try:
        if status == _DENIED:
            raise PermissionError(f"Windows error {status}")
        if status not in {0, _MORE_DATA}:
            raise OSError(f"Windows error {status}")
        if not block:
            return []
        count = min(read.value, MOST_MEMBERS)
        pointers = ctypes.cast(block, ctypes.POINTER(ctypes.c_void_p * count)).contents
        return [_text(pointer, advapi, library("kernel32")) for pointer in pointers]
    finally:
        if block:
            netapi.NetApiBufferFree(block)


def _name_of(group: str, advapi: Any, kernel: Any) -> str:
    sid = ctypes.c_void_p()
    if not advapi.ConvertStringSidToSidW(ctypes.c_wchar_p(group), ctypes.byref(sid)):
        raise OSError(f"{group} is no SID")
    name, domain = ctypes.create_unicode_buffer(260), ctypes.create_unicode_buffer(260)
    sizes = ctypes.c_uint32(260), ctypes.c_uint32(260)
    kind = ctypes.c_uint32()
    try:
        known = advapi.LookupAccountSidW(
            None,
            sid,
            name,
            ctypes.byref(sizes[0]),
            domain,
            ctypes.byref(sizes[1]),
            ctypes.byref(kind),
        )
    finally:
        kernel.LocalFree(sid)
    if not known:
        raise OSError(f"Windows has no name for {group}")
    return name.value


def _text(pointer: int | None, advapi: Any, kernel: Any) -> str:
    written = ctypes.c_void_p()
    if not advapi.ConvertSidToStringSidW(
        ctypes.c_void_p(pointer), ctypes.byref(written)
    ):
        raise OSError("a member has no SID")
    try:
        return ctypes.wstring_at(written.value or 0)
    finally:
        kernel.LocalFree(written)
