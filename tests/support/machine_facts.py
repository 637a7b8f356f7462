"""Facts of machines for tests of rules: one in order, and what can be wrong with it."""

from agent.shared.knowledge import load
from agent.shared.wire import Item

KNOWLEDGE = load(None)
DAY = 86400
NOW = 1_796_000_000  # 2026-11-30
GB = 10**9
GIB = 2**30

IN_ORDER = {
    "system": {"": Item({"manufacturer": "Dell Inc.", "model": "OptiPlex 7090"})},
    "chassis": {"": Item({"kind": "Desktop", "portable": False})},
    "firmware": {"": Item({"mode": "UEFI", "version": "1.2"})},
    "cpu": {
        "": Item(
            {
                "model": "Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz",
                "architecture": "AMD64",
                "cores": 6,
            }
        )
    },
    "memory": {"": Item({"installed_bytes": 8 * GIB, "source": "firmware"})},
    "memory_module": {
        "DIMM1": Item({"size_bytes": 8 * GIB, "speed_mts": 2666, "serial": "m1"})
    },
    "disk": {"sda": Item({"model": "WD Blue", "serial": "d1", "size_bytes": 500 * GB})},
    "operating_system": {
        "": Item(
            {
                "name": "Windows 11 Pro",
                "edition": "Professional",
                "version": "26H2",
                "build": "26300.100",
            }
        )
    },
    "security": {"": Item({"secure_boot": True, "tpm_version": "2.0"})},
    "disk_health": {
        "sda": Item({"verdict": "healthy", "evidence": "smart_passed=true"})
    },
    "raid": {},
    "scrub": {},
    "volume": {
        "C:": Item({"encrypted": True, "protection": "on", "system": True}),
    },
    "antivirus": {
        "Defender": Item(
            {
                "enabled": True,
                "realtime": True,
                "signatures": "up_to_date",
                "signatures_timestamp_seconds": NOW - DAY,
            }
        )
    },
    "firewall": {"Domain": Item({"enabled": True}), "Public": Item({"enabled": True})},
    "accounts": {
        "": Item({"local_administrators": 2, "every_domain_user_is_admin": False})
    },
    "updates": {
        "": Item(
            {
                "pending": 0,
                "pending_security": 0,
                "reboot_required": False,
                "automatic": True,
                "last_installed_timestamp_seconds": NOW - 5 * DAY,
                "last_checked_timestamp_seconds": NOW - DAY,
            }
        )
    },
    "office": {"office": Item({"name": "Microsoft 365 Apps", "version": "16.0.1"})},
    "timer": {},
    "backup": {
        "server": Item(
            {
                "tool": "restic",
                "last_success_timestamp_seconds": NOW - DAY // 2,
                "last_attempt_timestamp_seconds": NOW - DAY // 2,
                "last_attempt_succeeded": True,
                "last_restore_test_timestamp_seconds": NOW - 10 * DAY,
                "proof": "canary",
                "target_reachable": True,
                "every_seconds": DAY,
            }
        )
    },
    "shadow_copies": {"": Item({"present": True})},
    "canary": {"documents": Item({"state": "intact"})},
    "documents": {"": Item({"bytes": 20 * GB, "folders": 2})},
}


def changed(base=IN_ORDER, /, **kinds):
    """Return *base* with other attributes: ``cpu={"model": "…"}`` of the thing "".

    With a key: ``firewall__Public={"enabled": False}``. An Item replaces the thing, a
    dict of Items the kind, None takes the kind (or the thing) away; an attribute that is
    None is not known.
    """
    facts = {kind: dict(items) for kind, items in base.items()}
    for name, value in kinds.items():
        kind, has_key, key = name.partition("__")
        key = key.replace("_", " ") if has_key else ""
        if not has_key and value is None:
            facts.pop(kind, None)
        elif not has_key and _is_kind(value):
            facts[kind] = dict(value)
        elif value is None:
            facts[kind].pop(key, None)
        elif isinstance(value, Item):
            facts.setdefault(kind, {})[key] = value
        else:
            facts.setdefault(kind, {})[key] = _with(facts[kind].get(key), value)
    return facts


def _is_kind(value):
    return isinstance(value, dict) and all(isinstance(v, Item) for v in value.values())


def _with(item, attributes):
    item = item or Item()
    known = {**item.attributes, **attributes}
    unknown = {name: "no right to read it" for name, v in known.items() if v is None}
    return Item(
        {name: v for name, v in known.items() if v is not None},
        {**item.unknown, **unknown},
    )
