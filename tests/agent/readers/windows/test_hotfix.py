"""Lists of updates, made by hand after the tools' own form."""

import json

import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import decode_console
from agent.readers.windows.hotfix import Installed, Missing, read_hotfixes
from tests.support.damaged import damaged, recordings

WMIC = (
    "CSName  Description      FixComments  HotFixID   InstallDate  InstalledBy  "
    "InstalledOn  Name  ServicePackInEffect  Status  \r\r\n"
    "PC      Security Update               KB5022502               PC\\a         "
    "24-05-2024                                       \r\r\n"
    "東京     Update                        KB5022503               東京\\管理者      "
    "03-05-2024                                       \r\r\n"
    "PC      Update                        982861                               "
    "                                                 \r\r\n"
)
DRAWN = """
Source        Description      HotFixID      InstalledBy          InstalledOn
------        -----------      --------      -----------          -----------
PC            Update           KB5022502     NT AUTHORITY\\SYSTEM  3/7/2023 12:00:00 AM
PC            Security Update  KB5022503
"""


def test_a_table_of_wmic():
    """Letters that are two cells wide push the rest of their row aside."""
    found = read_hotfixes(WMIC)
    assert isinstance(found, Installed)
    assert [(u.update_id, u.description, u.installed_on) for u in found.updates] == [
        ("KB5022502", "Security Update", "2024-05-24"),
        ("KB5022503", "Update", "2024-05-03"),
        ("982861", "Update", None),
    ]
    assert (found.count, found.newest) == (3, "2024-05-24")


def test_a_table_of_powershell():
    """It has dashes below its heading."""
    found = read_hotfixes(DRAWN)
    assert [(u.update_id, u.description, u.installed_on) for u in found.updates] == [
        ("KB5022502", "Update", "2023-03-07"),
        ("KB5022503", "Security Update", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Description=Update\r\nHotFixID=KB1234567\r\nInstalledOn=3/7/2023\r\n",
        "Description : Update\nHotFixID : KB1234567\nInstalledOn : 3/7/2023\n",
        "Node,Description,HotFixID,InstalledOn\nPC,Update,KB1234567,3/7/2023\n",
        json.dumps(
            {
                "Description": "Update",
                "HotFixID": "KB1234567",
                "InstalledOn": {"value": "/Date(1678143600000)/", "DisplayHint": 1},
            }
        ),
    ],
)
def test_other_forms(text):
    """List, CSV, JSON."""
    [update] = read_hotfixes(text).updates
    assert (update.update_id, update.description) == ("KB1234567", "Update")
    assert update.installed_on == "2023-03-07"


def test_bare_identifiers_are_installed_ones():
    """``wmic qfe get HotFixID`` prints no more."""
    found = read_hotfixes("HotFixID   \r\r\nKB1234567  \r\r\nKB1234568  \r\r\n")
    assert [u.update_id for u in found.updates] == ["KB1234567", "KB1234568"]


@pytest.mark.parametrize("line", ["KB{}: Update for X", "2024-05 Update for X (KB{})"])
def test_missing_updates(line):
    """One is offered more than once, in several languages."""
    text = "\n".join(line.format(n) for n in (4486563, 890830, 4486563))
    found = read_hotfixes(text)
    assert isinstance(found, Missing)
    assert found.missing == ("KB4486563", "KB890830", "KB4486563")
    assert (found.count, found.missing_unique) == (3, ("KB4486563", "KB890830"))


def test_a_list_without_updates_is_refused():
    """It may be anything."""
    with pytest.raises(ReadError):
        read_hotfixes("No Instance(s) Available.\n")


@given(
    damaged([WMIC.encode(), DRAWN.encode(), *recordings("windows-hotfix")]),
)
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    try:
        found = read_hotfixes(decode_console(content)[0])
    except ReadError:
        return
    assert isinstance(found, (Installed, Missing))
