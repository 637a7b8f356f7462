"""What the evidence for a drive's verdict is called: ``code=value; code=value``."""

import re
from collections.abc import Callable

from agent.shared.fact_kinds import N_

CODES: dict[str, str] = {
    "smart_passed": N_("the drive's own SMART status: {value}"),
    "no_smart": N_("no SMART status was read: {value}"),
    "windows_status": N_("Windows says of it: {value}"),
    "attribute_failing_now": N_("attribute at its maker's threshold: {value}"),
    "attribute_failed_in_past": N_("attribute was at its threshold before: {value}"),
    "nvme_critical_warning": N_("the drive warns: {value}"),
    "spare_below_threshold_percent": N_("spare blocks nearly used up: {value} %"),
    "reallocated_sectors": N_("reallocated sectors: {value}"),
    "reallocated_sectors_grown": N_("more reallocated sectors than before: {value}"),
    "reported_uncorrectable": N_("uncorrectable errors: {value}"),
    "reported_uncorrectable_grown": N_(
        "more uncorrectable errors than before: {value}"
    ),
    "pending_sectors": N_("unreadable sectors: {value}"),
    "pending_sectors_grown": N_("more unreadable sectors than before: {value}"),
    "offline_uncorrectable": N_("sectors unreadable in the drive's own test: {value}"),
    "offline_uncorrectable_grown": N_(
        "more sectors unreadable in the drive's own test than before: {value}"
    ),
    "media_errors": N_("media errors: {value}"),
    "media_errors_grown": N_("more media errors than before: {value}"),
    "grown_defects": N_("grown defects: {value}"),
    "grown_defects_grown": N_("more grown defects than before: {value}"),
    "uncorrected_read_errors": N_("uncorrected read errors: {value}"),
    "uncorrected_read_errors_grown": N_(
        "more uncorrected read errors than before: {value}"
    ),
    "uncorrected_write_errors": N_("uncorrected write errors: {value}"),
    "uncorrected_write_errors_grown": N_(
        "more uncorrected write errors than before: {value}"
    ),
    "failed_self_tests": N_("failed self-tests: {value}"),
    "endurance_used_percent": N_("endurance used: {value} %"),
    "life_remaining_percent": N_("life that remains: {value} %"),
}
# Values that are words; those of ``no_smart`` are the reasons that agents give, too.
VALUES: dict[str, str] = {
    "true": N_("passed"),
    "false": N_("failed"),
    "healthy": N_("healthy"),
    "warning": N_("warning"),
    "predictive_failure": N_("failure predicted"),
    "unhealthy": N_("not healthy"),
    "spare_below_threshold": N_("spare blocks nearly used up"),
    "temperature": N_("too hot"),
    "reliability_degraded": N_("reliability degraded"),
    "read_only": N_("can only be read"),
    "volatile_memory_backup_failed": N_("reserve power of its buffer failed"),
    "persistent_memory_unreliable": N_("persistent memory unreliable"),
    "unknown_bit": N_("a warning that is not known"),
    "tool_missing": N_("smartctl is not installed: install the package smartmontools"),
    "tool_failed": N_("smartctl does not start or does not answer"),
    "needs_root": N_("no permission: run the service as root or Local System"),
    "standby": N_("the drive sleeps and is left asleep"),
    "usb_bridge_unsupported": N_("the USB adapter passes no SMART data through"),
    "raid_controller": N_("the drive is behind a RAID controller that hides it"),
    "no_such_device": N_("the drive is gone"),
    "type_not_detected": N_("smartctl knows no way to ask this kind of device"),
    "open_failed": N_("the drive cannot be opened"),
    "not_supported": N_("the drive has no SMART"),
    "switched_off": N_("SMART is switched off in the drive"),
    "no_status": N_("the drive gave no SMART status"),
    "virtual_drive": N_("a virtual drive says nothing of what it stands on"),
    "timeout": N_("the drive did not answer in time"),
    "unreadable_output": N_("smartctl's answer is damaged"),
    "not_asked": N_("smartctl does not list this drive"),
}
_PAIR = re.compile(r"([a-z][a-z_]*)=(.*)", re.DOTALL)


def evidence_parts(evidence: str) -> list[tuple[str, str]]:
    """Return the (code, value) pairs of *evidence*; ("", text) for what is none."""
    return [
        (found[1], found[2].strip())
        if (found := _PAIR.fullmatch(part.strip())) and found[1] in CODES
        else ("", part.strip())
        for part in evidence.split(";")
        if part.strip()
    ]


def evidence_in_words(evidence: str, translate: Callable[[str], str]) -> str:
    """Return *evidence* for a reader; codes that are not known stand as they are."""
    told = []
    for code, value in evidence_parts(evidence):
        words = translate(VALUES[value]) if value in VALUES and code else value
        sentence = translate(CODES[code]) if code else "{value}"
        told.append(sentence.replace("{value}", words))
    return "; ".join(told)
