"""Drives and volumes by their WMI rows."""

from hypothesis import given

from agent.readers.windows.wmi_disks import (
    disk_drive,
    encryptable_volume,
    logical_disk,
    partition,
    physical_disk,
    volume,
)
from tests.support.wmi_rows import any_row


def test_com_and_powershell_mean_the_same_drive():
    """Numbers of one are words of the other."""
    com = {
        "DeviceId": "0",
        "BusType": 17,
        "MediaType": 4,
        "HealthStatus": 0,
        "Size": "5",
    }
    powershell = {
        "DeviceId": "0",
        "BusType": "NVMe",
        "MediaType": "SSD",
        "HealthStatus": "Healthy",
        "Size": 5,
    }
    assert physical_disk(com) == physical_disk(powershell)
    assert physical_disk(com).health == "Healthy"


def test_the_serial_number_of_the_label_may_be_the_adapters():
    """An NVMe drive's own is its EUI-64; a SATA drive has no other."""
    nvme = {"SerialNumber": "0025_3841_61B6_798A.", "AdapterSerialNumber": "S24  _0000"}
    assert physical_disk(nvme).label_serial == "S24"
    sata = {"SerialNumber": "     WD-1", "AdapterSerialNumber": ""}
    assert physical_disk(sata).label_serial == "WD-1"


def test_what_a_drive_does_not_know_is_unknown():
    """Unspecified media, unknown health and speed are none."""
    row = {"MediaType": 0, "HealthStatus": 5, "SpindleSpeed": 4294967295, "BusType": 0}
    found = physical_disk(row)
    assert {found.media, found.health, found.rotation_rpm, found.bus} == {None}


def test_the_old_class_tells_sticks_and_nvme():
    """By the medium's name and the device's."""
    assert disk_drive({"MediaType": "Removable Media"}).removable
    assert not disk_drive({"MediaType": "Fixed hard disk media"}).removable
    assert disk_drive({"PNPDeviceID": r"SCSI\DISK&VEN_NVME&PROD_X\5&0"}).nvme


def test_volumes_are_what_both_classes_say():
    """A volume without a letter has none."""
    assert logical_disk({"DeviceID": "C:", "DriveType": "3"}).letter == "C:"
    found = volume({"DriveLetter": "", "Capacity": "0", "BootVolume": "FALSE"})
    assert (found.letter, found.capacity_bytes, found.boot) == (None, 0, False)


def test_encryption_and_protection_are_two_things():
    """A volume can be encrypted with protection off; a locked one does not say."""
    row = {"ConversionStatus": 1, "ProtectionStatus": 0, "EncryptionMethod": 6}
    found = encryptable_volume(row)
    assert (found.conversion, found.protection) == ("fully_encrypted", "off")
    assert found.method == "XTS_AES_128"
    assert encryptable_volume({"ProtectionStatus": 2}).protection is None


@given(any_row())
def test_any_row_is_read(row):
    """Whatever the provider returns."""
    for read in (physical_disk, disk_drive, logical_disk, volume, partition):
        read(row)
    encryptable_volume(row)
    assert physical_disk(row).label_serial != ""
    assert disk_drive(row).nvme in {True, False}
