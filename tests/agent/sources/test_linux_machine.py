"""One reading of a whole Linux machine."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_machine import memory_total, read_machine


def test_an_empty_tree_is_a_machine_of_which_nothing_is_known(tmp_path):
    """Nothing is raised where nothing can be read."""
    machine = read_machine(tmp_path, architecture="x86_64")
    assert machine.cpu.threads is None
    assert machine.usable_memory_bytes is None
    assert "SMBIOS" in machine.firmware_reason


@given(st.text())
def test_any_meminfo_is_read(text):
    """Text without MemTotal gives no memory."""
    memory_total(text)


def test_the_total_is_in_bytes():
    """The kernel counts in KiB."""
    assert memory_total("MemTotal:       16384 kB\nMemFree: 1 kB\n") == 1 << 24
