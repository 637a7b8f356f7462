"""Processors of Linux, against recordings of real machines."""

import json
import tarfile

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_cpu import parse_cpuinfo, read_cpu


def test_every_recorded_cpuinfo_is_read(shared):
    """Counts, model and maker are those that careful readers found."""
    seen = 0
    for path in sorted((shared / "host-fixtures/linux-cpuinfo").glob("*.cpuinfo")):
        expected = json.loads(path.with_name(path.name + ".expected.json").read_text())
        expected = expected["expected"]
        cpu = parse_cpuinfo(path.read_text())
        found = cpu.threads, cpu.sockets, cpu.cores, cpu.model, cpu.vendor
        names = "logical", "packages", "cores", "model", "vendor"
        assert found == tuple(expected[name] for name in names), path.name
        seen += 1
    assert seen


def test_recorded_trees_count_as_lscpu_counts(shared, tmp_path):
    """Sockets, cores and threads of recorded /proc and /sys trees are lscpu's."""
    for path in sorted((shared / "host-fixtures/linux-sysroot").glob("*.tar.*")):
        if path.suffix == ".json":
            continue
        expected = json.loads(path.with_name(path.name + ".expected.json").read_text())
        expected = expected["expected"]
        if "logical" not in expected:
            continue
        with tarfile.open(path) as tar:
            tar.extractall(tmp_path, filter="data")
        root = tmp_path / path.name.partition(".tar")[0]
        cpu = read_cpu(root)
        assert cpu.threads == expected["logical"], path.name
        if cpu.vendor:  # lscpu of an ARM machine names a core, and counts clusters
            assert cpu.model.split() == expected["model"].split()
            assert cpu.sockets == expected["sockets"]
            assert cpu.threads_per_core == expected["threads_per_core"]
            assert cpu.cores == expected["cores_per_socket"] * expected["sockets"]


def test_hybrid_processors_have_a_fraction_of_threads_per_core(tmp_path):
    """Two cores with two threads and two with one: six threads on four cores."""
    for number, siblings in enumerate(("03", "03", "0c", "0c", "10", "20")):
        folder = tmp_path / f"sys/devices/system/cpu/cpu{number}/topology"
        folder.mkdir(parents=True)
        (folder / "core_cpus").write_text(siblings)
        (folder / "physical_package_id").write_text("0\n")
    cpu = read_cpu(tmp_path)
    assert (cpu.sockets, cpu.cores, cpu.threads) == (1, 4, 6)
    assert cpu.threads_per_core == 1.5


@given(st.text())
def test_any_text_is_read(text):
    """Text that is no cpuinfo gives unknown values."""
    parse_cpuinfo(text)
