"""Words for the evidence of a drive's verdict: ``code=value; code=value``."""

from collections.abc import Callable

from agent.shared.fact_kinds import N_

GROWN = "_grown"

CODES: dict[str, str] = {
    "smart_passed": N_("The drive's own SMART status"),
    "attribute_failing_now": N_("Attribute at its maker's threshold"),
    "attribute_failed_in_past": N_("Attribute was at its threshold before"),
    "reallocated_sectors": N_("Reallocated sectors"),
    "reported_uncorrectable": N_("Uncorrectable errors reported"),
    "pending_sectors": N_("Pending sectors"),
    "offline_uncorrectable": N_("Offline uncorrectable sectors"),
    "media_errors": N_("Media errors (NVMe)"),
    "grown_defects": N_("Grown defects (SAS)"),
    "uncorrected_read_errors": N_("Uncorrected read errors"),
    "uncorrected_write_errors": N_("Uncorrected write errors"),
    "failed_self_tests": N_("Failed self-tests"),
    "nvme_critical_warning": N_("NVMe critical warning"),
    "spare_below_threshold_percent": N_("Spare blocks below the threshold (%)"),
    "endurance_used_percent": N_("Endurance used (%)"),
    "life_remaining_percent": N_("Life remaining (%)"),
    "windows_status": N_("Windows' opinion"),
    "no_smart": N_("No SMART status was read"),
}
VALUES: dict[str, str] = {
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
    "spare_below_threshold": N_("spare blocks run out"),
    "temperature": N_("too hot"),
    "reliability_degraded": N_("reliability degraded"),
    "read_only": N_("can only be read any more"),
    "volatile_memory_backup_failed": N_("the backup of its cache memory failed"),
    "persistent_memory_unreliable": N_("its persistent memory is unreliable"),
    "unknown_bit": N_("a warning that nobody knows"),
    "healthy": N_("good"),
    "warning": N_("warning"),
    "predictive_failure": N_("failure predicted"),
    "unhealthy": N_("not good"),
    "failed": N_("failed"),
}


def spoken(evidence: str, translate: Callable[[str], str]) -> str:
    """Return *evidence* in words; what is no code stays as it is.

    A counter that grew while the agent ran has its name with ``_grown``.
    """
    return "; ".join(_part(part.strip(), translate) for part in evidence.split(";"))


def _part(part: str, translate: Callable[[str], str]) -> str:
    code, equals, value = part.partition("=")
    grown = code.endswith(GROWN) and code.removesuffix(GROWN) in CODES
    name = CODES.get(code.removesuffix(GROWN) if grown else code)
    if not equals or name is None:
        return part
    title = translate(name)
    if grown:
        more = translate(N_("{counter}, more since the agent started"))
        title = more.format(counter=title)
    return f"{title}: {translate(VALUES[value]) if value in VALUES else value}"
