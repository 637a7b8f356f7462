"""Sockets, cores and threads of made-up machines."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.archive import ArchivedTree
from agent.readers.linux.topology import cpu_list, read_topology

CPU = "sys/devices/system/cpu"


def machine(cpuinfo, files=()):
    """Return a tree with *cpuinfo* and *files* below the folder of processors."""
    texts = {f"{CPU}/{name}": text.encode() for name, text in dict(files).items()}
    return ArchivedTree({"proc/cpuinfo": cpuinfo.encode(), **texts}, {}, set())


def x86(count):
    """Return the cpuinfo of *count* logical processors."""
    return "".join(f"processor : {n}\nmodel name : X\n\n" for n in range(count))


def topology(masks):
    """Return the files of processors with *masks* of threads and packages."""
    return {
        f"cpu{n}/topology/{name}": mask
        for n, pair in enumerate(masks)
        for name, mask in zip(("thread_siblings", "core_siblings"), pair, strict=True)
    }


def test_two_sockets_of_two_cores_of_two_threads():
    """Masks say what belongs together."""
    pairs = [("03", "0f"), ("03", "0f"), ("0c", "0f"), ("0c", "0f")]
    pairs += [("30", "f0"), ("30", "f0"), ("c0", "f0"), ("c0", "f0")]
    found = read_topology(machine(x86(8), {**topology(pairs), "present": "0-7"}))
    (kind,) = found.kinds
    assert found.logical == 8
    assert (kind.threads_per_core, kind.cores_per_socket, kind.sockets) == (2, 2, 2)


def test_a_hybrid_of_one_model_is_one_kind():
    """Two cores with two threads, two with one."""
    pairs = [
        ("3", "3f"),
        ("3", "3f"),
        ("c", "3f"),
        ("c", "3f"),
        ("10", "3f"),
        ("20", "3f"),
    ]
    (kind,) = read_topology(machine(x86(6), topology(pairs))).kinds
    assert (kind.threads_per_core, kind.cores_per_socket) == (2, 4)


def test_without_masks_each_processor_is_a_core():
    """Nothing is made up."""
    found = read_topology(machine(x86(2)))
    (kind,) = found.kinds
    assert (found.logical, kind.cores_per_socket, kind.sockets) == (2, 2, 1)
    assert kind.max_khz is None


def test_a_mainframe_says_it_itself():
    """Its masks are of the partition."""
    tree = machine("vendor_id : IBM/S390\n# processors : 1\nprocessor 0: x\n")
    tree._files["proc/sysinfo"] = b"CPU Topology SW:      0 0 0 4 6 4\n"
    (kind,) = read_topology(tree).kinds
    assert (kind.sockets, kind.cores_per_socket) == (6, 4)


def test_the_highest_frequency_counts():
    """Cores may differ."""
    files = {
        "cpu0/cpufreq/cpuinfo_max_freq": "100",
        "cpu1/cpufreq/cpuinfo_max_freq": "300",
    }
    assert read_topology(machine(x86(2), files)).kinds[0].max_khz == 300


def test_lists_of_the_kernel_are_read():
    """Junk and floods are passed over."""
    assert cpu_list("0-2,7") == {0, 1, 2, 7}
    assert cpu_list("x,3-,-,0-99999999") == frozenset()
    assert cpu_list(None) == frozenset()
    with pytest.raises(ReadError):
        cpu_list("0-8000,9000-17000")


def test_a_tree_without_cpuinfo_is_refused():
    """There is nothing to say."""
    with pytest.raises(ReadError):
        read_topology(ArchivedTree({}, {}, set()))
