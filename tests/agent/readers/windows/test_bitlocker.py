"""BitLocker's volumes as PowerShell prints them, made by hand."""

import json

import msgspec
import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.bitlocker import BitLocker, read_bitlocker
from agent.readers.windows.encoding import decode_console
from tests.support.damaged import damaged, recordings

TABLE = """
   ComputerName: PC

VolumeType      Mount CapacityGB VolumeStatus           Encryption KeyProtector              AutoUnlock Protection
                Point                                   Percentage                           Enabled    Status
----------      ----- ---------- ------------           ---------- ------------              ---------- ----------
OperatingSystem C:        118.71 FullyEncrypted         100        {Tpm, RecoveryPassword}              Off
Data            D:      1,931.51 EncryptionInProgress   43         {}                                   Off
Data            E:         10.00 FullyEncrypted         100        {ExternalKey, Passw...}   True       On
"""
SECRET = "111111-222222-333333-444444-555555-666666-777777-888888"
JSON = json.dumps(
    {
        "MountPoint": "C:",
        "EncryptionMethod": 6,
        "VolumeStatus": 1,
        "ProtectionStatus": 1,
        "LockStatus": 0,
        "EncryptionPercentage": 99,
        "VolumeType": 0,
        "KeyProtector": [
            {"KeyProtectorType": 4},
            {"KeyProtectorType": 3, "RecoveryPassword": SECRET},
        ],
    }
)


def test_a_table():
    """Its heading stands in two lines; protection is off though all is encrypted."""
    found = read_bitlocker(TABLE)
    system, data, third = found.volumes
    assert (system.letter, system.system, system.protection) == ("C:", True, "off")
    assert (system.conversion, system.tpm_protector) == ("fully_encrypted", True)
    assert (data.conversion, data.encrypted_percent) == ("encryption_in_progress", 43)
    assert data.recovery_password_protector is False
    assert third.recovery_password_protector is None  # cut off: it may be there
    assert found.system_volume_protected is False


def test_json_and_its_numbers():
    """Of the key protectors only their kinds are kept."""
    found = read_bitlocker(JSON)
    [system] = found.volumes
    assert (system.method, system.conversion) == ("XTS_AES_128", "fully_encrypted")
    assert (system.recovery_password_protector, system.tpm_protector) == (True, True)
    assert found.system_volume_protected is True


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        f"MountPoint : C:\nVolumeStatus : FullyEncrypted\nKeyProtector : {SECRET}\n",
    ],
)
def test_no_recovery_key_is_kept(text):
    """Whatever the form."""
    assert SECRET[:6].encode() not in msgspec.json.encode(read_bitlocker(text))


def test_an_unknown_protection_is_no_answer():
    """Of a locked volume, say."""
    text = "MountPoint : C:\nVolumeStatus : \nProtectionStatus : Unknown\n"
    found = read_bitlocker(text)
    assert found.volumes[0].protection is None
    assert found.system_volume_protected is None


def test_without_a_system_volume_nothing_is_said_of_it():
    """Only a data volume was asked for."""
    text = "MountPoint : D:\nVolumeType : Data\nProtectionStatus : On\n"
    assert read_bitlocker(text).system_volume_protected is None


def test_a_refusal_is_an_error_in_any_language():
    """Most often the administrator's rights are missing."""
    found = read_bitlocker("Get-CimInstance : Zugriff verweigert\nBitLocker.psm1:144\n")
    assert (found.volumes, found.error) == ((), True)
    with pytest.raises(ReadError):
        read_bitlocker("total 12\n")


@given(damaged([TABLE.encode(), JSON.encode(), *recordings("windows-bitlocker")]))
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    try:
        found = read_bitlocker(decode_console(content)[0])
    except ReadError:
        return
    assert isinstance(found, BitLocker)


@pytest.mark.parametrize(
    "text",
    [
        "ERROR: An attempt to access a required resource was denied.",
        "FEHLER: Es wurde versucht, auf eine Ressource zuzugreifen.",
        "错误: 拒绝访问。",
        "    + FullyQualifiedErrorId : CommandNotFoundException",
    ],
)
def test_a_refusal_without_the_heading_of_the_tool_is_an_error(text):
    """What a person copied of a refusal says that nothing is known."""
    found = read_bitlocker(text)
    assert (found.volumes, found.system_volume_protected) == ((), None)
    assert found.error


def test_powershell_says_suspended_for_paused():
    """The words of the cmdlet and the numbers of WMI name the same state."""
    text = "MountPoint : C:\nVolumeStatus : EncryptionSuspended\n"
    assert read_bitlocker(text).volumes[0].conversion == "encryption_paused"
