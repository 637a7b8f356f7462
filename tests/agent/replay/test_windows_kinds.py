"""The kinds of Windows recordings, fed with damaged ones."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.replay.kinds import load
from tests.support.damaged import damaged, recordings

KINDS = (
    "windows-battery",
    "windows-network",
    "windows-powershell",
    "windows-registry",
    "windows-users",
    "windows-wmi",
)
RECORDED = recordings(*KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_recording_is_an_object_or_refused(kind):
    """Whatever kind it is given as; what is printed can be printed."""
    read = load(kind)

    @given(st.binary(max_size=200) | damaged(RECORDED), st.text(max_size=20))
    def check(content, name):
        with contextlib.suppress(ReadError):
            found = msgspec.to_builtins(read(content, name))
            assert isinstance(found, dict)
            msgspec.json.encode(found)

    check()


def test_several_results_of_powershell_are_a_list():
    """One result is printed as the object itself, too."""
    content = b'[{"HotFixID":"KB1","InstalledOn":null},{"HotFixID":"KB2"}]'
    found = load("windows-powershell")(content, "")
    assert [update["id"] for update in found["updates"]] == ["KB1", "KB2"]
    one = load("windows-powershell")(b'{"DriveLetter":"C","SizeRemaining":5}', "")
    assert (one["drive_letter"], one["objects"][0]["size_remaining"]) == ("C", 5)


def test_a_list_of_powershell_is_shaped_as_its_class():
    """Get-CimInstance prints what wmic prints."""
    content = b"DriveLetter : C:\nProtectionStatus : 1\nConversionStatus : 1\n"
    found = load("windows-powershell")(content, "")
    assert found["volumes"][0].protection == "on"


def test_an_unknown_class_is_printed_as_it_is():
    """Names in our style, values typed."""
    found = load("windows-wmi")(
        b"CreationClassName=Win32_Fan\nVariableSpeed=TRUE\n", ""
    )
    assert found["class"] == "Win32_Fan"
    assert found["instances"][0]["variable_speed"] is True


def test_two_batteries_are_summed():
    """The whole is worn as its parts are."""
    battery = (
        "<Battery><DesignCapacity>{}</DesignCapacity><FullChargeCapacity>{}"
        "</FullChargeCapacity></Battery>"
    )
    both = battery.format(100, 50) + battery.format(100, 100)
    report = f"<BatteryReport><Batteries>{both}</Batteries></BatteryReport>"
    found = load("windows-battery")(report.encode(), "")
    assert (found["design_capacity_mwh"], found["health_percent"]) == (200, 75.0)


def test_values_of_unknown_keys_are_printed():
    """Bytes as hexadecimal digits."""
    content = b'REGEDIT4\n\n[HKEY_CURRENT_USER\\A]\n"B"=hex:de,ad\n'
    found = load("windows-registry")(content, "")
    assert found["values"] == {"HKEY_CURRENT_USER\\A": {"B": "dead"}}
