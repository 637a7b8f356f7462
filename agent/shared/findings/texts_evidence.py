"""What the evidence for a drive's verdict is called: ``code=value; code=value``."""

import re

from agent.shared.fact_kinds import N_

CODES: dict[str, str] = {
    "smart_passed": N_("the drive says of itself that it fails"),
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
