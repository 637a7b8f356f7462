"""Antivirus of Windows: the Security Center's products, and Defender's own state.

Servers have no Security Center. Defender's own class can hang while another product is
active, so it is asked only where Defender is on.
"""

import re
from datetime import datetime

import msgspec

from agent.readers.windows.antivirus import Product, product_of
from agent.readers.windows.times import moment
from agent.readers.windows.values import Row, flag, natural, text
from agent.sources.safety import Antivirus, unreadable, whole_minutes
from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import DEFENDER, SECURITY_CENTER

PRODUCT = ("displayName", "productState")
STATUS = (
    "AntivirusEnabled",
    "RealTimeProtectionEnabled",
    "AntivirusSignatureAge",
    "AntivirusSignatureLastUpdated",
    "IsTamperProtected",
    "AMRunningMode",
)
_STATUS_CLASS = "MSFT_MpComputerStatus"
_NAME = "Microsoft Defender Antivirus"
_DEFENDER = re.compile(r"\bdefender\b", re.IGNORECASE)
_PASSIVE = re.compile(r"passive|sxs|edr|not running", re.IGNORECASE)
_SERVICE = r"SYSTEM\CurrentControlSet\Services\WinDefend"
_SWITCHED_OFF = (
    (r"SOFTWARE\Policies\Microsoft\Windows Defender", "DisableAntiSpyware"),
    (r"SOFTWARE\Microsoft\Windows Defender", "DisableAntiSpyware"),
)
_DISABLED = 4
_FIRST_YEAR = 2000  # 1601: never
_SAYS_NOTHING = "the product does not tell Windows"


def antivirus(ask: Asking) -> dict[str, Antivirus]:
    """Return the products by name; Defender's own word counts before the Center's."""
    rows, reason = ask.rows("AntiVirusProduct", PRODUCT, SECURITY_CENTER)
    products = _products(rows)
    found = {name: _of_product(product) for name, product in products.items()}
    name = next((name for name in found if _DEFENDER.search(name)), None)
    if name is not None and found[name].enabled:
        found[name] = _with_status(ask, found[name])
    elif reason:
        found = _without_center(ask, reason)
    return found


def _products(rows: object) -> dict[str, Product]:
    """Return the products; of one that is listed twice, the entry that is on."""
    found: dict[str, Product] = {}
    for row in rows if isinstance(rows, (list, tuple)) else ():
        name, state = text(row.get("displayName")), natural(row.get("productState"))
        if name and state is not None:
            product = product_of(name, state)
            if name not in found or product.state == "on":
                found[name] = product
    return found


def _of_product(product: Product) -> Antivirus:
    names = ("realtime", "signatures_timestamp_seconds", "tamper_protected")
    reasons = dict.fromkeys(names, _SAYS_NOTHING)
    odd = "Windows' number for the product's state is not known"
    return Antivirus(
        enabled=product.state == "on" if product.state else None,
        signatures=product.signatures,
        reasons={**reasons, "enabled": odd, "signatures": odd},
    )


def _with_status(ask: Asking, known: Antivirus) -> Antivirus:
    rows, reason = ask.rows(_STATUS_CLASS, STATUS, DEFENDER)
    if not rows:
        names = ("realtime", "signatures_timestamp_seconds", "tamper_protected")
        told = dict.fromkeys(names, reason or "Defender does not say")
        return msgspec.structs.replace(known, reasons={**known.reasons, **told})
    return _of_status(rows[0], known)


def _of_status(row: Row, known: Antivirus) -> Antivirus:
    enabled = flag(row.get("AntivirusEnabled"))
    if _PASSIVE.search(text(row.get("AMRunningMode")) or ""):
        enabled = False  # it leaves the machine to another product
    updated = moment(row.get("AntivirusSignatureLastUpdated"))
    never = "never: no signatures were loaded"
    reasons = {
        **dict.fromkeys(
            ("enabled", "realtime", "tamper_protected"), "Defender does not say"
        ),
        "signatures": "Windows does not say",
        "signatures_timestamp_seconds": never
        if _never(row.get("AntivirusSignatureAge"))
        else "Defender does not say",
    }
    return Antivirus(
        enabled=known.enabled if enabled is None else enabled,
        realtime=flag(row.get("RealTimeProtectionEnabled")),
        signatures=known.signatures,
        signatures_timestamp_seconds=whole_minutes(_seconds(updated)),
        tamper_protected=flag(row.get("IsTamperProtected")),
        reasons=reasons,
    )


def _seconds(when: datetime | None) -> float | None:
    return None if when is None or when.year < _FIRST_YEAR else when.timestamp()


def _never(age: object) -> bool:
    """Return whether the age means never: 4294967295, which COM hands out as -1."""
    number = age if isinstance(age, int) else natural(age)
    return number is not None and (number < 0 or number in {65535, 4294967295})


def _without_center(ask: Asking, reason: str) -> dict[str, Antivirus]:
    """Return Defender alone, where the Security Center does not answer (servers)."""
    start, unknown = ask.number(_SERVICE, "Start")
    if unknown:
        return unreadable(Antivirus, reason)
    if start is None:
        return unreadable(Antivirus, f"no Security Center, no Defender; {reason}")
    switched_off = any(ask.number(path, name)[0] for path, name in _SWITCHED_OFF)
    if start == _DISABLED or switched_off:
        return {_NAME: Antivirus(enabled=False, realtime=False)}
    rows, why = ask.rows(_STATUS_CLASS, STATUS, DEFENDER)
    if not rows:
        return unreadable(Antivirus, why or reason)
    return {_NAME: _of_status(rows[0], Antivirus())}
