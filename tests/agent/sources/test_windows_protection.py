"""How a Windows machine is guarded, from a PC made by hand."""

import hashlib

import msgspec
import pytest

from agent.sources.windows_doors import CIMV2, ENCRYPTION, NotWindows
from agent.sources.windows_protection import read_protection
from tests.support.windows_pc import FailingAt, Pc

VOLUMES = (ENCRYPTION, "Win32_EncryptableVolume")


def test_fixed_volumes_are_listed_and_the_system_is_marked():
    """Removable ones are left out."""
    volumes = read_protection(Pc().doors()).volumes
    assert list(volumes) == ["C:", "D:"]
    assert (volumes["C:"].system, volumes["D:"].system) == (True, False)
    assert (volumes["C:"].encrypted, volumes["C:"].protection) == (True, "on")
    assert volumes["C:"].method == "XTS_AES_128"
    assert (volumes["D:"].encrypted, volumes["D:"].protection) == (False, "off")


@pytest.mark.parametrize(
    ("row", "encrypted", "protection"),
    [
        ({"ConversionStatus": 1, "ProtectionStatus": 0}, True, "off"),
        ({"ConversionStatus": 2, "ProtectionStatus": 0}, None, "off"),
        ({"ConversionStatus": 77, "ProtectionStatus": 9}, None, None),
        ({"ConversionStatus": None, "ProtectionStatus": 1}, True, "on"),
        ({"ConversionStatus": None, "ProtectionStatus": 2}, True, None),
        ({"ProtectionStatus": 0, "EncryptionMethod": 0}, False, "off"),
        ({"ProtectionStatus": 0, "EncryptionMethod": 4}, True, "off"),
        ({"ProtectionStatus": 0}, None, "off"),
        ({}, None, None),
    ],
)
def test_encryption_and_protection_are_two_things(row, encrypted, protection):
    """A suspended volume is encrypted and guards nothing; old Windows says less."""
    pc = Pc()
    pc.classes[VOLUMES] = [{"DriveLetter": "C:", **row}]
    volume = read_protection(pc.doors()).volumes["C:"]
    assert (volume.encrypted, volume.protection) == (encrypted, protection)
    for name in ("encrypted", "protection", "method"):
        assert getattr(volume, name) is not None or volume.reasons[name]


def test_without_rights_or_bitlocker_volumes_stand_there_unknown():
    """The list of drives needs no rights."""
    pc = Pc()
    del pc.classes[VOLUMES]
    volume = read_protection(pc.doors()).volumes["C:"]
    assert volume.filesystem == "NTFS"
    assert volume.reasons["encrypted"] == "this Windows has no BitLocker"
    pc.classes[VOLUMES] = []
    del pc.classes[CIMV2, "Win32_LogicalDisk"]
    assert list(read_protection(pc.doors()).volumes) == [""]


def test_administrators_are_a_number_and_a_digest():
    """Whatever their order; a group of all makes everybody one."""
    pc = Pc()
    accounts = read_protection(pc.doors()).accounts
    digest = hashlib.sha256("\n".join(sorted(pc.sids)).encode()).hexdigest()
    assert accounts.local_administrators == 2
    assert accounts.local_administrators_digest == digest
    assert accounts.every_domain_user_is_admin is False
    pc.sids = [*reversed(pc.sids), "S-1-5-21-4-5-6-513"]
    assert read_protection(pc.doors()).accounts.every_domain_user_is_admin is True
    pc.sids = []
    accounts = read_protection(pc.doors()).accounts
    assert accounts.local_administrators is None
    assert "no administrator" in accounts.reasons["local_administrators"]


def test_a_windows_that_refuses_everything_is_unknown_with_reasons():
    """No exception leaves the reading."""
    closed = NotWindows()
    doors = (
        Pc()
        .doors()
        ._replace(wmi=closed, registry=closed, kernel=closed, updates=closed)
    )
    found = read_protection(doors)
    assert list(found.volumes) == list(found.antivirus) == list(found.firewalls) == [""]
    assert "not Windows" in found.accounts.reasons["local_administrators"]


def known(found):
    """Return how many values are known."""
    tree = msgspec.to_builtins(found)
    return sum(
        value is not None
        for part in tree.values()
        for row in (part.values() if "reasons" not in part else [part])
        for name, value in row.items()
        if name != "reasons"
    )


def calls():
    """Return how many calls one reading makes."""
    noting = FailingAt(-1, OSError())
    read_protection(noting.doors(Pc().doors()))
    return len(noting.calls)


@pytest.mark.parametrize("error", [OSError("x"), RuntimeError("x"), PermissionError()])
@pytest.mark.parametrize("position", range(calls()))
def test_a_call_that_fails_costs_its_own_part_alone(position, error):
    """Each call of each door in turn: most is still known, nothing is raised."""
    whole = known(read_protection(Pc().doors()))
    failing = FailingAt(position, error)
    left = known(read_protection(failing.doors(Pc().doors())))
    assert len(failing.calls) > position
    assert left >= whole - 8
