"""The doors in one hand."""

import pytest

from agent.sources.doors import real_doors


def test_this_machine_has_all_doors():
    """Those of Windows refuse on another system, and say so."""
    doors = real_doors()
    assert doors.root.is_dir()
    if doors.platform != "win32":
        for call in (
            lambda: doors.wmi.query("root", "Win32_BIOS", ()),
            lambda: doors.registry.value("SOFTWARE", "x"),
            doors.kernel.firmware_table,
            doors.kernel.firmware_mode,
        ):
            with pytest.raises(OSError, match="not Windows"):
                call()
