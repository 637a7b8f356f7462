"""Firewall profiles, from registries made by hand."""

from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import SECURITY_CENTER, STANDARD_CIMV2
from agent.sources.windows_firewall import firewalls
from tests.support.windows_pc import FIREWALL, Pc

POLICY = r"SOFTWARE\Policies\Microsoft\WindowsFirewall"


def states(pc):
    """Return on, off or unknown by name."""
    return {name: row.enabled for name, row in firewalls(Asking(pc.doors())).items()}


def test_the_firewalls_own_keys_say_it():
    """The private profile is called standard there."""
    pc = Pc()
    pc.keys_and_values[rf"{FIREWALL}\StandardProfile"]["EnableFirewall"] = 0
    assert states(pc) == {"Domain": True, "Private": False, "Public": True}


def test_a_policy_counts_before_them():
    """In both of its forms for the private profile."""
    pc = Pc()
    pc.keys_and_values[rf"{POLICY}\DomainProfile"] = {"EnableFirewall": 0}
    pc.keys_and_values[rf"{POLICY}\PrivateProfile"] = {"Other": 1}
    pc.keys_and_values[rf"{POLICY}\StandardProfile"] = {"EnableFirewall": 0}
    assert states(pc) == {"Domain": False, "Private": False, "Public": True}


def test_what_is_not_configured_is_asked_of_wmi_and_else_unknown():
    """It is not off; 2 is the class's word for not configured."""
    pc = Pc()
    for name in ("DomainProfile", "PublicProfile"):
        del pc.keys_and_values[rf"{FIREWALL}\{name}"]
    pc.classes[STANDARD_CIMV2, "MSFT_NetFirewallProfile"] = [
        {"Name": "Domain", "Enabled": 1},
        {"Name": "Private", "Enabled": 0},
        {"Name": "Public", "Enabled": 2},
    ]
    assert states(pc) == {"Domain": True, "Private": True, "Public": None}
    reasons = firewalls(Asking(pc.doors()))["Public"].reasons
    assert "neither a policy" in reasons["enabled"]


def test_a_service_that_never_starts_protects_nothing():
    """Whatever the profiles say."""
    pc = Pc()
    pc.keys_and_values[r"SYSTEM\CurrentControlSet\Services\MpsSvc"]["Start"] = 4
    assert set(states(pc).values()) == {False}


def test_other_firewalls_stand_beside_it():
    """A product that is listed twice is on if one entry is."""
    pc = Pc()
    pc.classes[SECURITY_CENTER, "FirewallProduct"] = [
        {"displayName": "ESET", "productState": 266256},
        {"displayName": "ESET", "productState": 262160},
        {"displayName": None, "productState": 1},
    ]
    assert states(pc)["ESET"] is True


def test_a_windows_that_says_nothing_is_one_unknown():
    """With the reason, not three profiles that nobody read."""
    pc = Pc()
    pc.keys_and_values.clear()
    assert states(pc) == {"": None}
