"""Antivirus products and Defender's state, made by hand."""

import pytest

from agent.sources.windows_antivirus import antivirus
from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import DEFENDER, SECURITY_CENTER
from tests.support.windows_pc import FailingAt, Pc

CENTER = (SECURITY_CENTER, "AntiVirusProduct")
STATUS = (DEFENDER, "MSFT_MpComputerStatus")


def asked(pc):
    """Return what was found, and which classes were asked."""
    noting = FailingAt(-1, OSError())
    found = antivirus(Asking(noting.doors(pc.doors())))
    return found, " ".join(noting.calls)


def test_defender_tells_more_than_the_center():
    """Real-time protection, tamper protection, and when the signatures came."""
    found, _ = asked(Pc())
    row = found["Windows Defender"]
    assert (row.enabled, row.realtime, row.tamper_protected) == (True, True, True)
    assert row.signatures == "up_to_date"
    assert row.signatures_timestamp_seconds == 1795490100.0


def test_defenders_class_is_not_asked_where_another_product_is_on():
    """It can hang there."""
    pc = Pc()
    pc.classes[CENTER] = [
        {"displayName": "Windows Defender", "productState": 393472},
        {"displayName": "SentinelOne", "productState": 266240},
        {"displayName": "SentinelOne", "productState": 262144},
    ]
    found, calls = asked(pc)
    assert "MpComputerStatus" not in calls
    assert {name: row.enabled for name, row in found.items()} == {
        "Windows Defender": False,
        "SentinelOne": True,
    }


@pytest.mark.parametrize("age", [4294967295, "4294967295", -1, 65535])
def test_an_age_of_all_ones_is_never(age):
    """COM hands the number out as -1."""
    pc = Pc()
    pc.classes[STATUS][0].update(
        AntivirusSignatureAge=age, AntivirusSignatureLastUpdated=None
    )
    row = asked(pc)[0]["Windows Defender"]
    assert row.signatures_timestamp_seconds is None
    assert row.reasons["signatures_timestamp_seconds"].startswith("never")


def test_defender_with_its_realtime_protection_off_is_told_so():
    """AntivirusEnabled alone would look well; a passive one guards nothing."""
    pc = Pc()
    pc.classes[STATUS][0].update(RealTimeProtectionEnabled=False)
    row = asked(pc)[0]["Windows Defender"]
    assert (row.enabled, row.realtime) == (True, False)
    pc.classes[STATUS][0].update(AMRunningMode="Passive Mode")
    assert asked(pc)[0]["Windows Defender"].enabled is False


def test_a_server_has_no_center():
    """Defender is asked there if its service may start and nothing switches it off."""
    pc = Pc()
    del pc.classes[CENTER]
    assert asked(pc)[0]["Microsoft Defender Antivirus"].realtime is True
    service = pc.keys_and_values[r"SYSTEM\CurrentControlSet\Services\WinDefend"]
    service["Start"] = 4
    found, calls = asked(pc)
    assert found["Microsoft Defender Antivirus"].enabled is False
    assert "MpComputerStatus" not in calls
    service.clear()
    assert asked(pc)[0][""].enabled is None
    service["Start"] = 2
    del pc.classes[STATUS]
    assert "does not know" in asked(pc)[0][""].reasons["enabled"]


def test_a_center_without_products_means_none():
    """An empty mapping, which is not the same as unknown."""
    pc = Pc()
    pc.classes[CENTER] = []
    assert asked(pc)[0] == {}


def test_a_status_that_fails_leaves_the_centers_word():
    """And says why the rest is unknown."""
    pc = Pc()
    del pc.classes[STATUS]
    row = asked(pc)[0]["Windows Defender"]
    assert (row.enabled, row.realtime) == (True, None)
    assert "does not know" in row.reasons["realtime"]
