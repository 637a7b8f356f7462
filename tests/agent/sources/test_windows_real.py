"""The real doors, on a system that is not Windows: they refuse, and nothing else."""

import sys

import pytest

from agent.sources.windows_real import ComWmi, WindowsKernel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs no Windows")


def test_there_is_no_wmi_elsewhere():
    """A missing library is a refusal."""
    with pytest.raises(OSError, match="comtypes"):
        ComWmi(limit_s=30).query("root", "Win32_Processor", ("Name",))


def test_there_is_no_kernel32_elsewhere():
    """A missing system is a refusal."""
    with pytest.raises(OSError, match="Windows"):
        WindowsKernel().firmware_table()
    with pytest.raises(OSError, match="Windows"):
        WindowsKernel().firmware_mode()
