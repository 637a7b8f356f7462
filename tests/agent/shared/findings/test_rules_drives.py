"""Rules about drives: what test_rules.py does not show."""

from agent.shared.findings.case import Case
from agent.shared.findings.rules_drives import disks, drive_name, memory_speed
from agent.shared.wire import Item
from tests.support.machine_facts import IN_ORDER, KNOWLEDGE, NOW, changed


def case(**kinds):
    """Return the machine in order but for *kinds*."""
    return Case(changed(IN_ORDER, **kinds), NOW, KNOWLEDGE)


def test_a_drive_is_called_by_device_and_model():
    """As far as they are known."""
    assert drive_name(case(), "sda") == "sda (WD Blue)"
    assert drive_name(case(), "sdb") == "sdb"


def test_drives_without_a_verdict_are_one_finding():
    """With the agent's reason."""
    silent = Item(
        {"verdict": "unknown", "evidence": "no_smart=tool_missing"},
        {"smart_passed": "smartctl is not installed"},
    )
    (found,) = disks(case(disk_health={"sda": silent, "sdb": silent}))
    assert found.evidence == {
        "drives": "sda (WD Blue), sdb",
        "reason": "smartctl is not installed",
    }


def test_a_verdict_of_a_newer_agent_is_not_taken_for_healthy():
    """A word that we do not know is unknown."""
    (found,) = disks(case(disk_health__sda={"verdict": "superb"}))
    assert found.kind == "disk_unknown"


def test_the_slowest_module_is_told():
    """With what it could do."""
    (found,) = memory_speed(
        case(
            memory_module={
                "A": Item({"speed_mts": 3200, "configured_speed_mts": 2400}),
                "B": Item({"speed_mts": 3200, "configured_speed_mts": 2133}),
                "C": Item({"speed_mts": 3200, "configured_speed_mts": 0}),
            }
        )
    )
    assert found.evidence == {
        "modules": "A, B",
        "configured_speed_mts": 2133,
        "speed_mts": 3200,
    }
