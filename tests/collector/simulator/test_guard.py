"""Slow readings of simulated PCs say what their facts say."""

from agent.shared.wire import Item
from collector.simulator.guard import guard_reading

FACTS = {
    "antivirus": {"Defender": Item({"enabled": False, "realtime": False})},
    "firewall": {"public": Item({"enabled": True})},
    "accounts": {"": Item({"local_administrators": 3})},
    "updates": {
        "": Item({"pending": 4, "pending_security": 1, "reboot_required": True})
    },
    "disk_health": {"sda": Item({"verdict": "failing", "life_remaining_percent": 30})},
    "backup": {"nas": Item({"tool": "x", "last_success_timestamp_seconds": 5.0})},
    "canary": {"documents": Item({"state": "intact"})},
}


def told(facts):
    """Return (name without prefix, labels) → value."""
    sheet, reading = guard_reading(facts, 100.0)
    assert reading.table == sheet.id
    names = [metric.name.removeprefix("hatang_") for metric in sheet.table.metrics]
    return {
        (names[place], *labels): value
        for (place, labels), value in zip(
            sheet.table.series, reading.values, strict=True
        )
    }


def test_series_follow_from_facts():
    """One value for each thing that is told."""
    found = told(FACTS)
    assert found["antivirus_enabled", "Defender"] == 0
    assert found["firewall_enabled", "public"] == 1
    assert found["local_administrators",] == 3
    assert found["updates_pending", "security"] == 1
    assert found["updates_pending", "other"] == 3
    assert found["disk_health_verdict", "sda", "failing"] == 1
    assert found["disk_health_verdict", "sda", "healthy"] == 0
    assert found["disk_wear_ratio", "sda"] == 0.7
    assert found["backup_last_success_timestamp_seconds", "nas", "x"] == 5
    assert found["canary_intact", "documents"] == 1


def test_what_is_not_told_has_no_series():
    """A machine without backup has none, not one of the year 1970."""
    found = told({})
    assert {name for name, *_ in found} == {
        "agent_resident_memory_bytes",
        "agent_cpu_seconds_total",
    }


def test_names_are_those_of_real_agents():
    """Or boards would show a simulation that no agent can make."""
    from dashboards.declared import declared

    known = declared()
    sheet, _reading = guard_reading(FACTS, 1.0)
    for metric in sheet.table.metrics:
        assert known[metric.name] == set(metric.labels)
