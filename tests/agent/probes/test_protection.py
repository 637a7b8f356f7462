"""The protection probe."""

from agent.probes.protection import ProtectionProbe
from agent.sources.safety import (
    Accounts,
    Antivirus,
    Firewall,
    Protection,
    Volume,
    unreadable,
)
from tests.support.yielded import facts, values


def read(protection):
    """Return what the probe yields for *protection*."""
    return list(ProtectionProbe(protection=lambda doors: protection).read())


def test_what_guards_a_machine_shows_as_facts_and_numbers():
    """Encrypted and protected are two things."""
    found = read(
        Protection(
            volumes={
                "C:": Volume(encrypted=True, protection="off", method="XTS_AES_128")
            },
            antivirus={"X": Antivirus(enabled=True, realtime=False)},
            firewalls={"Domain": Firewall(enabled=True)},
            accounts=Accounts(local_administrators=2),
        )
    )
    assert values(found) == {
        ("hatang_volume_encrypted", "C:"): 1,
        ("hatang_volume_protected", "C:"): 0,
        ("hatang_antivirus_enabled", "X"): 1,
        ("hatang_antivirus_realtime", "X"): 0,
        ("hatang_firewall_enabled", "Domain"): 1,
        ("hatang_local_administrators",): 2,
    }
    assert facts(found)["volume"]["C:"].attributes["method"] == "XTS_AES_128"


def test_unknown_is_neither_on_nor_off():
    """It has a reason and no sample."""
    found = read(Protection(firewalls=unreadable(Firewall, "needs root")))
    assert values(found) == {}
    assert facts(found)["firewall"][""].unknown == {"enabled": "needs root"}
    assert facts(found)["antivirus"] == {}
    assert facts(found)["accounts"][""].unknown["local_administrators"]


def test_this_machine_is_read():
    """Whatever it is, every kind is there."""
    found = facts(ProtectionProbe().read())
    assert set(found) == {"volume", "antivirus", "firewall", "accounts"}
