"""What the shipped profiles make of devices that nobody has recorded for us.

Every value here is made up; only the places where they stand are the makers'.
"""

import pytest

from agent.readers.snmp.device_kind import device_kind
from agent.readers.snmp.identity import read_identity, read_vendor
from agent.readers.snmp.rows import oid

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
CISCO_SB = "1.3.6.1.4.1.9.6.1.101"
EXTEND = "1.3.6.1.4.1.8072.1.3.2.3.1.1"
PRINTER_SERIAL = "1.3.6.1.2.1.43.5.1.1.17.1"


def device(number, described, **more):
    """Return a walk with a sysObjectID below 1.3.6.1.4.1, a sysDescr and *more*."""
    walk = {
        oid("1.3.6.1.2.1.1.1.0"): described.encode(),
        oid("1.3.6.1.2.1.1.2.0"): oid(f"1.3.6.1.4.1.{number}"),
    }
    values = more.get("objects", {})
    return walk | {oid(k): v.encode() for k, v in values.items()}


def chassis(**said):
    """Return the cells of one chassis that stands alone."""
    names = {"descr": 2, "name": 7, "firmware": 9, "software": 10, "serial": 11}
    cells = {f"{ENTITY}.{names[k]}.1": v for k, v in said.items() if k in names}
    return cells | ({f"{ENTITY}.13.1": said["model"]} if "model" in said else {})


IOS = "Cisco IOS Software [Denver], ISR Software (X86_64_LINUX_IOSD-BASE-M), Version 9.9.9a, RELEASE SOFTWARE (fc1)"
COMWARE = "HPE Comware Platform Software, Software Version 7.1.999, Release 9999P9 HPE FF 5999-48G  Switch Copyright (c) 2000"
CASES = [
    # number, sysDescr, objects → os, type, hardware, version, serial, features, kind
    (
        device("9.1.2000", IOS),
        ("iosxe", "network", None, "X86_64_LINUX_IOSD-BASE-M 9.9.9a", None, "Denver"),
        "router",
    ),
    (
        device(
            "9.1.3000",
            "Cisco IOS Software, C9 Software (C9-LAN-M), Version 1.2(3)E, R",
            objects=chassis(model="WS-C9", software="1.2(3)E4", serial="F1"),
        ),
        ("ios", "network", "WS-C9", "1.2(3)E4", "F1", "LAN"),
        "switch",
    ),
    (
        device(
            "9.1.9999",
            "Catalyst 1300 Series Managed Switch, 24-port GE",
            objects={
                f"{CISCO_SB}.53.14.1.11.1": "C1300-24T",
                f"{CISCO_SB}.2.11.1.0": "V07",
                f"{CISCO_SB}.53.14.1.2.1": "9.1",
                f"{CISCO_SB}.2.10.0": "8.2",
                f"{CISCO_SB}.53.14.1.3.1": "7.3",
            },
        ),
        (
            "ciscosb",
            "network",
            "C1300-24T V07",
            "Software 9.1, Bootldr 8.2, Firmware 7.3",
            None,
            None,
        ),
        "switch",
    ),
    (
        device("9.1.1", "Cisco Adaptive Security Appliance Version 9.9(9)"),
        ("asa", "firewall", None, "9.9(9)", None, None),
        "firewall",
    ),
    (
        device(
            "11.2.3.7.11.99",
            "HP J1234A 2530-99G-PoE+ Switch, revision YA.99.01, ROM YA.01",
        ),
        ("procurve", "network", "J1234A 2530-99G-PoE+", "YA.99.01", None, None),
        "switch",
    ),
    (
        device("11.2.3.7.11.98", "ProCurve J4321B Switch 2510-99, revision Q.99.02"),
        ("procurve", "network", "J4321B 2510-99", "Q.99.02", None, None),
        "switch",
    ),
    (
        device(
            "11.2.3.7.5.97",
            "HPE OfficeConnect Switch 1820 24G J0000A, PT.09.09, Linux 3.6",
        ),
        ("procurve", "network", "1820 24G J0000A", "PT.09.09", None, None),
        "switch",
    ),
    (
        device(
            "25506.11.1.9",
            COMWARE,
            objects={"1.3.6.1.4.1.25506.2.6.1.2.1.1.2.5": "CN9"},
        ),
        ("comware", "network", "5999-48G", "7.1.999", "CN9", "9999P9"),
        "switch",
    ),
    (
        device(
            "2011.2.23.9",
            "S2799-52P-EI\nHuawei Versatile Routing Platform Software \r\n VRP (R) software,Version 5.99 (S2799 V999R001C00) \r\n",
        ),
        ("vrp", "network", "S2799-52P-EI", "5.99 (V999R001C00)", None, None),
        "switch",
    ),
    (
        device(
            "171.10.9",
            "WS6-DGS-1299-10P/F1 6.99.001",
            objects={"1.3.6.1.4.1.171.12.1.1.12.0": "D1"},
        ),
        ("dlink", "network", "WS6-DGS-1299-10P/F1", "6.99.001", "D1", None),
        "switch",
    ),
    (
        device("4526.100.4.99", "GS799T ProSafe 99-port Switch, 6.9.9.9, B1.0"),
        ("netgear", "network", "GS799T", "6.9.9.9", None, None),
        "switch",
    ),
    (
        device(
            "674.10895.3060",
            "Dell Networking N9999",
            objects={
                "1.3.6.1.4.1.674.10895.3000.1.2.100.1.0": "N9999",
                "1.3.6.1.4.1.674.10895.3000.1.2.100.4.0": "6.9",
                "1.3.6.1.4.1.674.10895.3000.1.2.100.8.1.4.1": "TAG",
            },
        ),
        ("dnos", "network", "N9999", "6.9", "TAG", None),
        "switch",
    ),
    (
        device(
            "6486.801.1.1.2.1.9", "Alcatel-Lucent Enterprise OS6999-24 8.9.99.R01 GA"
        ),
        ("aos7", "network", "OS6999-24", "8.9.99.R01", None, None),
        "switch",
    ),
    (
        device("2272.209", "VSP-9999GTX (9.9.0.0)"),
        ("voss", "network", "VSP-9999GTX", "9.9.0.0", None, None),
        "switch",
    ),
    (
        device(
            "41112.1.5",
            "EdgeOS v9.8.7.123.4",
            objects={"1.3.6.1.4.1.41112.1.5.1.1.0": "EdgeRouter Z"},
        ),
        ("edgeos", "network", "EdgeRouter Z", "9.8.7", None, None),
        "router",
    ),
    (
        device("8072.3.2.10", "U6-Zero 9.9.9.99999"),
        ("unifi", "wireless", "U6-Zero", "9.9.9.99999", None, None),
        "access_point",
    ),
    (
        device(
            "890.1.15",
            "USG99-VPN",
            objects={"1.3.6.1.4.1.890.1.15.3.1.6.0": "V9.99(ABC.0) | 01/01/2000"},
        ),
        ("zywall", "firewall", "USG99-VPN", "V9.99(ABC.0) | 01/01/2000", None, None),
        "firewall",
    ),
    (
        device("890.1.15", "NWA9999AX"),
        ("zyxelnwa", "wireless", "NWA9999AX", None, None, None),
        "access_point",
    ),
    (
        device("14988.1", "RouterOS RB9999 9.99 (stable)"),
        ("routeros", "network", "RB9999", None, None, None),
        "router",
    ),
    (
        device("8741.1", "SonicWALL TZ 999 (SonicOS Enhanced 9.9.1.0-1o)"),
        ("sonicwall", "firewall", "TZ 999", "9.9.1.0-1o", None, None),
        "firewall",
    ),
    (
        device("3224.1.99", "SSG-999 version 9.9.0r9 (SN: 0099, Firewall+VPN)"),
        ("screenos", "firewall", "SSG-999", "9.9.0r9", "0099", None),
        "firewall",
    ),
    (
        device(
            "318.1.3.4.5",
            "APC Web/SNMP Management Card (MB:v1 PF:v7.0 PN:a.bin AF1:v6.9 AN1:b)",
            objects={
                "1.3.6.1.4.1.318.1.1.12.1.5.0": "AP9999",
                "1.3.6.1.4.1.318.1.1.12.1.2.0": "B2",
                "1.3.6.1.4.1.318.1.1.12.1.3.0": "v3.9",
                "1.3.6.1.4.1.318.1.1.12.1.6.0": "ZA9",
            },
        ),
        ("apc", "power", "AP9999 B2", "v3.9", "ZA9", None),
        "ups",
    ),
    (
        device(
            "534.1",
            "Eaton 9SX",
            objects={
                "1.3.6.1.4.1.534.1.1.2.0": "9SX 9",
                "1.3.6.1.4.1.534.1.1.3.0": "1.2",
                "1.3.6.1.4.1.534.1.1.6.0": "E9",
            },
        ),
        ("eatonups", "power", "9SX 9", "1.2", "E9", None),
        "ups",
    ),
    (
        device(
            "3808.1.1.1",
            "UPS SNMP Card",
            objects={
                "1.3.6.1.4.1.3808.1.1.1.1.1.1.0": "OL9",
                "1.3.6.1.4.1.3808.1.1.1.1.2.1.0": "2.9",
            },
        ),
        ("cyberpower", "power", "OL9", "2.9", None, None),
        "ups",
    ),
    (
        device(
            "24681",
            "Linux TS-999 9.9.9",
            objects={
                "1.3.6.1.4.1.24681.1.4.1.1.1.1.1.2.1.3.1": "TS-999",
                "1.3.6.1.4.1.24681.1.4.1.1.1.1.1.2.1.4.1": "Q9",
            }
            | chassis(firmware="9.9.9"),
        ),
        ("qnap", "storage", "TS-999", "9.9.9", "Q9", None),
        "nas",
    ),
    (
        device(
            "50536.3.1", "TrueNAS-99.1-U2. Hardware: amd64 CPU. Software: FreeBSD 99.9"
        ),
        ("truenas", "storage", "amd64", "99.1-U2", None, None),
        "nas",
    ),
    (
        device(
            "2435.2.3.9.1",
            "Brother NC-9999h, Firmware Ver.9.14  (14.11.06),MID 8C5",
            objects={
                "1.3.6.1.2.1.25.3.2.1.3.1": "Brother HL-L9999 series",
                "1.3.6.1.4.1.2435.2.4.3.1240.6.5.0": "Firmware Ver.Z",
                "1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.1.0": "B9",
            },
        ),
        ("brother", "printer", "HL-L9999", "Z", "B9", None),
        "printer",
    ),
    (
        device(
            "1602.4.7",
            "Canon MF999",
            objects={
                "1.3.6.1.4.1.1602.1.1.1.1.0": "MF999C Series",
                "1.3.6.1.4.1.1602.1.1.1.4.0": "09.9",
                PRINTER_SERIAL: "C9",
            },
        ),
        ("canonprinter", "printer", "MF999C", "09.9", "C9", None),
        "printer",
    ),
    (
        device(
            "1347.41",
            "KYOCERA Document Solutions Printing System",
            objects={
                "1.3.6.1.4.1.1347.43.5.1.1.1.1": "ECOSYS M9",
                "1.3.6.1.4.1.1347.43.5.4.1.5.1.1": "2S9",
                "1.3.6.1.4.1.1347.43.5.1.1.28.1": "K9",
            },
        ),
        ("kyocera", "printer", "ECOSYS M9", "2S9", "K9", None),
        "printer",
    ),
    (
        device(
            "253.8.62.1.1",
            "Xerox WorkCentre 9999; Net 1.2",
            objects={PRINTER_SERIAL: "X9"},
        ),
        ("xerox", "printer", "WorkCentre 9999", None, "X9", None),
        "printer",
    ),
    (
        device("641.1", "Lexmark T999 version NS.NP.N1 kernel"),
        ("lexmarkprinter", "printer", "T999", "NS.NP.N1", None, None),
        "printer",
    ),
    (
        device(
            "11.2.3.9.1",
            "HP ETHERNET MULTI-ENVIRONMENT",
            objects={
                "1.3.6.1.4.1.11.2.3.9.1.1.7.0": "MFG:HP;CMD:PJL;MDL:HP LaserJet 999 Series;CLS:PRINTER;",
                "1.3.6.1.4.1.11.2.3.9.4.2.1.1.3.6.0": "\x01\x15 2000-01-01",
            },
        ),
        ("jetdirect", "printer", "LaserJet 999", "2000-01-01", None, None),
        "printer",
    ),
    (
        device(
            "6876.4.1",
            "VMware ESXi 9.9.0 build-999 VMware, Inc. x86_64",
            objects={
                "1.3.6.1.4.1.6876.1.2.0": "9.9.0",
                "1.3.6.1.4.1.6876.1.4.0": "build-999",
            }
            | chassis(descr="Server X"),
        ),
        ("vmware-esxi", "server", "Server X", "9.9.0", None, "build-999"),
        "server",
    ),
    (
        device(
            "8072.3.2.10",
            "Linux box 9.9.1-2-generic #9 SMP aarch64",
            objects={
                f"{EXTEND}.6.115.101.114.105.97.108": "S9",
                f"{EXTEND}.6.100.105.115.116.114.111": "Debian 99",
            },
        ),
        (
            "linux",
            "server",
            "Generic ARMv8 64-bit",
            "9.9.1-2-generic",
            "S9",
            "Debian 99",
        ),
        "server",
    ),
    (
        device("8072.3.2.8", "FreeBSD box 99.1-RELEASE FreeBSD 99.1 amd64"),
        ("freebsd", "server", "Generic x86 64-bit", "99.1-RELEASE", None, None),
        "server",
    ),
    (
        device(
            "311.1.1.3.1.1",
            "Hardware: AMD64 Family 1 - Software: Windows Version 6.3 (Build 9600 Multiprocessor Free)",
        ),
        ("windows", "workstation", "AMD x64", "8.1 (NT 6.3)", None, "Multiprocessor"),
        "other",
    ),
    (
        device(
            "311.1.1.3.1.3",
            "Hardware: Intel64 Family 6 - Software: Windows Version 6.3 (Build 20348 Multiprocessor Free)",
        ),
        (
            "windows",
            "server",
            "Intel x64",
            "Server 2022 Datacenter (21H2)",
            None,
            "Multiprocessor",
        ),
        "server",
    ),
]


@pytest.mark.parametrize(("walk", "expected", "kind"), CASES)
def test_a_device_is_known_by_the_words_of_its_maker(walk, expected, kind):
    """System, sort, model, version, serial number, edition; and what it is for."""
    found = read_identity(walk)
    assert (
        found.os,
        found.type,
        found.hardware,
        found.version,
        found.serial,
        found.features,
    ) == expected
    assert device_kind(walk) == kind


def test_a_maker_is_named_for_each_but_whoever_may_run_anywhere():
    """Nobody knows who made a computer by the system that it runs."""
    unnamed = {
        read_identity(walk).os for walk, _, _ in CASES if read_vendor(walk) is None
    }
    assert unnamed == {"linux", "freebsd", "windows"}
