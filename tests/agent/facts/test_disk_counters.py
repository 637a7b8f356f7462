"""Which counters are evidence, for all protocols."""

from agent.facts.disk_counters import counters
from agent.readers.smartctl.answer import read_document
from agent.readers.smartctl.shapes import Drive
from tests.support.smart import attribute, nvme, sata


def test_zeros_are_told_and_unknown_is_not():
    """A counter at zero can grow later."""
    table = attribute(5, 0), attribute(187, 2)
    found = {one.code: one.value for one in counters(read_document(sata(*table)))}
    assert found == {"reallocated_sectors": 0, "reported_uncorrectable": 2}
    assert list(counters(Drive())) == []


def test_flash_retires_blocks_by_design():
    """That more are replaced is damage on turning disks only."""
    for rpm, counts in ((7200, True), (0, False), (None, False)):
        drive = read_document(sata(attribute(5, 1), rpm=rpm))
        assert [one.growth_counts for one in counters(drive)] == [counts]


def test_data_lost_to_a_reader_is_grave():
    """Of all counters only that one means so by itself."""
    table = [attribute(number, 1) for number in (5, 187, 197, 198)]
    found = [one.code for one in counters(read_document(sata(*table))) if one.grave]
    assert found == ["reported_uncorrectable"]
    assert [one.grave for one in counters(read_document(nvme()))] == [False]
