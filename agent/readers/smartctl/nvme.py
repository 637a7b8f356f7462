"""The health and self-test logs of NVMe drives."""

from agent.readers.smartctl.document import Document, inside, natural, part, rows
from agent.readers.smartctl.shapes import Nvme, SelfTests

TEMPERATURE_BIT = 1 << 1
"""The one critical warning that passes again: too hot or too cold now."""

WARNINGS = (
    "spare_below_threshold",
    "temperature",
    "reliability_degraded",
    "read_only",
    "volatile_memory_backup_failed",
    "persistent_memory_unreliable",
)
"""The meaning of each bit of the critical warning, from bit 0."""

_FAILED_RESULTS = frozenset({5, 6, 7})  # fatal error, unknown or known failed segment


def read_nvme(document: Document) -> Nvme | None:
    """Return the health log; None if *document* has none."""
    log = part(document, "nvme_smart_health_information_log")
    if not log:
        return None
    warning = natural(log, "critical_warning")
    if warning is None:
        warning = natural(document, "smart_status", "nvme", "value")
    return Nvme(
        critical_warning=warning,
        available_spare=natural(log, "available_spare"),
        available_spare_threshold=natural(log, "available_spare_threshold"),
        percentage_used=natural(log, "percentage_used"),
        media_errors=natural(log, "media_errors"),
        num_err_log_entries=natural(log, "num_err_log_entries"),
        unsafe_shutdowns=natural(log, "unsafe_shutdowns"),
        data_units_written=natural(log, "data_units_written"),
    )


def critical_warnings(value: int | None) -> list[str]:
    """Return what the bits of a critical warning mean, lowest first."""
    return [
        name
        for bit, name in enumerate(WARNINGS)
        if value is not None and value >> bit & 1
    ]


def read_self_tests(document: Document) -> SelfTests | None:
    """Return how many self-tests of the log failed; None without a log."""
    if inside(document, "nvme_self_test_log") is None:
        return None
    table = rows(document, "nvme_self_test_log", "table")
    results = [natural(row, "self_test_result", "value") for row in table]
    return SelfTests(sum(result in _FAILED_RESULTS for result in results))
