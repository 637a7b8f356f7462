"""Which processors Windows 11 supports: old and new ones, and those between."""

import pytest

from agent.shared.findings.cpu_support import UNKNOWN, cpu_support
from tests.support.machine_facts import KNOWLEDGE

SUPPORTED = """
Intel(R) Core(TM) i3-8100 CPU @ 3.60GHz
Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz
Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz
Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz
Intel(R) Core(TM) i9-9900K CPU @ 3.60GHz
Intel(R) Core(TM) i5-1035G1 CPU @ 1.00GHz
Intel(R) Core(TM) i7-10710U CPU @ 1.10GHz
11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz
12th Gen Intel(R) Core(TM) i5-12500H
13th Gen Intel(R) Core(TM) i5-1345U
Intel(R) Core(TM) i9-14900HX
Intel(R) Core(TM) i9-7900X CPU @ 3.30GHz
Intel(R) Core(TM) i3-N305
Intel(R) Core(TM) i5-L16G7 CPU @ 1.40GHz
Intel(R) Core(TM) m3-8100Y CPU @ 1.10GHz
Intel(R) Core(TM) Ultra 5 225U
Intel(R) Core(TM) 3 N355
Intel(R) N95
Intel(R) Pentium(R) Gold G5400 CPU @ 3.70GHz
Intel(R) Pentium(R) Silver N5000 CPU @ 1.10GHz
Intel(R) Celeron(R) N4020 CPU @ 1.10GHz
Intel(R) Celeron(R) J4125 CPU @ 2.00GHz
Intel(R) Celeron(R) G4930 CPU @ 3.20GHz
Intel(R) Celeron(R) CPU 3867U @ 1.80GHz
Intel(R) Xeon(R) W-2123 CPU @ 3.60GHz
Intel(R) Xeon(R) E-2224 CPU @ 3.40GHz
Intel(R) Xeon(R) Gold 6244 CPU @ 3.60GHz
AMD Ryzen 5 2600 Six-Core Processor
AMD Ryzen 7 2700X Eight-Core Processor
AMD Ryzen 3 3200G with Radeon Vega Graphics
AMD Ryzen 5 3500U with Radeon Vega Mobile Gfx
AMD Ryzen 7 3700X 8-Core Processor
AMD Ryzen 7 PRO 4750U with Radeon Graphics
AMD Ryzen 5 5600G with Radeon Graphics
AMD Ryzen 7 7840HS w/ Radeon 780M Graphics
AMD Ryzen AI 9 HX 370 w/ Radeon 890M
AMD Ryzen Threadripper 2950X 16-Core Processor
AMD Athlon 3000G with Radeon Vega Graphics
AMD Athlon Silver 3050U with Radeon Graphics
AMD 3020e with Radeon Graphics
AMD EPYC 7302P 16-Core Processor
Snapdragon (TM) 850 @ 2.96 GHz
Snapdragon(R) X Elite - X1E80100 - Qualcomm(R) Oryon(TM) CPU
Microsoft SQ2 @ 3.15 GHz
"""
UNSUPPORTED = """
Intel(R) Core(TM) i7-7700K CPU @ 4.20GHz
Intel(R) Core(TM) i5-7200U CPU @ 2.50GHz
Intel(R) Core(TM) i5-6300U CPU @ 2.40GHz
Intel(R) Core(TM) i3-4130 CPU @ 3.40GHz
Intel(R) Core(TM) i5-2400 CPU @ 3.10GHz
Intel(R) Core(TM) i7 CPU         950  @ 3.07GHz
Intel(R) Core(TM) i5 CPU       M 430  @ 2.27GHz
Intel(R) Core(TM) m3-7Y30 CPU @ 1.00GHz
Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz
Intel(R) Pentium(R) CPU G4560 @ 3.50GHz
Intel(R) Pentium(R) CPU N4200 @ 1.10GHz
Intel(R) Celeron(R) CPU G1820 @ 2.70GHz
Intel(R) Celeron(R) CPU  N3350 @ 1.10GHz
Intel(R) Atom(TM) x5-Z8350  CPU @ 1.44GHz
Intel(R) Xeon(R) CPU E3-1225 v5 @ 3.30GHz
Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz
Intel(R) Xeon(R) CPU X5680 @ 3.33GHz
Intel(R) Xeon(R) CPU D-1541 @ 2.10GHz
AMD Ryzen 5 1600 Six-Core Processor
AMD Ryzen 3 2200G with Radeon Vega Graphics
AMD Ryzen 5 2400G with Radeon Vega Graphics
AMD Ryzen 5 2500U with Radeon Vega Mobile Gfx
AMD Ryzen Threadripper 1950X 16-Core Processor
AMD EPYC 7551P 32-Core Processor
AMD Athlon 200GE with Radeon Vega Graphics
AMD Athlon(tm) II X2 250 Processor
AMD FX(tm)-8350 Eight-Core Processor
AMD A8-7600 Radeon R7, 10 Compute Cores 4C+6G
AMD E2-9000e RADEON R2, 4 COMPUTE CORES 2C+2G
Qualcomm Snapdragon 835
"""


def lines(text):
    """Return the lines that say something."""
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize("name", lines(SUPPORTED))
def test_a_processor_on_the_list_is_supported(name):
    """By its series, or by its own name."""
    assert cpu_support(name, KNOWLEDGE.windows11).support == "supported"


@pytest.mark.parametrize("name", lines(UNSUPPORTED))
def test_a_processor_that_is_not_on_the_list_is_not_supported(name):
    """Its family is known, and it is not among it."""
    assert cpu_support(name, KNOWLEDGE.windows11).support == "unsupported"


def test_one_is_supported_in_few_devices_only():
    """That cannot be told from its name."""
    name = "Intel(R) Core(TM) i7-7820HQ CPU @ 2.90GHz"
    assert cpu_support(name, KNOWLEDGE.windows11).support == "limited"


@pytest.mark.parametrize("name", ["", "Common KVM processor", "Hygon C86 7185"])
def test_an_unknown_processor_stays_unknown(name):
    """It is neither good nor bad."""
    assert cpu_support(name, KNOWLEDGE.windows11) == UNKNOWN


def test_boards_for_big_processors_have_no_tpm_in_their_firmware():
    """There a missing TPM is a part to buy."""
    windows11 = KNOWLEDGE.windows11
    assert cpu_support("Intel(R) Core(TM) i5-8500 CPU", windows11).firmware_tpm
    assert cpu_support("Intel(R) Xeon(R) E-2224 CPU", windows11).firmware_tpm
    assert not cpu_support("Intel(R) Xeon(R) Gold 6130 CPU", windows11).firmware_tpm
