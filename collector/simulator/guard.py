"""What a simulated PC's slow probes read: protection, updates, drives, backups, itself.

From its facts, as the probes of agents make it: series and facts say the same.
"""

from collections.abc import Iterator, Mapping

from agent.shared.wire import Facts, Item, Reading, Scalar
from collector.simulator.sheets import Sheet, sheet

PERIOD_S = 3600.0
_VERDICTS = ("healthy", "watch", "replace_soon", "failing", "unknown")
_Found = tuple[str, tuple[str, ...], tuple[str, ...], float]
"""Name of the metric, names of its labels, their values, its value."""


def guard_reading(facts: Facts, uptime_s: float) -> tuple[Sheet, Reading]:
    """Return the table and the reading of a machine with *facts*, *uptime_s* after boot."""
    found = [*_security(facts), *_drives(facts), *_backups(facts), *_own(uptime_s)]
    table = sheet("guard", PERIOD_S, [one[:3] for one in found])
    return table, Reading(table.id, 0.0, tuple(round(one[3], 3) for one in found))


def _values(item: Item) -> Mapping[str, Scalar]:
    return item.attributes


def _number(value: Scalar | None) -> float:
    return float(value) if isinstance(value, bool | int | float) else 0.0


def _security(facts: Facts) -> Iterator[_Found]:
    for product, item in facts.get("antivirus", {}).items():
        told, label = _values(item), (("product",), (product,))
        yield ("antivirus_enabled", *label, _number(told.get("enabled")))
        yield ("antivirus_realtime", *label, _number(told.get("realtime")))
        made = _number(told.get("signatures_timestamp_seconds"))
        yield ("antivirus_signatures_timestamp_seconds", *label, made)
    for profile, item in facts.get("firewall", {}).items():
        on = _number(_values(item).get("enabled"))
        yield ("firewall_enabled", ("profile",), (profile,), on)
    for item in facts.get("accounts", {}).values():
        many = _number(_values(item).get("local_administrators"))
        yield ("local_administrators", (), (), many)
    for item in facts.get("updates", {}).values():
        told = _values(item)
        security = _number(told.get("pending_security"))
        other = _number(told.get("pending")) - security
        yield ("updates_pending", ("severity",), ("security",), security)
        yield ("updates_pending", ("severity",), ("other",), other)
        yield ("reboot_required", (), (), _number(told.get("reboot_required")))


def _drives(facts: Facts) -> Iterator[_Found]:
    for drive, item in facts.get("disk_health", {}).items():
        told = _values(item)
        for verdict in _VERDICTS:
            holds = float(told.get("verdict") == verdict)
            labels = ("device", "verdict"), (drive, verdict)
            yield ("disk_health_verdict", *labels, holds)
        if "life_remaining_percent" in told:
            wear = 1 - _number(told["life_remaining_percent"]) / 100
            yield ("disk_wear_ratio", ("device",), (drive,), wear)


def _backups(facts: Facts) -> Iterator[_Found]:
    for name, item in facts.get("canary", {}).items():
        intact = float(_values(item).get("state") == "intact")
        yield ("canary_intact", ("canary",), (name,), intact)
    for name, item in facts.get("backup", {}).items():
        told = _values(item)
        tool = ("set", "tool"), (name, str(told.get("tool", "")))
        last = _number(told.get("last_success_timestamp_seconds"))
        yield ("backup_last_success_timestamp_seconds", *tool, last)
        for metric, value in (
            ("last_attempt_timestamp_seconds", "last_attempt_timestamp_seconds"),
            ("last_attempt_success", "last_attempt_succeeded"),
            (
                "last_restore_test_timestamp_seconds",
                "last_restore_test_timestamp_seconds",
            ),
            ("target_reachable", "target_reachable"),
            ("every_seconds", "every_seconds"),
        ):
            yield (f"backup_{metric}", ("set",), (name,), _number(told.get(value)))


def _own(uptime_s: float) -> Iterator[_Found]:
    """Yield what an agent says of itself, as much as real ones were measured to use."""
    yield ("agent_resident_memory_bytes", (), (), 44e6 + min(uptime_s, 36000.0) * 20)
    yield ("agent_cpu_seconds_total", (), (), 0.003 * uptime_s)
