"""SATA drives: which numbers of the table can be believed."""

import pytest

from agent.readers.smartctl.ata import (
    by_number,
    count,
    plain,
    read_ata,
    read_self_tests,
)
from tests.support.smart import attribute, nvme, sata


@pytest.mark.parametrize(
    ("raw", "text", "meant"),
    [
        (387, "387", 387),
        (131072, "0 (0 2)", 0),
        (3342372, "36 (Min/Max 0/51)", 36),
        (16778378, "1/1162", 1),
        (17180131332, "0 0 4", None),
        (9023116403587028, "47060h+35m+00.858s", None),
        (163209314342, "0x002600140026", None),
        (12, None, 12),
        (None, None, None),
    ],
)
def test_the_number_that_a_raw_value_means(raw, text, meant):
    """Smartctl prints the fields that it knows; a packed value is no count."""
    assert count(raw, text) == meant


def test_counters_are_read_by_number_under_any_name():
    """Makers call the same attribute differently."""
    ata = read_ata(
        sata(
            attribute(5, 1, name="Retired_Block_Count"),
            attribute(187, 2, name="Uncorrectable_Error_Cnt"),
            attribute(197, 3, name="Current_Pending_ECC_Cnt"),
            attribute(198, 4),
            attribute(199, 5, name="CRC_Error_Count"),
        )
    )
    assert (ata.reallocated_sectors, ata.reported_uncorrectable) == (1, 2)
    assert (ata.current_pending_sectors, ata.offline_uncorrectable) == (3, 4)
    assert ata.interface_crc_errors == 5


def test_impossible_counts_are_unknown():
    """Nobody has 2^32 bad sectors; what is not in use counts nothing."""
    table = attribute(5, 2**40), attribute(197, 7, name="Not_In_Use")
    ata = read_ata(sata(*table))
    assert ata.reallocated_sectors is None
    assert ata.current_pending_sectors is None
    assert ata.offline_uncorrectable is None


def test_thresholds_are_smartctls_word_first():
    """Without it the values are compared; 0 and 255 are no thresholds."""
    rows = [
        attribute(1, 0, value=1, thresh=6, when="FAILING_NOW"),
        attribute(3, 0, value=50, thresh=21, when="In_the_past"),
        attribute(4, 0, value=1, thresh=20, when=""),
        attribute(5, 0, value=36, thresh=36),
        attribute(7, 0, value=1, thresh=0),
        attribute(8, 0, value=1, thresh=255),
    ]
    for row in rows[3:]:
        del row["when_failed"]
    ata = read_ata(sata(*rows))
    assert [one.number for one in ata.failed("now")] == [1, 5]
    assert [one.number for one in ata.failed("past")] == [3]


def test_the_kind_of_an_attribute_comes_from_its_flags():
    """Named, or as bit 0 of the number; without flags it is unknown."""
    rows = [attribute(1, 0, prefail=True), attribute(2, 0), attribute(3, 0)]
    rows[1]["flags"] = {"value": 51}
    del rows[2]["flags"]
    kinds = [one.prefail for one in read_ata(sata(*rows)).attributes]
    assert kinds == [True, True, None]


def test_one_plain_number_is_told_from_a_packed_one():
    """Only the first is used where smartctl itself says nothing."""
    ata = read_ata(sata(attribute(9, 2725), attribute(12, 99, text="1 (2 3)")))
    assert plain(by_number(ata, 9)) == 2725
    assert plain(by_number(ata, 12)) is None
    assert plain(by_number(ata, 13)) is None
    assert plain(by_number(None, 9)) is None


def test_other_drives_have_no_table():
    """A SATA drive without a table still is one."""
    assert read_ata(nvme()) is None
    assert read_ata(sata()).attributes == ()


def test_failed_self_tests_are_counted():
    """Smartctl's total counts; else those that did not pass. Aborted is not failed."""
    passed = {"status": {"passed": True}}
    failed = {"status": {"passed": False}}
    table = {"table": [passed, failed, {"status": {"string": "Aborted by host"}}]}
    total = {"error_count_total": 3, "error_count_outdated": 2}
    assert read_self_tests({}) is None
    assert (
        read_self_tests({"ata_smart_self_test_log": {"standard": table}}).failures == 1
    )
    both = {"ata_smart_self_test_log": {"extended": total, "standard": table}}
    found = read_self_tests(both)
    assert (found.failures, found.outdated) == (3, 2)


def test_errors_are_those_of_the_larger_log():
    """The extended log where there is one."""
    log = {"extended": {"count": 9}, "summary": {"count": 5}}
    assert read_ata(sata(ata_smart_error_log=log)).error_count == 9
    assert read_ata(sata()).error_count is None
