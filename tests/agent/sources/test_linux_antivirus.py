"""Antivirus of made-up machines."""

import pytest

from agent.sources.linux_antivirus import PRODUCTS, read_antivirus_products
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

CLAM = "ClamAV 1.0.1/26842/Thu Mar  9 08:23:56 2023\n"
UNITS = (
    "Id=clamav-daemon.service\nLoadState=loaded\nActiveState={daemon}\n\n"
    "Id=clamav-clamonacc.service\nLoadState=loaded\nActiveState={checker}\n"
)


@pytest.mark.parametrize(
    ("daemon", "checker", "enabled", "realtime"),
    [
        ("active", "active", True, True),
        ("active", "inactive", True, False),
        ("inactive", "inactive", False, False),
    ],
)
def test_a_scanner_that_waits_to_be_asked_is_not_realtime(
    tmp_path, daemon, checker, enabled, realtime
):
    """ClamAV checks files in use by a second service only."""
    units = UNITS.format(daemon=daemon, checker=checker)
    doors = linux_doors(tmp_path, programs={"clamscan": CLAM, "systemctl": units})
    found = read_antivirus_products(doors)["ClamAV"]
    assert (found.enabled, found.realtime) == (enabled, realtime)
    assert found.signatures_timestamp_seconds == 1678320000


def test_without_services_the_state_is_unknown(tmp_path):
    """No systemd, no answer; the signatures are known all the same."""
    found = read_antivirus_products(linux_doors(tmp_path, programs={"clamscan": CLAM}))
    assert found["ClamAV"].enabled is None
    assert found["ClamAV"].reasons["enabled"]
    assert found["ClamAV"].signatures_timestamp_seconds is not None


def test_a_machine_without_products_has_none(tmp_path):
    """Nothing to ask is an answer."""
    assert read_antivirus_products(linux_doors(tmp_path)) == {}


@pytest.mark.parametrize("failure", FAILURES[1:])
def test_each_product_fails_alone(tmp_path, failure):
    """It is installed, its state is unknown."""
    doors = linux_doors(tmp_path)._replace(programs=FailingPrograms(failure))
    found = read_antivirus_products(doors)
    assert set(found) == {known.name for known in PRODUCTS}
    assert all(row.enabled is None and row.reasons["enabled"] for row in found.values())
