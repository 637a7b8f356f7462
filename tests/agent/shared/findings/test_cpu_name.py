"""Reading processors' names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.findings.cpu_name import CpuName, read_cpu_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz",
            CpuName("intel", "core i", "8250U", 8),
        ),
        (
            "12th Gen Intel(R) Core(TM) i7-1255U",
            CpuName("intel", "core i", "1255U", 12),
        ),
        (
            "Intel(R) Core(TM) i5-1035G1 CPU @ 1.00GHz",
            CpuName("intel", "core i", "1035G1", 10),
        ),
        (
            "Intel(R) Core(TM) i5 CPU       M 520  @ 2.40GHz",
            CpuName("intel", "core i", "520", 1),
        ),
        ("Intel® Core™ i9-14900HX", CpuName("intel", "core i", "14900HX", 14)),
        ("Intel(R) Core(TM) Ultra 7 155H", CpuName("intel", "core ultra", "155H", 1)),
        ("Intel(R) Core(TM) 5 120U", CpuName("intel", "core", "120U")),
        (
            "Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz",
            CpuName("intel", "core 2", "Duo E8400"),
        ),
        (
            "Pentium(R) Dual-Core  CPU      E5400  @ 2.70GHz",
            CpuName("intel", "pentium", "E5400"),
        ),
        ("Intel(R) N100", CpuName("intel", "n-series", "N100")),
        (
            "Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz",
            CpuName("intel", "xeon", "E5-2620"),
        ),
        (
            "Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz",
            CpuName("intel", "xeon", "Gold 6130"),
        ),
        (
            "AMD Ryzen 5 PRO 3400G with Radeon Vega Graphics",
            CpuName("amd", "ryzen", "3400G", 3),
        ),
        (
            "AMD Ryzen 7 5800X3D 8-Core Processor",
            CpuName("amd", "ryzen", "5800X3D", 5),
        ),
        (
            "AMD Ryzen AI 9 HX 370 w/ Radeon 890M",
            CpuName("amd", "ryzen ai", "9 HX 370"),
        ),
        (
            "AMD Ryzen Threadripper PRO 5995WX 64-Cores",
            CpuName("amd", "ryzen threadripper", "5995WX", 5),
        ),
        (
            "AMD Athlon(tm) 64 X2 Dual Core Processor 4200+",
            CpuName("amd", "athlon before zen", "64 X2 Dual Core 4200+"),
        ),
        (
            "Snapdragon (TM) 8cx Gen 3 @ 3.0 GHz",
            CpuName("qualcomm", "snapdragon", "8cx Gen 3"),
        ),
        ("Microsoft SQ1 @ 3.0 GHz", CpuName("qualcomm", "microsoft sq", "1")),
    ],
)
def test_a_name_tells_maker_family_model_and_generation(name, expected):
    """However it is decorated."""
    assert read_cpu_name(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "QEMU Virtual CPU version 2.5+",
        "Common KVM processor",
        "Intel Core Processor (Skylake)",
        "Intel Xeon Processor (Cascadelake)",
        "Genuine Intel(R) CPU 0000 @ 2.40GHz",
        "Hygon C86 7185 32-core Processor",
        "VIA Nano X2 U4025 @ 1.2 GHz",
        "ARMv7 Processor rev 3",
        "To Be Filled By O.E.M.",
    ],
)
def test_another_name_is_not_guessed(name):
    """What is not sure is nothing."""
    assert read_cpu_name(name) is None


@given(st.text(max_size=400))
def test_any_text_is_read(name):
    """Junk is nothing, or a name; never an error."""
    found = read_cpu_name(name)
    assert found is None or (found.vendor and found.family)


PARTS = """
Intel Core Ultra i5 m3 2 Duo Xeon Gold E5-2620 AMD Ryzen PRO AI EPYC 7 5800X Athlon (R)
(TM) CPU @ 3.40GHz 8-Core w/ Radeon Snapdragon X
"""


@given(st.lists(st.sampled_from(PARTS.split()), max_size=12))
def test_shuffled_names_are_read(words):
    """Parts of names in any order make no error."""
    read_cpu_name(" ".join(words))
