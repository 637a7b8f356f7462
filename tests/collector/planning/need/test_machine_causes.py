"""What makes a machine's pressures, and that the cheapest cure comes first."""

import pytest

from agent.shared.wire import Item
from collector.planning.need.estate import needs
from tests.support.machine_facts import GIB
from tests.support.need_cases import FACTS, estate, facts, machine

FREE = 'filesystem_free_ratio{mountpoint="C:\\"}'
TEN = {"name": "Windows 10 Pro", "version": "22H2", "build": "19045.6000"}
PAGING = {
    "memory_available_ratio": 0.04,
    "hard_faults_per_second": 200.0,
    "disk_read_seconds_per_operation": 0.06,
}


def need(one, policy=FACTS):
    """Return what the machine *one* alone needs."""
    (found,) = needs(estate(one), policy)
    return found


def codes(found):
    """Return codes and kinds of the causes, in their order."""
    return [(one.code, one.kind) for one in found.causes]


def test_a_healthy_machine_needs_nothing():
    """And says what was measured of it all the same."""
    found = need(machine())
    assert (found.causes, found.must) == ((), ())
    assert found.enough
    assert set(found.remaining.values()) == {0}
    assert {"cpu", "memory", "disk_speed", "disk_space"} <= found.pressures.keys()


def test_a_full_drive_is_tidied_up_first():
    """Where that is all it takes, no drive is bought."""
    found = need(machine(signals={FREE: 0.05}))
    assert codes(found) == [("disk_full", "free")]
    assert found.remaining["disk_space"] == 0


def test_what_tidying_leaves_is_bought():
    """Half of the pressure stays: a larger drive."""
    half = facts(relief={"clean_disk": {"disk_space": 0.5}})
    found = need(machine(signals={FREE: 0.05}), half)
    assert codes(found) == [("disk_full", "free"), ("drive_small", "part")]
    assert found.remaining["disk_space"] == pytest.approx(0.5)


def test_memory_comes_before_a_drive_where_it_pages():
    """A faster drive would only page faster."""
    found = need(machine(signals=PAGING, disk__sda={"media": "HDD"}))
    assert codes(found) == [("paging", "part")]
    assert found.causes[0].dimensions == ("memory", "disk_speed")


def test_a_slow_hard_disk_is_replaced_by_a_solid_one():
    """Where memory is not what is missing."""
    slow = {"disk_read_seconds_per_operation": 0.06}
    assert codes(need(machine(signals=slow, disk__sda={"media": "HDD"}))) == [
        ("hard_disk", "part")
    ]


@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("WDC WD10EZEX-08WN4A0", "hard_disk"),
        ("ST500DM002-1BD142", "hard_disk"),
        ("KINGSTON SSD A400", "drive_load"),
        ("something", "slow_drive"),
    ],
)
def test_old_systems_do_not_say_what_a_drive_is(model, code):
    """Its name does."""
    slow = {"disk_write_seconds_per_operation": 0.06}
    disk = {"sda": Item({"model": model, "size_bytes": 500 * 10**9})}
    assert codes(need(machine(signals=slow, disk=disk)))[0][0] == code


def test_a_board_that_takes_no_more_memory_means_another_machine():
    """The agent knows the maximum of the board."""
    full = {"maximum_bytes": 8 * GIB}
    found = need(machine(signals={"memory_available_ratio": 0.04}, memory=full))
    assert codes(found) == [("memory_at_maximum", "replacement")]


def test_a_busy_processor_is_replaced_after_what_is_free():
    """Memory that runs below its speed is a setting."""
    busy = {"cpu_busy_ratio": 0.99}
    slow = {"configured_speed_mts": 2133, "speed_mts": 3200}
    found = need(machine(signals=busy, memory_module__DIMM1=slow))
    assert codes(found) == [("memory_slow", "free"), ("cpu_busy", "replacement")]
    assert found.remaining["cpu"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("security", "firmware", "code"),
    [
        ({"tpm_version": "none", "secure_boot": False}, "UEFI", "tpm_off"),
        ({"tpm_version": "2.0", "secure_boot": False}, "UEFI", "secure_boot_off"),
        ({"tpm_version": "2.0"}, "BIOS", "legacy_start"),
    ],
)
def test_what_is_switched_off_in_the_firmware_costs_nothing(security, firmware, code):
    """Windows 10 is out of support, and the machine can run Windows 11."""
    security = {"": Item(security)}
    one = machine(operating_system=TEN, security=security, firmware={"mode": firmware})
    found = need(one)
    assert codes(found) == [(code, "free")]
    assert found.must == ("system_unsupported",)
    assert found.remaining["support"] == 0


def test_a_machine_that_is_ready_is_upgraded_for_nothing():
    """From Windows 10; an older system needs a licence."""
    assert codes(need(machine(operating_system=TEN))) == [("upgrade_ready", "free")]
    seven = {"name": "Windows 7 Professional", "version": "6.1", "build": "7601"}
    assert codes(need(machine(operating_system=seven))) == [("upgrade_licence", "part")]


def test_an_old_processor_means_another_machine():
    """Even where nobody has watched it: it gets no updates any more."""
    old = {"model": "Intel(R) Core(TM) i5-4570 CPU @ 3.20GHz"}
    found = need(machine(days=0, operating_system=TEN, cpu=old))
    assert codes(found) == [("windows11_replace", "replacement")]
    assert found.remaining["support"] == 1
    assert not found.enough


def test_an_old_release_of_windows_11_is_updated():
    """Nothing is bought."""
    old = {"name": "Windows 11 Pro", "version": "22H2", "build": "22621.1"}
    assert codes(need(machine(operating_system=old))) == [("feature_update", "free")]


def test_an_old_linux_is_upgraded():
    """Nothing is bought."""
    old = {"": Item({"name": "Ubuntu 20.04 LTS", "version": "20.04"})}
    found = need(machine(operating_system=old))
    assert ("newer_release", "free") in codes(found)


def test_where_readiness_is_not_known_nothing_is_bought():
    """Somebody looks at the machine first, and the pressure stays."""
    unread = {"": Item({}, {"tpm_version": "no right to read it"})}
    cpu = {"model": "Some CPU of nobody"}
    found = need(machine(operating_system=TEN, security=unread, cpu=cpu))
    assert codes(found) == [("readiness_unknown", "free")]
    assert found.remaining["support"] == 1


def test_a_failing_drive_must_be_replaced():
    """Whatever was measured; the agent's verdict is enough."""
    found = need(machine(days=0, disk_health__sda={"verdict": "failing"}))
    assert codes(found) == [("disk_failing", "part")]
    assert found.must == ("disk_failing",)


def test_a_drive_to_watch_is_watched():
    """It is not bought anew."""
    found = need(machine(disk_health__sda={"verdict": "watch"}))
    assert codes(found) == [("disk_watch", "free")]


def test_no_antivirus_must_be_mended_and_one_that_is_off_is_switched_on():
    """Only the first may cost money."""
    found = need(machine(antivirus={}))
    assert (found.must, codes(found)) == (
        ("no_antivirus",),
        [("antivirus_none", "part")],
    )
    off = need(machine(antivirus__Defender={"enabled": False}))
    assert (off.must, codes(off)) == ((), [("antivirus_off", "free")])


def test_an_office_program_out_of_support_is_told():
    """It presses nothing of the machine itself."""
    old = {"office": Item({"name": "Microsoft Office 2016", "version": "16.0.1"})}
    found = need(machine(office=old))
    assert codes(found) == [("office_release", "part")]
    assert "support" not in found.pressures


@pytest.mark.parametrize("days", [0, 1, 4])
def test_few_days_buy_nothing(days):
    """A machine that is off for weeks is not known to be well, nor to be slow."""
    signals = {**PAGING, "cpu_busy_ratio": 1.0, FREE: 0.01}
    found = need(machine(days=days, signals=signals, disk__sda={"media": "HDD"}))
    assert not found.enough
    assert found.causes == ()
    assert set(found.remaining.values()) <= {0}
    if days:
        assert found.pressures["cpu"].raw == 1
        assert found.pressures["cpu"].value == pytest.approx(1, rel=0.02)


def test_the_weight_is_that_of_the_role():
    """A server that many work on weighs more."""
    assert need(machine(_role="server")).weight == 3
    assert need(machine(_role="of nobody")).weight == 1


def settings(**values):
    """Return what a machine is set to."""
    return {"": Item(values)}


def test_a_power_saver_is_switched_off_before_a_machine_is_bought():
    """The rest of the pressure stays."""
    busy = {"cpu_busy_ratio": 0.99}
    found = need(machine(signals=busy, performance=settings(power_plan="power_saver")))
    assert codes(found) == [("power_saver", "free"), ("cpu_busy", "replacement")]
    assert codes(
        need(machine(signals=busy, performance=settings(power_plan="balanced")))
    ) == [("cpu_busy", "replacement")]
    assert codes(need(machine(performance=settings(power_plan="power_saver")))) == []


@pytest.mark.parametrize(("programs", "told"), [(12, True), (11, False)])
def test_many_programs_that_start_by_themselves_are_told(programs, told):
    """Where something presses; on a machine with plenty they do no harm."""
    short = {"memory_available_ratio": 0.04}
    found = need(
        machine(signals=short, performance=settings(startup_programs=programs))
    )
    assert (("startup_load", "free") in codes(found)) is told
    assert codes(need(machine(performance=settings(startup_programs=programs)))) == []
