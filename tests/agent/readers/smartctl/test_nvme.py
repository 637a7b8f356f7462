"""The logs of NVMe drives."""

from agent.readers.smartctl.nvme import critical_warnings, read_nvme, read_self_tests
from tests.support.smart import nvme, sata


def test_the_health_log_is_read():
    """What a drive leaves out is unknown; 128-bit counters are text."""
    log = read_nvme(nvme(media_errors=7, data_units_written_s="340282366920938463463"))
    assert (log.media_errors, log.critical_warning, log.unsafe_shutdowns) == (
        7,
        0,
        None,
    )
    assert log.data_units_written == 340282366920938463463
    assert read_nvme(sata()) is None


def test_the_warning_stands_in_the_status_too():
    """Smartctl prints it at two places."""
    document = nvme()
    del document["nvme_smart_health_information_log"]["critical_warning"]
    document["smart_status"] = {"passed": False, "nvme": {"value": 4}}
    assert read_nvme(document).critical_warning == 4


def test_bits_of_the_warning_have_names():
    """Several may be set."""
    assert critical_warnings(0b1010) == ["temperature", "read_only"]
    assert critical_warnings(0) == critical_warnings(None) == []


def test_failed_self_tests_are_counted():
    """Results 5 to 7 are failures; an aborted test is none."""
    table = [{"self_test_result": {"value": value}} for value in (0, 1, 5, 6, 7, 9)]
    assert read_self_tests({"nvme_self_test_log": {"table": table}}).failures == 3
    assert read_self_tests({"nvme_self_test_log": {}}).failures == 0
    assert read_self_tests({}) is None
