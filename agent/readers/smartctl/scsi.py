"""The counters and self-tests of SAS and other SCSI drives."""

import re

from agent.readers.smartctl.document import Document, inside, natural, part
from agent.readers.smartctl.shapes import Scsi, SelfTests

_MOST_SELF_TESTS = 20  # as many as the log keeps
_FAILED_RESULTS = frozenset({3, 4, 5, 6, 7})


def read_scsi(document: Document) -> Scsi | None:
    """Return what a SCSI drive says; None if *document* is of no SCSI drive."""
    if inside(document, "device", "protocol") != "SCSI" and not any(
        name.startswith(("scsi_error_counter", "scsi_grown", "scsi_percentage"))
        for name in document
    ):
        return None
    log = part(document, "scsi_error_counter_log")
    return Scsi(
        grown_defects=natural(document, "scsi_grown_defect_list"),
        uncorrected_read=natural(log, "read", "total_uncorrected_errors"),
        uncorrected_write=natural(log, "write", "total_uncorrected_errors"),
        percentage_used=natural(document, "scsi_percentage_used_endurance_indicator"),
    )


def read_self_tests(document: Document) -> SelfTests | None:
    """Return how many self-tests of the log failed; None without a log."""
    numbered = [f"scsi_self_test_{number}" for number in range(_MOST_SELF_TESTS)]
    tests = [part(document, name) for name in numbered if name in document]
    if not tests:
        return None
    results = [natural(test, "result", "value") for test in tests]
    return SelfTests(sum(result in _FAILED_RESULTS for result in results))


def read_environment_temperature(document: Document) -> int | None:
    """Return the first temperature of the environmental log (smartctl 7.4 and newer)."""
    reports = part(document, "scsi_environmental_reports")
    for name in sorted(reports):
        if re.fullmatch(r"temperature_[0-9]{1,2}", name, re.ASCII):
            return natural(reports, name, "current")
    return None
