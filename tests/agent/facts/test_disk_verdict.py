"""The verdict on a drive: every rule fires, and stays silent on what is no evidence."""

import json

import pytest

from agent.facts.disk_verdict import judge, unread
from agent.readers.errors import ReadError
from agent.readers.smartctl.answer import read_document, read_smartctl
from agent.readers.smartctl.shapes import Drive
from tests.support.agreement import FIXTURES, expectations, required
from tests.support.smart import attribute, nvme, refused, sas, sata

TESTS = {"error_count_total": 3, "error_count_outdated": 1}
OLD_TESTS = {"error_count_total": 3, "error_count_outdated": 3}

# The verdict of a recording by its four words, and what we may call it.
MEANING = {
    "ok": {"healthy"},
    "attention": {"watch", "replace_soon"},
    "failing": {"failing"},
    "unknown": {"unknown"},
}


def verdict(document, earlier=None):
    """Return (verdict, evidence text) of JSON objects."""
    before = read_document(earlier) if earlier else None
    found = judge(read_document(document), before)
    return found.verdict, found.text


RECORDED = [p for p in expectations() if p.parent.name == "smartctl"]


def test_the_recordings_are_there():
    """In CI they must be."""
    if not RECORDED and not required():
        pytest.skip(f"no recordings of other machines in {FIXTURES}")
    assert RECORDED


@pytest.mark.parametrize("path", RECORDED, ids=lambda p: p.name[:-14])
def test_the_recorded_drives_are_judged_as_their_four_words_mean(path):
    """No ok drive is called more than healthy, no failing one less than failing."""
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
    if "verdict" not in expected:
        return  # a scan
    try:
        found = judge(read_smartctl(path.with_name(path.name[:-14]).read_bytes()))
    except ReadError:
        found = unread("unreadable_output")
    assert found.verdict in MEANING[expected["verdict"]]
    assert found.text


@pytest.mark.parametrize(
    "document",
    [
        sata(),
        sata(attribute(1, 234151754, name="Raw_Read_Error_Rate", thresh=6)),
        sata(attribute(7, 12834215976973, name="Seek_Error_Rate", thresh=30)),
        sata(attribute(188, 17180131332, name="Command_Timeout")),
        sata(attribute(188, 4295032833, text="1 1 1")),
        sata(attribute(195, 234151754), attribute(199, 3118119)),
        sata(attribute(5, 2**40)),
        sata(ata_smart_error_log={"summary": {"count": 98}}),
        sata(attribute(231, 1, name="SSD_Life_Left", value=31), rpm=0),
        nvme(percentage_used=69, num_err_log_entries=9999, unsafe_shutdowns=195),
        nvme(available_spare=100, available_spare_threshold=99),
        sas(scsi_grown_defect_list=0),
    ],
)
def test_noise_is_no_evidence(document):
    """Packed counters, cables, error logs, and values short of every limit."""
    assert verdict(document) == ("healthy", "smart_passed=true")


@pytest.mark.parametrize(
    ("document", "expected", "evidence"),
    [
        (sata(passed=False), "failing", "smart_passed=false"),
        (
            sata(attribute(5, 9, name="Realloc", when="now", prefail=True)),
            "failing",
            "attribute_failing_now=5 Realloc; reallocated_sectors=9",
        ),
        (
            sata(attribute(233, 0, name="Wear", when="now")),
            "replace_soon",
            "attribute_failing_now=233 Wear",
        ),
        (
            sata(attribute(190, 60, name="Airflow", when="now")),
            "watch",
            "attribute_failing_now=190 Airflow",
        ),
        (
            sata(attribute(3, 0, name="Spin_Up", when="past")),
            "watch",
            "attribute_failed_in_past=3 Spin_Up",
        ),
        (sata(attribute(5, 387)), "watch", "reallocated_sectors=387"),
        (sata(attribute(197, 8)), "watch", "pending_sectors=8"),
        (sata(attribute(198, 8)), "watch", "offline_uncorrectable=8"),
        (sata(attribute(187, 1)), "replace_soon", "reported_uncorrectable=1"),
        (
            sata(ata_smart_self_test_log={"standard": TESTS}),
            "replace_soon",
            "failed_self_tests=3",
        ),
        (
            sata(ata_smart_self_test_log={"standard": OLD_TESTS}),
            "watch",
            "failed_self_tests=3",
        ),
        (
            sata(attribute(231, 1, name="SSD_Life_Left", value=30), rpm=0),
            "watch",
            "life_remaining_percent=30",
        ),
        (
            sata(attribute(233, 1, name="Media_Wearout_Indicator", value=1), rpm=0),
            "replace_soon",
            "life_remaining_percent=1",
        ),
        (nvme(percentage_used=70), "watch", "endurance_used_percent=70"),
        (nvme(percentage_used=130), "replace_soon", "endurance_used_percent=130"),
        (nvme(media_errors=7), "watch", "media_errors=7"),
        (
            nvme(available_spare=5),
            "replace_soon",
            "spare_below_threshold_percent=5",
        ),
        (
            nvme(critical_warning=4),
            "failing",
            "nvme_critical_warning=reliability_degraded",
        ),
        (nvme(critical_warning=2), "watch", "nvme_critical_warning=temperature"),
        (
            nvme(critical_warning=2, passed=False),
            "watch",
            "nvme_critical_warning=temperature",
        ),
        (nvme(critical_warning=64), "failing", "nvme_critical_warning=unknown_bit"),
        (sas(scsi_grown_defect_list=56), "watch", "grown_defects=56"),
        (
            sas(scsi_error_counter_log={"read": {"total_uncorrected_errors": 2}}),
            "watch",
            "uncorrected_read_errors=2",
        ),
        (
            sas(scsi_percentage_used_endurance_indicator=100),
            "replace_soon",
            "endurance_used_percent=100",
        ),
    ],
)
def test_each_rule_fires(document, expected, evidence):
    """With the observation that it rests on."""
    assert verdict(document) == (expected, evidence)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (sata(passed=None), "no_status"),
        (refused("Permission denied"), "needs_root"),
        (refused("Device is in STANDBY mode, exit(2)"), "standby"),
        (sata(model_name="QEMU HARDDISK"), "virtual_drive"),
        (sata(model_name="VMware Virtual SATA Hard Drive"), "virtual_drive"),
    ],
)
def test_nothing_read_is_unknown_never_healthy(document, why):
    """The evidence says why; a virtual drive passes whatever it stands on."""
    assert verdict(document) == ("unknown", f"no_smart={why}")


def test_damage_counts_without_a_status():
    """A bridge that hides the status may still show the counters."""
    assert verdict(sata(attribute(197, 8), passed=None))[0] == "watch"


def test_what_grows_is_worse_than_what_rests():
    """Against an earlier reading of the same drive."""
    before = sata(attribute(5, 8), attribute(197, 1))
    rests = "reallocated_sectors=8; pending_sectors=1"
    assert verdict(before, before) == ("watch", rests)
    grown = sata(attribute(5, 8), attribute(197, 3))
    assert verdict(grown, before) == (
        "replace_soon",
        "pending_sectors_grown=2; reallocated_sectors=8; pending_sectors=3",
    )
    assert verdict(nvme(media_errors=9), nvme(media_errors=7))[0] == "replace_soon"


def test_another_drive_is_no_earlier_reading():
    """A new disk at an old name has its own counters."""
    before = sata(attribute(197, 0), serial_number="OTHER")
    assert verdict(sata(attribute(197, 3)), before)[0] == "watch"


def test_retired_blocks_of_flash_may_grow():
    """On a turning disk the same is a bad sign."""
    for rpm, expected in ((0, "watch"), (7200, "replace_soon")):
        before, after = (sata(attribute(5, n), rpm=rpm) for n in (1, 2))
        assert verdict(after, before)[0] == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("unhealthy", "failing"),
        ("predictive", "replace_soon"),
        ("warning", "watch"),
        ("healthy", "healthy"),
        (None, "unknown"),
    ],
)
def test_the_word_of_windows_counts_where_nothing_else_is(status, expected):
    """Healthy is only set where the drive's counters were seen as well."""
    assert judge(Drive(system_status=status)).verdict == expected


def test_evidence_stays_one_line_of_pairs():
    """Whatever a drive calls its attributes."""
    found = verdict(sata(attribute(5, 0, name="a; b=c", when="now")))
    assert found[1] == "attribute_failing_now=5 a  b=c"
