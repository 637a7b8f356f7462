"""Whether a machine can run Windows 11."""

import re
from pathlib import Path

import pytest

from agent.shared.findings.windows11 import HIDDEN_TPM, is_virtual, readiness
from agent.shared.wire import Item
from agent.sources.linux_system import read_security
from agent.sources.windows_system import security as windows_security
from tests.support.agreement import FIXTURES, required
from tests.support.machine_facts import GB, GIB, IN_ORDER, KNOWLEDGE, changed

W11 = KNOWLEDGE.windows11
NO_TPM = Item(
    {"secure_boot": True}, {"tpm_version": "none, or switched off in firmware"}
)


def outcome(**kinds):
    """Return the outcome for the machine in order but for *kinds*."""
    found = readiness(changed(**kinds), W11)
    return found.outcome, found.in_the_way


def test_a_machine_with_everything_is_ready():
    """Nothing stands in its way."""
    assert outcome() == ("ready", ())


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"security": NO_TPM}, ("fixable", ("tpm",))),
        ({"security": {"tpm_version": "1.2"}}, ("fixable", ("tpm",))),
        ({"security": {"secure_boot": False}}, ("fixable", ("secure_boot",))),
        (
            {"firmware": {"mode": "BIOS"}, "security": {"secure_boot": None}},
            ("fixable", ("uefi", "secure_boot")),
        ),
        ({"memory": {"installed_bytes": 2 * GIB}}, ("part", ("memory",))),
        ({"disk__sda": {"size_bytes": 32 * GB}}, ("part", ("disk",))),
        (
            {"security": NO_TPM, "cpu": {"model": "Intel(R) Xeon(R) Gold 6130 CPU"}},
            ("part", ("tpm",)),
        ),
        ({"cpu": {"model": "Intel(R) Core(TM) i5-6500"}}, ("replace", ("cpu",))),
        ({"cpu": {"cores": 1}}, ("replace", ("cores",))),
        (
            {"memory": {"installed_bytes": GIB, "maximum_bytes": 2 * GIB}},
            ("replace", ("memory",)),
        ),
        ({"cpu": {"model": "VIA Nano U4025"}}, ("unknown", ("cpu",))),
        ({"security": {"tpm_version": None}}, ("unknown", ("tpm",))),
        ({"memory": {"installed_bytes": None}}, ("unknown", ("memory",))),
        ({"disk": {}}, ("unknown", ("disk",))),
        ({"firmware": None}, ("unknown", ("uefi",))),
        ({"security": {"secure_boot": None}}, ("ready", ())),
        (
            {
                "memory": {
                    "installed_bytes": int(3.7 * GIB),
                    "source": "operating system",
                }
            },
            ("ready", ()),
        ),
        (
            {"cpu": {"model": "AMD Ryzen 5 2600", "architecture": "i686"}},
            ("ready", ()),
        ),
    ],
)
def test_the_requirement_in_the_way_is_named(kinds, expected):
    """The outcome tells what it costs, and the requirement what to do."""
    assert outcome(**kinds) == expected


def test_the_costliest_stands_first():
    """A processor that must go makes a switch in the firmware useless."""
    found = outcome(
        cpu={"model": "Intel(R) Core(TM) i5-6500"},
        memory={"installed_bytes": GIB},
        security={"secure_boot": False},
    )
    assert found == ("replace", ("cpu", "memory", "secure_boot"))


def test_a_part_for_an_unknown_processor_is_no_advice():
    """Memory is not bought for a machine that may have to go."""
    found = outcome(cpu={"model": "VIA Nano U4025"}, memory={"installed_bytes": GIB})
    assert found[0] == "unknown"


def test_nothing_known_is_unknown():
    """No facts, no outcome."""
    assert readiness({}, W11).outcome == "unknown"


def test_the_sources_say_of_a_hidden_tpm_what_is_read_here(tmp_path):
    """Linux and Windows both say that it may be switched off."""

    class Registry:
        def value(self, path, name):
            raise FileNotFoundError(name)

    (tmp_path / "sys").mkdir()
    assert HIDDEN_TPM in read_security(tmp_path).reasons["tpm_version"]
    found = windows_security(Registry(), [], "")
    assert HIDDEN_TPM in found.reasons["tpm_version"]
    refused = windows_security(Registry(), [], "access is denied")
    assert HIDDEN_TPM not in refused.reasons["tpm_version"]


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ({"manufacturer": "QEMU", "model": "Standard PC"}, True),
        ({"manufacturer": "Microsoft Corporation", "model": "Virtual Machine"}, True),
        ({"manufacturer": "Microsoft Corporation", "model": "Surface Pro 7"}, False),
        ({"manufacturer": "innotek GmbH", "model": "VirtualBox"}, True),
    ],
)
def test_a_virtual_machine_is_known_by_its_maker(system, expected):
    """And by nothing else."""
    assert is_virtual(changed(system=system), W11) is expected


def recorded_names():
    """Return the processors' names in the recordings of others."""
    pattern = re.compile(
        r"(?:Version|model name|Name)\s*[:=]\s*(.*(?:Intel|AMD|CPU).*)"
    )
    found = set()
    for kind in ("smbios-text", "linux-cpuinfo", "windows-wmi"):
        for path in sorted((Path(FIXTURES) / kind).glob("*")):
            text = path.read_bytes().replace(b"\0", b"").decode("utf-8", "replace")
            found |= {name.strip() for name in pattern.findall(text)}
    return sorted(found)


def test_recorded_processors_make_no_error():
    """Names of real machines are read, whatever comes of them."""
    if not Path(FIXTURES).is_dir():
        assert not required()
        pytest.skip("no recordings of others here")
    outcomes = {
        readiness(changed(IN_ORDER, cpu={"model": name}), W11).outcome
        for name in recorded_names()
    }
    assert {"ready", "replace", "unknown"} <= outcomes
