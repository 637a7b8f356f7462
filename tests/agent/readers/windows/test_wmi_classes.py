"""Of which class rows are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.wmi_classes import class_of, plain, snake_case
from tests.support.wmi_rows import any_row


@pytest.mark.parametrize(
    ("row", "name", "class_name"),
    [
        ({"CreationClassName": "win32_processor"}, "", "Win32_Processor"),
        ({"__CLASS": "Win32_BIOS", "Name": "x"}, "", "Win32_BIOS"),
        ({"CimClass": "root/x:MSFT_PhysicalDisk"}, "", "MSFT_PhysicalDisk"),
        ({"CimClass": {"CimClassName": "MSFT_Disk"}}, "", "MSFT_Disk"),
        ({"CreationClassName": "Win32_Fan"}, "", "Win32_Fan"),
        ({"DriveLetter": "C:", "ProtectionStatus": 1, "ConversionStatus": 1}, "",
         "Win32_EncryptableVolume"),
        ({"SID": "", "Disabled": "", "Lockout": ""}, "", "Win32_UserAccount"),
        ({"Name": "x"}, "pc-Win32_Bios.wmi", "Win32_BIOS"),
        ({"Name": "x"}, "pc-Msvm_ComputerSystem.wmi", "Msvm_ComputerSystem"),
        ({"Name": "x"}, "pc.txt", None),
    ],
)  # fmt: skip
def test_the_content_tells_the_class_before_the_name(row, name, class_name):
    """What the rows say, then their properties, then the file's name."""
    assert class_of([row], name) == class_name


def test_a_content_overrules_a_wrong_name():
    """A renamed file is read as what it is."""
    row = {"NumberOfCores": 4, "MaxClockSpeed": 3000}
    assert class_of([row], "Win32_BIOS.wmi") == "Win32_Processor"


def test_names_of_properties_become_ours():
    """Words in lower case."""
    assert snake_case("NumberOfCores") == "number_of_cores"
    assert snake_case("PNPDeviceID") == "pnp_device_id"
    assert plain(
        {"IsBoot": "TRUE", "Size": "5", "Id": "", "At": "20130813153755.000000+120"}
    ) == {
        "is_boot": True,
        "size": 5,
        "id": None,
        "at": "2013-08-13T13:37:55Z",
    }


@given(st.lists(any_row(), max_size=3), st.text())
def test_any_rows_are_of_some_class_or_none(rows, name):
    """Nothing fails, even on no rows."""
    class_of(rows, name)
    assert all(len(plain(row)) <= len(row) for row in rows)
