"""Which PCs there are, how fast their processors are, and what runs on them."""

from typing import Literal, NamedTuple

from collector.simulator.shapes import Model

Class = Literal["old", "middle", "new"]

OLD = (  # Windows 11 does not run on these
    Model(
        "FPT",
        "Elead S898i",
        "Intel(R) Pentium(R) CPU G2030 @ 3.00GHz",
        2,
        2013,
        "DDR3",
        2,
        16,
        runs_11=False,
    ),
    Model(
        "Dell Inc.",
        "OptiPlex 3020",
        "Intel(R) Core(TM) i3-4150 CPU @ 3.50GHz",
        2,
        2014,
        "DDR3",
        2,
        16,
        runs_11=False,
    ),
    Model(
        "HP",
        "ProDesk 400 G3",
        "Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz",
        4,
        2016,
        "DDR4",
        2,
        32,
        runs_11=False,
    ),
    Model(
        "LENOVO",
        "ThinkCentre M710t",
        "Intel(R) Core(TM) i3-7100 CPU @ 3.90GHz",
        2,
        2017,
        "DDR4",
        4,
        64,
        runs_11=False,
    ),
)
MIDDLE = (
    Model(
        "HP",
        "ProDesk 400 G6 MT",
        "Intel(R) Core(TM) i5-9500 CPU @ 3.00GHz",
        6,
        2019,
        "DDR4",
        2,
        32,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "Dell Inc.",
        "OptiPlex 3070",
        "Intel(R) Core(TM) i3-9100 CPU @ 3.60GHz",
        4,
        2019,
        "DDR4",
        2,
        32,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "LENOVO",
        "ThinkCentre M70s",
        "Intel(R) Core(TM) i3-10100 CPU @ 3.60GHz",
        4,
        2020,
        "DDR4",
        4,
        128,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "Dell Inc.",
        "OptiPlex 3080",
        "Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz",
        6,
        2021,
        "DDR4",
        2,
        64,
        runs_11=True,
        nvme=True,
    ),
)
NEW = (
    Model(
        "ASUSTeK COMPUTER INC.",
        "ExpertCenter D700SC",
        "12th Gen Intel(R) Core(TM) i5-12400",
        6,
        2022,
        "DDR4",
        4,
        128,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "HP",
        "Pro Tower 280 G9",
        "12th Gen Intel(R) Core(TM) i3-12100",
        4,
        2023,
        "DDR4",
        2,
        64,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "Dell Inc.",
        "OptiPlex 7020",
        "Intel(R) Core(TM) i5-14500",
        14,
        2024,
        "DDR5",
        2,
        64,
        runs_11=True,
        nvme=True,
    ),
    Model(
        "Dell Inc.",
        "Latitude 3440",
        "13th Gen Intel(R) Core(TM) i5-1335U",
        10,
        2023,
        "DDR4",
        2,
        32,
        runs_11=True,
        nvme=True,
        portable=True,
    ),
)
WEAK = (  # Windows 11 runs, but the processor is the bottleneck
    Model(
        "Acer",
        "Veriton N4640G",
        "Intel(R) Celeron(R) G4930 CPU @ 3.20GHz",
        2,
        2019,
        "DDR4",
        2,
        32,
        runs_11=True,
    ),
    Model(
        "FPT",
        "Elead T10i",
        "Intel(R) Pentium(R) Gold G5400 CPU @ 3.70GHz",
        2,
        2018,
        "DDR4",
        2,
        32,
        runs_11=True,
    ),
)
SERVER = Model(
    "Dell Inc.",
    "PowerEdge T150",
    "Intel(R) Xeon(R) E-2314 CPU @ 2.80GHz",
    4,
    2022,
    "DDR4",
    4,
    128,
    runs_11=True,
    nvme=True,
)


class System(NamedTuple):
    """An operating system as facts name it."""

    name: str
    edition: str
    version: str
    build: str


SYSTEMS = {
    "windows7": System("Windows 7", "Professional", "6.1", "7601"),
    "windows10": System("Windows 10 Pro", "Professional", "22H2", "19045.6456"),
    "windows10ltsc": System(
        "Windows 10 Enterprise LTSC", "EnterpriseS", "1809", "17763.8027"
    ),
    "windows11": System("Windows 11 Pro", "Professional", "26H2", "26300.1712"),
    "windows11e": System("Windows 11 Enterprise", "Enterprise", "25H2", "26200.7171"),
    "debian": System("Debian GNU/Linux", "", "13", ""),
    "ubuntu": System("Ubuntu", "", "24.04", ""),
}
DISKS = {
    "HDD": ("WDC WD5000AAKX-60U6AA0", "sata", "HDD"),
    "SSD": ("KINGSTON SA400S37240G", "sata", "SSD"),
    "NVMe": ("Samsung SSD 980 500GB", "nvme", "SSD"),
}
