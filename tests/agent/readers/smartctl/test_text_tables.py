"""The tables in smartctl's text, line by line."""

from agent.readers.smartctl.text_tables import (
    read_attributes,
    read_error_counters,
    read_self_test_log,
)


def test_an_attribute_without_a_threshold_has_none():
    """Drives behind some bridges give no thresholds: ``---``."""
    line = "199 UDMA_CRC_Error_Count 0x0032 100 100 --- Old_age Always - 3"
    (row,) = read_attributes([line, "not a row", ""])
    assert (row["id"], row["value"], row["raw"]) == (199, 100, {"string": "3"})
    assert "thresh" not in row
    assert row["when_failed"] == ""
    assert row["flags"] == {"prefailure": False}


def test_hexadecimal_numbers_are_read():
    """As ``-f hex`` prints them."""
    line = "0x05 Reallocated_Sector_Ct 0x0033 100 100 010 Pre-fail Always - 0"
    assert read_attributes([line])[0]["id"] == 5


def test_two_logs_of_the_same_tests_are_counted_once():
    """``-x`` prints the extended log, ``-a`` the other, some print both."""
    row = (
        "# 1  Extended offline    Completed: read failure       90%      2376         1"
    )
    lines = [
        "SMART Extended Self-test Log Version: 1 (1 sectors)",
        row,
        row.replace("# 1", "# 2"),
        "",
        "SMART Self-test log structure revision number 1",
        row,
        "",
        row,
    ]
    found = read_self_test_log(lines)
    assert found == {"ata_smart_self_test_log": {"extended": {"error_count_total": 2}}}
    assert read_self_test_log([row]) == {}


def test_error_counters_are_the_last_column():
    """A line of another length is no counter."""
    lines = ["read: 1 2 3 4 5 6.5 7", "write: 1 2", "verify: 0 0 0 0 0 0.1 -"]
    assert read_error_counters(lines) == {
        "scsi_error_counter_log": {"read": {"total_uncorrected_errors": 7}}
    }
