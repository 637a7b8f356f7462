"""The verdict in four words, as the recordings have it."""

import pytest

from agent.readers.smartctl.answer import read_document
from agent.readers.smartctl.verdict import recorded_verdict
from tests.support.smart import attribute, nvme, refused, sas, sata


@pytest.mark.parametrize(
    ("document", "verdict", "reasons"),
    [
        (sata(), "ok", []),
        (sata(passed=None), "unknown", []),
        (refused("Permission denied"), "unknown", []),
        (sata(attribute(199, 9)), "ok", []),
        (sata(attribute(188, 2**40)), "ok", []),
        (
            sata(attribute(5, 3), attribute(198, 1), attribute(187, 2)),
            "attention",
            [
                "reallocated sectors: 3",
                "reported uncorrectable errors: 2",
                "offline uncorrectable sectors: 1",
            ],
        ),
        (
            sata(attribute(190, 1, name="Airflow", when="past")),
            "attention",
            ["attribute at or below its threshold in the past: Airflow"],
        ),
        (
            sata(attribute(1, 0, name="Raw_Read_Error_Rate", when="now")),
            "failing",
            ["attribute at or below its threshold now: Raw_Read_Error_Rate"],
        ),
        (nvme(critical_warning=2), "ok", []),
        (nvme(critical_warning=4), "failing", ["NVMe critical warning: 4"]),
        (nvme(percentage_used=70), "attention", ["NVMe endurance used: 70 %"]),
        (
            sas(scsi_percentage_used_endurance_indicator=71),
            "attention",
            ["SCSI endurance used: 71 %"],
        ),
        (
            sas(scsi_error_counter_log={"read": {"total_uncorrected_errors": 1}}),
            "attention",
            ["uncorrected read errors: 1"],
        ),
    ],
)
def test_the_rules_of_the_recordings_are_kept(document, verdict, reasons):
    """Each with its reasons."""
    assert recorded_verdict(read_document(document)) == (verdict, reasons)
