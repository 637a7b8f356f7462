"""Until when a system is supported, and what has to be done."""

import pytest

from collector.planning.need.estate import needs
from collector.planning.need.system import musts, unsupported, way_on
from tests.support.need_cases import FACTS, estate, machine

TEN = {"name": "Windows 10 Pro", "version": "22H2", "build": "19045.6000"}
SERVER = {
    "name": "Windows Server 2012 R2 Standard",
    "edition": "ServerStandard",
    "version": "6.3",
    "build": "9600",
}


def test_days_count_down_to_the_end_of_support():
    """Within the year before the severity grows; the end itself is 1."""
    soon = {
        "name": "Windows 11 Enterprise",
        "edition": "Enterprise",
        "version": "24H2",
        "build": "26100.1",
    }
    (need,) = needs(estate(machine(operating_system=soon)), FACTS)
    found = need.pressures["support"]
    assert found.value == pytest.approx(316, abs=1)  # 2027-10-12
    assert found.severity == pytest.approx(49 / 365, abs=0.01)
    assert found.coverage.days == 0
    assert need.must == ()


def test_after_the_end_it_must_be_replaced():
    """Updates that may be paid for change nothing."""
    one = machine(operating_system=TEN)
    assert unsupported(one)
    assert musts(one) == ("system_unsupported",)


def test_a_supported_system_needs_no_way_on():
    """Whatever Windows 11 asks for."""
    assert way_on(machine()) is None
    assert musts(machine()) == ()


def test_a_server_takes_a_licence():
    """It is not asked for Windows 11."""
    assert way_on(machine(operating_system=SERVER)).code == "upgrade_licence"


def test_a_virtual_machine_is_upgraded_inside():
    """Its host gives it the hardware."""
    virtual = {"manufacturer": "VMware, Inc.", "model": "VMware Virtual Platform"}
    way = way_on(machine(operating_system=TEN, system=virtual))
    assert (way.code, way.kind) == ("upgrade_virtual", "free")


def test_windows_11_on_an_old_processor_needs_another_machine():
    """It may get no further release."""
    old = {"name": "Windows 11 Pro", "version": "22H2", "build": "22621.1"}
    cpu = {"model": "Intel(R) Core(TM) i5-4570 CPU @ 3.20GHz"}
    way = way_on(machine(operating_system=old, cpu=cpu))
    assert (way.code, way.kind) == ("windows11_replace", "replacement")
