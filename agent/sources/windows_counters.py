"""What Windows tells by a call of its own and psutil does not pass on.

Each function takes the DLL as an argument and returns None where Windows refuses.
"""

import ctypes
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

# IOCTL_DISK_PERFORMANCE; DISK_PERFORMANCE with its five times in units of 100 ns.
_DISK_PERFORMANCE = 0x70020
_DISK = struct.Struct("<qqqqqIIIIqI")
_TICK = 1e-7
_INVALID_HANDLE = ctypes.c_void_p(-1).value
_MOST_DISKS = 32

# SYSTEM_PERFORMANCE_INFORMATION: PageReadIoCount, reads that resolved hard faults.
_SYSTEM_PERFORMANCE = 2
_PAGE_READS_AT = 84

# PERFORMANCE_INFORMATION of 64-bit Windows: ten sizes in pages, then three counts.
_PERFORMANCE = struct.Struct("<I4xQQQQQQQQQQIII4x")


class Performance(NamedTuple):
    """What GetPerformanceInfo says, in bytes and numbers."""

    committed: int
    commit_limit: int
    cached: int
    processes: int
    threads: int


class DiskTimes(NamedTuple):
    """Counters of one disk since boot; the driver counts from its first reader."""

    read_bytes: int
    written_bytes: int
    read_s: float
    write_s: float
    busy_s: float
    reads: int
    writes: int


def dll(name: str) -> Any:
    """Return a library of Windows.

    Raises:
        OSError: this is not Windows.
    """
    if sys.platform != "win32":
        raise OSError(f"{name}.dll is a part of Windows")
    return ctypes.WinDLL(name, use_last_error=True)


def parse_performance(data: bytes) -> Performance | None:
    """Return what a PERFORMANCE_INFORMATION says."""
    if len(data) < _PERFORMANCE.size:
        return None
    row = _PERFORMANCE.unpack_from(data)
    page = row[10]
    return Performance(
        row[1] * page, row[2] * page, row[6] * page, processes=row[12], threads=row[13]
    )


def performance(*, psapi: Any = None) -> Performance | None:
    """Return commit charge, cache and counts (GetPerformanceInfo)."""
    library = psapi or dll("psapi")
    size = _PERFORMANCE.size
    buffer = ctypes.create_string_buffer(struct.pack("<I", size), size)
    if not library.GetPerformanceInfo(buffer, size):
        return None
    return parse_performance(buffer.raw)


def hard_faults(*, ntdll: Any = None) -> int | None:
    """Return how often Windows read a disk to resolve page faults, since boot."""
    library = ntdll or dll("ntdll")
    buffer = ctypes.create_string_buffer(1024)
    if library.NtQuerySystemInformation(_SYSTEM_PERFORMANCE, buffer, 1024, None) != 0:
        return None
    (count,) = struct.unpack_from("<I", buffer.raw, _PAGE_READS_AT)
    return int(count) or None  # Wine leaves the field empty


def processor_queue(*, pdh: Any = None) -> int | None:
    """Return how many threads wait for a processor (performance counter)."""
    library = pdh or dll("pdh")
    query, counter = ctypes.c_void_p(), ctypes.c_void_p()
    if library.PdhOpenQueryW(None, None, ctypes.byref(query)):
        return None
    try:
        path = ctypes.c_wchar_p(r"\System\Processor Queue Length")
        value = ctypes.create_string_buffer(16)  # PDH_FMT_COUNTERVALUE
        long_format = 0x100
        refused = (
            library.PdhAddEnglishCounterW(query, path, None, ctypes.byref(counter))
            or library.PdhCollectQueryData(query)
            or library.PdhGetFormattedCounterValue(counter, long_format, None, value)
        )
    finally:
        library.PdhCloseQuery(query)
    status, _, length = struct.unpack_from("<Iii", value.raw)
    return None if refused or status > 1 or length < 0 else int(length)


def parse_disk(data: bytes, *, uptime_s: float) -> DiskTimes | None:
    """Return what a DISK_PERFORMANCE says at *uptime_s*.

    Windows counts the idle time; its own time stamp beside it is the wall clock,
    which jumps, so that the busy time is the rest of the uptime.
    """
    if len(data) < _DISK.size:
        return None
    got, put, read, write, idle, reads, writes, *_ = _DISK.unpack_from(data)
    busy_s = max(uptime_s - idle * _TICK, 0.0)
    return DiskTimes(got, put, read * _TICK, write * _TICK, busy_s, reads, writes)


def disks(
    *, kernel32: Any = None, uptime: Callable[[], float] = time.monotonic
) -> dict[str, DiskTimes]:
    """Return the counters of every physical disk by the name ``PhysicalDrive0``."""
    library = kernel32 or dll("kernel32")
    library.CreateFileW.restype = ctypes.c_void_p
    found: dict[str, DiskTimes] = {}
    for position in range(_MOST_DISKS):
        name = f"PhysicalDrive{position}"
        share, open_existing = 3, 3
        handle = library.CreateFileW(
            ctypes.c_wchar_p(rf"\\.\{name}"), 0, share, None, open_existing, 0, None
        )
        if handle in {None, 0, _INVALID_HANDLE}:
            continue
        device = ctypes.c_void_p(handle)
        buffer, length = ctypes.create_string_buffer(256), ctypes.c_uint32()
        answered = library.DeviceIoControl(
            device, _DISK_PERFORMANCE, None, 0, buffer, 256, ctypes.byref(length), None
        )
        library.CloseHandle(device)
        if not answered:
            continue
        times = parse_disk(buffer.raw[: length.value], uptime_s=uptime())
        if times is not None:
            found[name] = times
    return found
