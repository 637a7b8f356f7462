"""Whether the firewall of Windows is on, by profile: policy first, then its own keys."""

from agent.readers.windows.antivirus import product_of
from agent.readers.windows.values import natural, text
from agent.sources.safety import Firewall, unreadable
from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import SECURITY_CENTER, STANDARD_CIMV2

PRODUCT = ("displayName", "productState")
PROFILE = ("Name", "Enabled")
_POLICY = r"SOFTWARE\Policies\Microsoft\WindowsFirewall"
_OWN = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
_SERVICE = r"SYSTEM\CurrentControlSet\Services\MpsSvc"
_DISABLED = 4
# Policies of Windows XP's time call the private profile "standard"; both may be set.
_PROFILES = {
    "Domain": (("DomainProfile",), "DomainProfile"),
    "Private": (("PrivateProfile", "StandardProfile"), "StandardProfile"),
    "Public": (("PublicProfile",), "PublicProfile"),
}
_NOT_CONFIGURED = "neither a policy nor the firewall itself says whether it is on"


def firewalls(ask: Asking) -> dict[str, Firewall]:
    """Return Windows' own profiles, and other firewalls that the Security Center knows.

    What is not configured is unknown, never off.
    """
    start, _ = ask.number(_SERVICE, "Start")
    found = {name: _profile(ask, name) for name in _PROFILES}
    if start == _DISABLED:
        found = {name: Firewall(enabled=False) for name in found}
    elif any(profile.enabled is None for profile in found.values()):
        found |= _by_wmi(ask, found)
    if all(profile.enabled is None for profile in found.values()):
        reasons = [profile.reasons["enabled"] for profile in found.values()]
        found = unreadable(Firewall, reasons[0])
    return {**found, **_products(ask)}


def _profile(ask: Asking, name: str) -> Firewall:
    policies, own = _PROFILES[name]
    reason = ""
    for path in (*(rf"{_POLICY}\{key}" for key in policies), rf"{_OWN}\{own}"):
        value, why = ask.number(path, "EnableFirewall")
        if value in {0, 1}:
            return Firewall(enabled=bool(value))
        reason = reason or why
    return Firewall(reasons={"enabled": reason or _NOT_CONFIGURED})


def _by_wmi(ask: Asking, before: dict[str, Firewall]) -> dict[str, Firewall]:
    """Return what MSFT_NetFirewallProfile knows of profiles that were unknown before."""
    rows, _ = ask.rows("MSFT_NetFirewallProfile", PROFILE, STANDARD_CIMV2)
    found = {}
    for row in rows:
        name, enabled = text(row.get("Name")), natural(row.get("Enabled"))
        if name in before and before[name].enabled is None and enabled in {0, 1}:
            found[name] = Firewall(enabled=bool(enabled))
    return found


def _products(ask: Asking) -> dict[str, Firewall]:
    rows, _ = ask.rows("FirewallProduct", PRODUCT, SECURITY_CENTER)
    found: dict[str, Firewall] = {}
    for row in rows:
        name, state = text(row.get("displayName")), natural(row.get("productState"))
        if name and state is not None:
            enabled = product_of(name, state).state == "on"
            known = found.get(name)
            found[name] = Firewall(enabled=enabled or bool(known and known.enabled))
    return found
