"""The facts of drives' health, from what was read now and before."""

from collections.abc import Mapping

from agent.facts.disk_verdict import Judgement, judge, unread
from agent.facts.items import item
from agent.readers.smartctl.shapes import Drive
from agent.shared.wire import Facts, Item
from agent.sources.storage_health import Found

REASONS = {
    "tool_missing": "smartctl is not installed: install the package smartmontools",
    "tool_failed": "smartctl does not start or does not answer",
    "needs_root": "no permission: run the service as root or Local System",
    "standby": "the drive sleeps and is left asleep",
    "usb_bridge_unsupported": "the USB adapter passes no SMART data through",
    "raid_controller": "the drive is behind a RAID controller that hides it",
    "no_such_device": "the drive is gone",
    "type_not_detected": "smartctl knows no way to ask this kind of device",
    "open_failed": "the drive cannot be opened",
    "not_supported": "the drive has no SMART",
    "switched_off": "SMART is switched off in the drive",
    "no_status": "the drive gave no SMART status",
    "virtual_drive": "a virtual drive says nothing of what it stands on",
    "timeout": "the drive did not answer in time",
    "unreadable_output": "smartctl's answer is damaged",
    "not_asked": "smartctl does not list this drive",
}
"""Why no status was read, as a sentence, by the value of ``no_smart``."""

_NO_LIFE = "only solid-state drives state it, and not all of them"


def judge_found(found: Found, earlier: Drive | None = None) -> Judgement:
    """Return the verdict on one drive."""
    if found.drive is None:
        return unread(found.why or "no_status")
    return judge(found.drive, earlier)


def disk_health_item(found: Found, judgement: Judgement) -> Item:
    """Return the item of one drive; what was not read has its reason."""
    drive = found.drive or Drive()
    values = {
        "verdict": judgement.verdict,
        "evidence": judgement.text,
        "source": None if found.source == "none" else found.source,
        "smart_passed": drive.smart_passed,
        "life_remaining_percent": drive.life.percent if drive.life else None,
    }
    reasons = {}
    if drive.smart_passed is not None or drive.system_status is not None:
        reasons["life_remaining_percent"] = _NO_LIFE
    return item(values, reasons, otherwise=REASONS.get(found.why, "no SMART status"))


def disk_health_facts(
    found: Mapping[str, Found], judgements: Mapping[str, Judgement]
) -> Facts:
    """Return the facts of all drives; none is a fact, too."""
    return {
        "disk_health": {
            key: disk_health_item(one, judgements[key]) for key, one in found.items()
        }
    }
