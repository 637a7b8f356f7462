"""Processors and memory by their WMI rows."""

from hypothesis import given

from agent.readers.windows.wmi_hardware import (
    memory_array,
    memory_modules,
    processor,
)
from tests.support.wmi_rows import any_row


def test_an_old_windows_counts_no_cores():
    """Before Vista an instance is a socket or a thread: nobody knows."""
    found = processor({"Name": "Intel(R)  Xeon(TM)   CPU", "MaxClockSpeed": "3065"})
    assert (found.cores, found.logical) == (None, None)
    assert found.name == "Intel(R) Xeon(TM) CPU"
    assert found.max_speed_hz == 3_065_000_000


def test_firmware_stores_are_no_memory():
    """Flash is counted by neither numbering."""
    rows = [
        {"Capacity": "8589934592", "SMBIOSMemoryType": 26, "FormFactor": 12},
        {"Capacity": "16777216", "SMBIOSMemoryType": 9},
        {"Capacity": "1048576", "MemoryType": "11"},
    ]
    (module,) = memory_modules(rows)
    assert (module.type, module.form_factor) == ("DDR4", "SODIMM")


def test_only_the_systems_memory_has_slots():
    """A cache's array is another; sizes are KiB, large ones in a second property."""
    rows = [
        {"Use": 3, "MemoryDevices": 2, "MaxCapacity": 0, "MaxCapacityEx": "67108864"},
        {"Use": 7, "MemoryDevices": 1, "MaxCapacity": 512},
    ]
    found = memory_array(rows)
    assert (found.slots_total, found.max_capacity_bytes) == (2, 64 << 30)
    assert memory_array([]).slots_total is None


@given(any_row())
def test_any_row_is_read(row):
    """Whatever the provider returns."""
    processor(row)
    memory_modules([row])
    memory_array([row, row])
