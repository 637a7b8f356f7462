"""Backups and shadow copies, made by hand after the tools' own form."""

import json

import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.backup import Backups, ShadowCopies, read_backup
from agent.readers.windows.encoding import decode_console
from tests.support.damaged import damaged, recordings

SUMMARY = """
NextBackupTime           : {next}
NumberOfVersions         : 3
LastSuccessfulBackupTime : {success}
LastBackupTime           : {attempt}
LastBackupResultHR       : {code}
"""
WBADMIN = """wbadmin 1.0 - Sicherungs-Befehlszeilentool

Sicherungszeit: 15.03.2024 12:16
Sicherungsziel: Netzwerkfreigabe mit der Bezeichnung \\\\srv\\b
Versions-ID: 03/15/2024-11:16
Snapshot-ID: {1}

Sicherungszeit: 03.04.2024 13:16
Versions-ID: 04/03/2024-11:16
"""
VSSADMIN = """vssadmin 1.1 - Verwaltungsbefehlszeilenprogramm

Inhalte der Schattenkopiesatz-ID: {43dd2d4b-3a58-487a-842d-564143d0501f}
   2 Schattenkopie(n) war(en) enthalten bei der Erstellungszeit: 10.09.2021 17:49:26
      Schattenkopie-ID: {eef18c41-c6bc-40bb-9863-5491249d2458}
         Ursprüngliches Volume: (C:)\\\\?\\Volume{67a44989-8413-4a7c-a616-79385dae8605}\\
         Schattenkopievolume: \\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy3
      Schattenkopie-ID: {eef18c41-c6bc-40bb-9863-5491249d2459}
         Ursprüngliches Volume: (?)\\\\?\\Volume{67a44989-8413-4a7c-a616-79385dae8606}\\
         Schattenkopievolume: \\\\?\\GLOBALROOT\\Device\\HarddiskVolumeShadowCopy4
"""
FILETIME = 133547481690000000  # 12 March 2024 20:16:09 UTC


def summary(success, attempt, code="0", following=""):
    """Return Get-WBSummary's list."""
    return SUMMARY.format(next=following, success=success, attempt=attempt, code=code)


def test_a_last_success_does_not_hide_a_later_failure():
    """Two values, two times."""
    text = summary("3/15/2024 11:16:38 AM", "3/16/2024 11:00:00 PM", "-2147023436")
    found = read_backup(text)
    assert isinstance(found, Backups)
    assert found.last_success_local == "2024-03-15T11:16:38"
    assert found.last_attempt_local == "2024-03-16T23:00:00"
    assert found.last_attempt_succeeded is False


def test_the_year_one_is_never():
    """Nothing was ever tried, so nothing succeeded either."""
    found = read_backup(summary("01/01/0001 00:00:00", "01/01/0001 00:00:00"))
    assert (found.last_success_local, found.last_attempt_succeeded) == (None, None)


def test_dates_that_can_be_read_two_ways_stay_unread():
    """Unless the next one tells."""
    unclear = summary("03/04/2024 11:16:38", "03/04/2024 11:16:38")
    assert read_backup(unclear).last_success_local is None
    clear = summary("03/04/2024 11:16:38", "", following="13/04/2024 11:00:00")
    assert read_backup(clear).last_success_local == "2024-04-03T11:16:38"


def test_json_tells_utc():
    """PowerShell writes the moment itself."""
    moment = "/Date(1710497798000)/"
    text = {"LastSuccessfulBackupTime": moment, "LastBackupTime": moment}
    found = read_backup(json.dumps({**text, "LastBackupResultHR": 0}))
    assert found.last_success_utc == "2024-03-15T10:16:38Z"
    assert found.last_attempt_succeeded is True


def test_versions_of_wbadmin_in_any_language():
    """The identifier is in UTC, and tells which number is the month."""
    found = read_backup(WBADMIN)
    assert found.versions == 2
    assert found.last_success_utc == "2024-04-03T11:16:00Z"
    assert found.last_success_local == "2024-04-03T13:16:00"


def test_wbadmin_without_a_backup():
    """None can be restored."""
    assert read_backup("wbadmin 1.0 - x\nERROR - No backups\n").versions == 0


def test_shadow_copies_in_any_language():
    """One set holds several; a volume may have no letter."""
    found = read_backup(VSSADMIN)
    assert isinstance(found, ShadowCopies)
    assert [c.volume for c in found.shadow_copies] == ["C:", None]
    assert {c.created_local for c in found.shadow_copies} == {"2021-09-10T17:49:26"}
    assert found.is_backup is False


def test_no_shadow_copy():
    """The banner tells what was asked."""
    found = read_backup("vssadmin 1.1 - 卷影复制服务\n\n没有满足查询的项目。\n")
    assert found.shadow_copies == ()


def test_shadow_copies_by_wmi():
    """With the machine's own time."""
    text = "InstallDate=20210910174926.123456+120\nVolumeName=\\\\?\\Volume{a}\\\n"
    [copy] = read_backup(text).shadow_copies
    assert copy.created_local == "2021-09-10T17:49:26"


@pytest.mark.parametrize(
    "text",
    [
        '"ProtectedUpToTime"=hex(b):'
        + ",".join(f"{b:02x}" for b in FILETIME.to_bytes(8, "little")),
        f"    ProtectedUpToTime    REG_QWORD    {FILETIME:#x}",
    ],
)
def test_file_history_says_up_to_when_files_are_safe(text):
    """As an export of the registry, or by reg query."""
    assert read_backup(text).last_success_utc == "2024-03-12T20:16:09Z"


MADE = [WBADMIN.encode(), VSSADMIN.encode(), summary("1/1/2024", "1/1/2024").encode()]


@given(damaged([*MADE, *recordings("windows-backup")]))
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    try:
        found = read_backup(decode_console(content)[0])
    except ReadError:
        return
    assert isinstance(found, (Backups, ShadowCopies))


def test_a_shadow_copy_of_a_volume_whose_name_is_cut_counts():
    """People shorten what names their disks; a volume without a letter has none."""
    text = r"""
vssadmin 1.1 - Verwaltungsbefehlszeilenprogramm
Inhalte der Schattenkopiesatz-Kennung: {a}
   Enthielt 2 Schattenkopien zur Erstellungszeit: 15.03.2024 07:00:12
         Ursprüngliches Volume: (C:)\\?\Volume{x}\
         Schattenkopienvolume: \\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy1
         Ursprüngliches Volume: (\\?\Volume{y}\)\\?\Volume{y}\
"""
    found = read_backup(text)
    assert isinstance(found, ShadowCopies)
    assert [copy.volume for copy in found.shadow_copies] == ["C:", None]
    assert found.shadow_copies[0].created_local == "2024-03-15T07:00:12"
