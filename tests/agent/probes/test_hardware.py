"""The hardware probe."""

from agent.probes.hardware import HardwareProbe, machine_fingerprint_parts
from agent.shared.metric import Sample
from agent.shared.wire import Facts
from agent.sources.inventory import Machine
from tests.support.machines import GIB, office_machine


def values(probe):
    """Return (name, label values) → value of one reading."""
    return {(s.metric.name, s.labels): s.value for s in samples(probe)}


def samples(probe):
    """Return the samples of one reading, its facts left out."""
    return [part for part in probe.read() if isinstance(part, Sample)]


def test_every_sample_is_of_a_declared_metric():
    """Names and labels are as declared, each series comes once."""
    probe = HardwareProbe(machine=lambda doors: office_machine())
    found = samples(probe)
    assert {s.metric for s in found} <= set(probe.metrics)
    assert len({(s.metric.name, s.labels) for s in found}) == len(found)


def test_what_is_known_is_measured():
    """Texts stand in labels, numbers in values."""
    found = values(HardwareProbe(machine=lambda doors: office_machine()))
    machine = ("Dell Inc.", "OptiPlex 3070", "2RJF153", "Mini Tower")
    assert found["hatang_machine_info", machine] == 1
    assert found["hatang_memory_installed_bytes", ()] == 8 * GIB
    assert found["hatang_memory_slots_empty", ()] == 1
    assert found["hatang_memory_module_size_bytes", ("DIMM 1",)] == 8 * GIB
    assert found["hatang_disk_size_bytes", ("nvme0n1",)] == 512
    assert found["hatang_secure_boot_enabled", ()] == 0
    assert found["hatang_tpm_info", ("2.0",)] == 1


def test_what_is_unknown_gives_no_number():
    """An unknown size is no zero."""
    found = values(HardwareProbe(machine=lambda doors: Machine()))
    assert not [name for name, _ in found if not name.endswith("_info")]


def test_this_machine_can_be_read():
    """Processor, memory and system are known even where there is no firmware table."""
    facts: Facts = next(iter(HardwareProbe().read()))
    assert facts["cpu"][""].attributes["threads"]
    assert facts["memory"][""].attributes["installed_bytes"]
    assert facts["operating_system"][""].attributes["name"]
    machine_fingerprint_parts()
