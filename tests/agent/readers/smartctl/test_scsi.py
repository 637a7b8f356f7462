"""The counters of SAS drives."""

from agent.readers.smartctl.scsi import (
    read_environment_temperature,
    read_scsi,
    read_self_tests,
)
from tests.support.smart import sas, sata


def test_the_counters_are_read():
    """Corrected errors are no damage; only those left uncorrected count."""
    log = {
        "read": {"total_errors_corrected": 9, "total_uncorrected_errors": 2},
        "write": {"total_uncorrected_errors": 0},
    }
    found = read_scsi(sas(scsi_grown_defect_list=56, scsi_error_counter_log=log))
    assert (found.grown_defects, found.uncorrected_read) == (56, 2)
    assert (found.uncorrected_write, found.percentage_used) == (0, None)
    assert read_scsi(sata()) is None


def test_failed_self_tests_are_counted():
    """Results 3 to 7 are failures; aborted ones are none."""
    tests = {
        f"scsi_self_test_{n}": {"result": {"value": value}}
        for n, value in enumerate((0, 1, 3, 7, 15))
    }
    assert read_self_tests(tests).failures == 2
    assert read_self_tests(sas()) is None


def test_newer_drives_tell_their_temperature_elsewhere():
    """In the environmental log of smartctl 7.4."""
    log = {
        "scsi_environmental_reports": {"humidity": 1, "temperature_1": {"current": 38}}
    }
    assert read_environment_temperature(log) == 38
    assert read_environment_temperature({}) is None
