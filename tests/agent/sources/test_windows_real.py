"""The real doors: on another system they refuse, on Windows they answer."""

import sys

import pytest

from agent.sources.windows_real import WindowsKernel, WindowsRegistry

ELSEWHERE = pytest.mark.skipif(sys.platform == "win32", reason="needs no Windows")
HERE = pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
CURRENT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"


@ELSEWHERE
def test_there_is_no_kernel32_elsewhere():
    """A missing system is a refusal."""
    for ask in (
        WindowsKernel().firmware_table,
        WindowsKernel().firmware_mode,
        WindowsKernel().administrators,
    ):
        with pytest.raises(OSError, match="Windows"):
            ask()


@HERE
def test_the_registry_answers():
    """Values, keys, all values; what is not there is None."""
    registry = WindowsRegistry()
    assert registry.value(CURRENT, "CurrentBuild")
    assert registry.value(CURRENT, "NoSuchValue") is None
    assert registry.value("SOFTWARE\\NoSuchKey", "x") is None
    assert "Fonts" in (registry.keys(CURRENT) or [])
    assert registry.keys("SOFTWARE\\NoSuchKey") is None
    assert (registry.values(CURRENT) or {})["CurrentBuild"]
    assert registry.values("SOFTWARE\\NoSuchKey") is None


@HERE
def test_the_kernel_answers():
    """The firmware's table behind its header of eight bytes."""
    table = WindowsKernel().firmware_table()
    assert len(table) - 8 == int.from_bytes(table[4:8], "little")
    assert WindowsKernel().firmware_mode() in {"UEFI", "BIOS", None}
