"""Objects of common cmdlets."""

import pytest
from hypothesis import given

from agent.readers.windows.ps_objects import hotfix, is_hotfix, is_physical_disk
from tests.support.wmi_rows import any_row


@pytest.mark.parametrize(
    ("installed", "day", "utc"),
    [
        ("/Date(1567807200000)/", "2019-09-07", "2019-09-06T22:00:00Z"),
        ("2019-09-07T00:00:00+02:00", "2019-09-07", "2019-09-06T22:00:00Z"),
        ("2019-09-07T00:00:00", "2019-09-07", None),
        ("9/7/2019 12:00:00 AM", "2019-09-07", None),
        ("07.09.2019 00:00:00", "2019-09-07", None),
        ("23/09/2019 00:00:00", "2019-09-23", None),
        ("07/09/2019 00:00:00", None, None),
        ("", None, None),
    ],
)
def test_an_update_has_a_day_where_it_is_clear(installed, day, utc):
    """What may be July or September is unknown."""
    found = hotfix({"HotFixID": "KB1", "InstalledOn": installed})
    assert (found["installed_local_date"], found["installed_utc"]) == (day, utc)


def test_objects_are_known_by_their_properties():
    """A disk with partitions is no physical one."""
    assert is_hotfix({"HotFixID": "KB1"})
    assert is_physical_disk({"BusType": "SATA", "MediaType": "HDD"})
    assert not is_physical_disk({"BusType": 1, "HealthStatus": 1, "PartitionStyle": 1})


@given(any_row())
def test_any_row_is_read(row):
    """Whatever a cmdlet returns."""
    hotfix(row)
    is_physical_disk(row)
