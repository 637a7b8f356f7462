"""psutil in our shapes: processors, memory, tasks."""

from agent.sources import host
from agent.sources.shapes import Cpu, Memory, Processes
from agent.sources.windows_counters import Performance
from tests.support.psutils import BrokenPsutil, WindowsPsutil


def unknown():
    """Say nothing."""


def test_windows_tells_its_processors():
    """Its modes get the names that Linux uses, megahertz become hertz."""
    now = host.cpu(psutil=WindowsPsutil(), queue=lambda: 2)
    assert now.seconds == {
        "user": 10.0,
        "system": 5.0,
        "idle": 80.0,
        "irq": 0.5,
        "softirq": 0.25,
    }
    assert (now.count, now.hertz, now.max_hertz, now.queue) == (12, 2.9e9, 3.6e9, 2)
    assert now.load is None


def test_a_failing_part_leaves_the_others():
    """Swap needs performance counters; the memory does not."""
    commit = Performance(500, 1000, 30, processes=150, threads=1800)
    now = host.memory(
        psutil=WindowsPsutil(), commitment=lambda: commit, hard_faults=unknown
    )
    assert now.size == 8 << 30
    assert (now.committed, now.commit_limit) == (500, 1000)
    assert (now.swap_size, now.hard_faults) == (None, None)


def test_a_machine_that_answers_nothing_breaks_nothing():
    """Every single call may fail."""
    broken = BrokenPsutil()
    assert host.cpu(psutil=broken, queue=broken.queue) == Cpu()
    assert (
        host.memory(psutil=broken, commitment=broken.a, hard_faults=broken.b)
        == Memory()
    )
    assert host.boot_time(psutil=broken) is None
    assert host.sessions(psutil=broken) is None
    assert host.processes(psutil=broken, performance=broken.c) == Processes()
    assert host.own(psutil=broken).rss_bytes is None


def test_processes_are_counted_by_windows_itself_if_it_answers():
    """Otherwise the list of their numbers is counted."""
    commit = Performance(500, 1000, 30, processes=150, threads=1800)
    assert host.processes(performance=lambda: commit).count == 150
    fallback = host.processes(psutil=WindowsPsutil(), performance=unknown)
    assert fallback == Processes(count=3)


def test_the_real_psutil_fits():
    """The names that we ask for exist in the library that we depend on."""
    assert host.cpu(queue=unknown).seconds["user"] > 0
    assert host.memory(commitment=unknown, hard_faults=unknown).size > 0
    assert host.boot_time() > 0
    assert host.sessions() >= 0
    assert host.own().rss_bytes > 0
    assert host.pressure() == {}
