"""What sort a device is."""

import json

import pytest

from agent.readers.snmp.device_kind import device_kind
from agent.readers.snmp.rows import oid
from tests.support.snmp_agreement import devices
from tests.support.snmprec import FOLDER, read_snmprec

DESCR, OBJECT = oid("1.3.6.1.2.1.1.1.0"), oid("1.3.6.1.2.1.1.2.0")
SERVICES, FORWARDING = oid("1.3.6.1.2.1.1.7.0"), oid("1.3.6.1.2.1.4.1.0")
TYPE = oid("1.3.6.1.2.1.2.2.1.3")
CAPABILITIES = oid("1.0.8802.1.1.2.1.3.6.0")
CISCO = oid("1.3.6.1.4.1.9.1.1")
LINUX = oid("1.3.6.1.4.1.8072.3.2.10")


@pytest.mark.parametrize(
    ("object_id", "described", "kind"),
    [
        (
            CISCO,
            b"Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M)",
            "switch",
        ),
        (CISCO, b"Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M)", "router"),
        (CISCO, b"Cisco IOS Software, 2800 Software (C2800NM-IPBASEK9-M)", "router"),
        (CISCO, b"Cisco IOS Software, C1140 Software (C1140-K9W7-M)", "access_point"),
        (CISCO, b"Cisco IOS Software [Bengaluru], ISR Software (X86_64)", "router"),
        (CISCO, b"Cisco Adaptive Security Appliance Version 9.8", "firewall"),
        (oid("1.3.6.1.4.1.14988.1"), b"RouterOS CRS317-1G-16S+", "switch"),
        (oid("1.3.6.1.4.1.14988.1"), b"RouterOS RB750Gr3", "router"),
        (oid("1.3.6.1.4.1.2636.1.1.1.2.1"), b"Juniper Networks, srx340", "firewall"),
        (oid("1.3.6.1.4.1.2011.2.1"), b"Huawei AR1220 Huawei Versatile", "router"),
        (oid("1.3.6.1.4.1.25506.1.1"), b"H3C Comware MSR36-20", "router"),
        (oid("1.3.6.1.4.1.7367"), b"DrayTek, Model: VigorSwitch", "switch"),
        (LINUX, b"Linux box 5.10 x86_64", "server"),
        (None, b"pfSense 2.4", "firewall"),
        (None, b"", "other"),
    ],
)
def test_a_profile_tells_by_what_the_device_says_of_itself(object_id, described, kind):
    """Where its line of products is known."""
    walk = {DESCR: described}
    assert device_kind(walk | ({OBJECT: object_id} if object_id else {})) == kind


def test_a_mib_that_only_printers_or_supplies_have_tells():
    """Unless it is known to be network gear."""
    printer = {(*oid("1.3.6.1.2.1.43.10.2.1.4"), 1, 1): 5}
    assert device_kind(printer) == "printer"
    assert device_kind({**printer, OBJECT: LINUX}) == "printer"
    ups = {oid("1.3.6.1.2.1.33.1.2.1.0"): 2}
    assert device_kind(ups) == "ups"
    assert device_kind({**ups, OBJECT: oid("1.3.6.1.4.1.171.10.1")}) == "switch"


def test_unknown_gear_is_told_by_what_it_does():
    """Bridging, routing, radio, applications."""
    plugs = {(*TYPE, n): 6 for n in range(1, 9)}
    base = {(*oid("1.3.6.1.2.1.17.1.4.1.2"), n): n for n in range(1, 9)}
    assert device_kind({**plugs, **base}) == "switch"
    assert device_kind({oid("1.3.6.1.2.1.17.1.2.0"): 24}) == "switch"
    learned = {(*oid("1.3.6.1.2.1.17.4.3.1.2"), 2, 0, 0, 0, 0, 1): 1}
    assert device_kind({**plugs, **learned}) == "switch"
    assert device_kind({SERVICES: 2}) == "switch"
    assert device_kind({SERVICES: 4, FORWARDING: 1}) == "router"
    assert device_kind({CAPABILITIES: b"\x08"}) == "router"
    assert device_kind({CAPABILITIES: b"\x28"}) == "switch"
    assert device_kind({CAPABILITIES: b"\x30"}) == "access_point"
    assert device_kind({(*TYPE, 1): 6, (*TYPE, 2): 71}) == "access_point"
    assert device_kind({oid("1.3.6.1.2.1.25.1.1.0"): 5, SERVICES: 72}) == "server"
    assert device_kind({SERVICES: 72}) == "other"


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", devices())
def test_a_recorded_device_is_what_its_publisher_says(name):
    """All of them; none needs an exception."""
    manifest = json.loads((FOLDER / "MANIFEST.json").read_text("utf-8"))
    kinds = {device["name"]: device["kind"] for device in manifest["devices"]}
    assert device_kind(read_snmprec(FOLDER / f"{name}.snmprec")) == kinds[name]
