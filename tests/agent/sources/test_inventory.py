"""The shape of a machine."""

from agent.sources.inventory import Cpu, Machine


def test_threads_per_core_need_both_counts():
    """Unknown cores leave the ratio unknown."""
    assert Cpu(threads=12, cores=8).threads_per_core == 1.5
    assert Cpu(threads=12).threads_per_core is None


def test_a_machine_is_unknown_until_read():
    """The defaults claim nothing."""
    assert Machine().firmware_tables.memory.installed_bytes is None
