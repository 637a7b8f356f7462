"""The kernel's counters of processors and memory."""

import math

from hypothesis import given
from hypothesis import strategies as st

from agent.sources import procfs
from agent.sources.shapes import Cpu, Memory
from tests.support.trees import LINUX_PC

WORDS = st.sampled_from(
    ["cpu", "cpu0", "intr", "btime", "MemTotal:", "-1", "12", "kB", "nan", "1e9", "\n"]
)
JUNK = st.one_of(st.text(), st.lists(WORDS).map(" ".join))


def test_a_recorded_pc_tells_its_processors():
    """Ticks become seconds, kilohertz become hertz."""
    now = procfs.cpu(root=LINUX_PC)
    assert now.seconds["user"] == 467000 / procfs.TICKS
    assert set(now.seconds) == set(procfs.CPU_MODES)
    assert (now.count, now.queue, now.interrupts) == (2, 3, 366223)
    assert (now.hertz, now.max_hertz) == (2.0e9, 4.2e9)
    assert now.load == (0.16, 0.05, 0.01)


def test_a_recorded_pc_tells_its_memory():
    """Kilobytes and pages become bytes."""
    now = procfs.memory(root=LINUX_PC, page=4096)
    assert now.size == 8046704 * 1024
    assert now.swap_used == (2097148 - 1572860) * 1024
    assert now.hard_faults == 2505
    assert now.swapped_out == 2000 * 4096
    assert procfs.boot_time(root=LINUX_PC) == 1795532907


def test_a_machine_without_these_files_says_nothing(tmp_path):
    """Missing files leave everything unknown."""
    assert procfs.cpu(root=tmp_path) == Cpu()
    assert procfs.memory(root=tmp_path) == Memory()
    assert procfs.boot_time(root=tmp_path) is None


@given(JUNK)
def test_no_text_makes_a_parser_fail(junk):
    """Whatever the kernel says, only finite natural values come out."""
    stat, wanted = procfs.parse_stat(junk), frozenset(junk.split())
    assert all(math.isfinite(s) and s >= 0 for s in stat.seconds.values())
    assert all(count >= 0 for count in procfs.parse_counts(junk, wanted).values())
    load = procfs.parse_load(junk)
    assert load is None or all(x >= 0 for x in load)
