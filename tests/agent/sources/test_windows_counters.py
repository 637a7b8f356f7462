"""What Windows tells by calls of its own, with stand-ins for its libraries."""

import ctypes
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources import windows_counters as windows


class Psapi:
    """Answers as a PC with 4 KiB pages."""

    def GetPerformanceInfo(self, buffer, size):  # noqa: N802 - Windows' name
        """Fill in a PERFORMANCE_INFORMATION."""
        row = (size, 500, 1000, 600, 2000, 900, 300, 0, 0, 0, 4096, 9000, 150, 1800)
        ctypes.memmove(buffer, windows._PERFORMANCE.pack(*row), size)
        return 1


class Ntdll:
    """Answers as a PC that read its disk 77 times for hard faults."""

    def __init__(self, status=0, count=77):
        self.status, self.count = status, count

    def NtQuerySystemInformation(self, kind, buffer, size, length):  # noqa: N802
        """Fill in PageReadIoCount."""
        struct.pack_into("<I", buffer, 84, self.count)
        return self.status


class Create:
    """A function on which ``restype`` can be set."""

    def __init__(self, call):
        self.call = call

    def __call__(self, *arguments):
        return self.call(*arguments)


class Kernel32:
    """A machine with one disk, the second of the numbers."""

    def __init__(self, *, answers=True):
        self.answers, self.open = answers, set()
        self.CreateFileW = Create(self._create)

    def _create(self, path, *_):
        if path.value != r"\\.\PhysicalDrive1":
            return windows._INVALID_HANDLE
        self.open.add(11)
        return 11

    def DeviceIoControl(self, device, code, a, b, buffer, size, length, c):  # noqa: N802, PLR0917
        """Fill in a DISK_PERFORMANCE."""
        row = (100, 200, 30_000_000, 5_000_000, 40_000_000, 7, 8, 0, 0, 90_000_000, 1)
        data = windows._DISK.pack(*row)
        ctypes.memmove(buffer, data, len(data))
        length._obj.value = len(data)
        return int(self.answers)

    def CloseHandle(self, device):  # noqa: N802
        """Forget the handle."""
        self.open.remove(device.value)


def test_the_commit_charge_is_in_bytes():
    """Pages become bytes, and the counts are in their places."""
    now = windows.performance(psapi=Psapi())
    assert (now.committed, now.commit_limit) == (500 * 4096, 1000 * 4096)
    assert (now.cached, now.processes, now.threads) == (300 * 4096, 150, 1800)


def test_hard_faults_are_read_at_their_place():
    """An empty field or a refusal is unknown, not zero."""
    assert windows.hard_faults(ntdll=Ntdll()) == 77
    assert windows.hard_faults(ntdll=Ntdll(count=0)) is None
    assert windows.hard_faults(ntdll=Ntdll(status=-1073741820)) is None


def test_disk_times_are_in_seconds_and_handles_are_closed():
    """Units of 100 ns become seconds; busy is the time that was not idle."""
    library = Kernel32()
    (disk,) = windows.disks(kernel32=library, uptime=lambda: 9.0).values()
    assert disk.read_s == pytest.approx(3.0)
    assert disk.busy_s == pytest.approx(5.0)
    assert (disk.reads, disk.writes, disk.written_bytes) == (7, 8, 200)
    assert not library.open


def test_a_disk_without_counters_is_left_out():
    """Counters that are switched off are no failure."""
    library = Kernel32(answers=False)
    assert windows.disks(kernel32=library) == {}
    assert not library.open


class Pdh:
    """Answers the processor queue, or fails at one step."""

    def __init__(self, length=4, fails=""):
        self.length, self.fails, self.closed = length, fails, 0

    def PdhOpenQueryW(self, *_):  # noqa: N802
        """Open."""
        return int(self.fails == "open")

    def PdhAddEnglishCounterW(self, query, path, *_):  # noqa: N802
        """Take the path."""
        assert path.value == r"\System\Processor Queue Length"
        return int(self.fails == "add")

    def PdhCollectQueryData(self, *_):  # noqa: N802
        """Collect."""
        return int(self.fails == "collect")

    def PdhGetFormattedCounterValue(self, counter, form, none, value):  # noqa: N802
        """Fill in the value."""
        struct.pack_into("<Iii", value, 0, 0, 0, self.length)
        return 0

    def PdhCloseQuery(self, *_):  # noqa: N802
        """Close."""
        self.closed += 1


@pytest.mark.parametrize(("fails", "length"), [("", 4), ("add", None), ("open", None)])
def test_the_processor_queue_is_known_or_not(fails, length):
    """Performance counters that fail leave nothing open."""
    pdh = Pdh(fails=fails)
    assert windows.processor_queue(pdh=pdh) == length
    assert pdh.closed == int(fails != "open")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is Windows")
def test_other_systems_have_no_such_library():
    """The refusal is an OSError, which the host reads as unknown."""
    with pytest.raises(OSError, match=r"psapi\.dll"):
        windows.performance()


@given(st.binary(max_size=200))
def test_no_bytes_make_a_parser_fail(data):
    """A short answer is no answer."""
    windows.parse_disk(data, uptime_s=1.0)
    windows.parse_performance(data)
