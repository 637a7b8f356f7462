"""/proc/cpuinfo of many architectures; texts made by hand in their forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.cpuinfo import read_cpuinfo

X86 = "processor\t: {n}\nvendor_id\t: GenuineIntel\nmodel name\t: X   1\nphysical id\t: 0\ncore id\t: {core}\nflags\t: fpu hypervisor\n\n"
OLD_ARM = "Processor\t: ARMv7 Processor rev 0 (v7l)\nBogoMIPS\t: 1.0\nCPU implementer\t: 0x41\n\nHardware\t: X\n"
PPC = "processor\t: 0\ncpu\t\t: POWER8 (raw), altivec supported\n\nprocessor\t: 1\ncpu\t\t: POWER8 (raw), altivec supported\n\nmachine\t\t: CHRP\n"
S390 = (
    "vendor_id       : IBM/S390\n# processors    : 2\nbogomips per cpu: 3033.00\n"
    "processor 0: version = 00,  identification = 0133E8,  machine = 2964\n"
    "processor 1: version = 00,  identification = 0133E8,  machine = 2964\n"
)
SPARC = "cpu\t\t: UltraSparc T2 (Niagara2)\nncpus active\t: 64\n"
LOONG = "system type\t: generic\n\nprocessor\t: 0\npackage\t: 0\ncore\t: 0\nModel Name\t: Loongson-3A5000\n"
MIPS = "system type\t: MT7621\nprocessor\t: 0\ncpu model\t: MIPS 1004Kc V2.15\n"
RISCV = "processor\t: 0\nhart\t: 1\nisa\t: rv64imafdc\nuarch\t: sifive,u74-mc\n"


def test_a_hybrid_processor_has_cores_with_one_and_two_threads():
    """Cores are counted, never divided."""
    text = "".join(X86.format(n=n, core=c) for n, c in enumerate([0, 0, 4, 4, 8, 9]))
    found = read_cpuinfo(text)
    assert (found.logical, found.cores, found.packages) == (6, 4, 1)
    assert (found.model, found.vendor, found.hypervisor) == (
        "X 1",
        "GenuineIntel",
        True,
    )


@pytest.mark.parametrize(
    ("text", "logical", "model"),
    [
        (OLD_ARM, 1, "ARMv7 Processor rev 0 (v7l)"),
        (PPC, 2, "POWER8 (raw), altivec supported"),
        (S390, 2, None),
        (SPARC, 64, "UltraSparc T2 (Niagara2)"),
        (LOONG, 1, "Loongson-3A5000"),
        (MIPS, 1, "MIPS 1004Kc V2.15"),
        (RISCV, 1, "sifive,u74-mc"),
    ],
)
def test_other_architectures_have_words_of_their_own(text, logical, model):
    """Counts and names are found; cores only where they are named."""
    found = read_cpuinfo(text)
    assert (found.logical, found.model) == (logical, model)


def test_kinds_of_arm_cores_are_named_in_their_order():
    """Each once."""
    text = "".join(
        f"processor : {n}\nCPU implementer : 0x41\nCPU part : {part}\n\n"
        for n, part in enumerate(["0xd05", "0xd05", "0xd0a"])
    )
    assert read_cpuinfo(text).parts == ("Cortex-A55", "Cortex-A75")
    assert read_cpuinfo(text).model is None


def test_other_texts_and_floods_are_refused():
    """No processor is made up."""
    flood = "".join(f"processor : {n}\n" for n in range(9000))
    for text in ("", "hello: world\n", flood):
        with pytest.raises(ReadError):
            read_cpuinfo(text)
