"""The system and its accounts by their WMI rows."""

from hypothesis import given

from agent.readers.windows.wmi_system import (
    account,
    computer_system,
    group,
    is_local,
    windows_system,
)
from tests.support.wmi_rows import any_row


def test_moments_are_utc_whatever_the_offset():
    """The uptime counts whole seconds; a clock that was set back says nothing."""
    row = {
        "LastBootUpTime": "20130822204218.500000+120",
        "LocalDateTime": "20130822204447.709000+120",
    }
    found = windows_system(row)
    assert found.last_boot_utc == "2013-08-22T18:42:18Z"
    assert found.uptime_seconds == 149
    back = {
        "LastBootUpTime": row["LocalDateTime"],
        "LocalDateTime": row["LastBootUpTime"],
    }
    assert windows_system(back).uptime_seconds is None
    assert windows_system({}).install_day is None


def test_a_machine_has_the_names_of_its_firmware():
    """Placeholders are none, and an unspecified type is none."""
    row = {"Manufacturer": "To Be Filled By O.E.M.", "PCSystemType": "0", "Domain": "W"}
    found = computer_system(row)
    assert (found.manufacturer, found.pc_system_type) == (None, None)
    assert found.workgroup_or_domain == "W"


def test_administrators_are_known_by_sid():
    """Their names are in the system's language."""
    assert account({"SID": "S-1-5-21-1-2-3-500"}).builtin_administrator is True
    assert account({"SID": "S-1-5-21-1-2-3-1500"}).builtin_administrator is False
    assert account({}).builtin_administrator is None
    assert group({"SID": "S-1-5-32-544"}).administrators is True
    assert is_local({"LocalAccount": "FALSE"}) is False
    assert is_local({}) is True


@given(any_row())
def test_any_row_is_read(row):
    """Whatever the provider returns."""
    windows_system(row)
    computer_system(row)
    account(row)
    group(row)
    is_local(row)
