"""Rows of the classes of which little is read."""

from hypothesis import given

from agent.readers.windows import wmi_devices
from agent.readers.windows.wmi_devices import shaped
from tests.support.wmi_rows import any_row

TABLES = [
    table
    for name, table in vars(wmi_devices).items()
    if name[0].isupper() and name.isupper() and isinstance(table, dict)
]


def test_a_firmware_is_named_as_people_name_it():
    """By the version of SMBIOS, with the day of its release."""
    row = {
        "Manufacturer": "Dell Inc.",
        "SMBIOSBIOSVersion": "1.4.17",
        "SerialNumber": "None",
        "ReleaseDate": "20170510000000.000000+000",
    }
    assert shaped(row, wmi_devices.BIOS) == {
        "manufacturer": "Dell Inc.",
        "vendor": "Dell Inc.",
        "version": "1.4.17",
        "serial": None,
        "release_date": "2017-05-10",
    }


def test_an_update_is_dated_in_all_forms():
    """As text of wmic, or as a moment of PowerShell."""
    assert shaped({"InstalledOn": "3/7/2019"}, wmi_devices.UPDATE)["installed_on"] == (
        "2019-03-07"
    )
    shifted = {"InstalledOn": {"value": "/Date(1567807200000)/"}}
    assert shaped(shifted, wmi_devices.UPDATE)["installed_on"] == "2019-09-07"


@given(any_row())
def test_any_row_is_read(row):
    """Whatever the provider returns."""
    assert TABLES
    for table in TABLES:
        assert set(shaped(row, table)) == set(table)
