"""Rules about what protects a machine: antivirus, firewall, encryption, accounts."""

from collections.abc import Iterator

from agent.shared.findings.case import Case, find, not_known, unread, why_not
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import (
    flag,
    is_never,
    items,
    listed,
    moment,
    number,
    single,
    why_unread,
    word,
)
from agent.shared.wire import Item

_OUTDATED = frozenset({"outdated", "out_of_date", "old", "expired"})
_SUSPENDED = frozenset({"off", "suspended"})
# A system starts from these before it can ask for a key.
_STARTED_FROM = frozenset({"/boot", "/boot/efi", "/efi"})


def antivirus(case: Case) -> Iterator[Finding]:
    """Yield that no antivirus works, or that the working one is out of date.

    Of several products one that works is enough.
    """
    yield from unread(case, "antivirus", "antivirus")
    if why_unread(case.facts, "antivirus") is not None:
        return
    products = items(case.facts, "antivirus")
    if not products:
        severity: Severity = "critical" if case.on_windows else "info"
        yield find("antivirus_none", severity)
        return
    working = {key: item for key, item in products.items() if _works(item)}
    if working:
        yield from _signatures(case, working)
    elif all(_works(item) is False for item in products.values()):
        yield find("antivirus_off", "critical", products=listed(products))
    else:
        first = next(i for i in products.values() if _works(i) is None)
        yield not_known("antivirus", why_not(first, "enabled", "realtime"))


def _works(product: Item) -> bool | None:
    enabled, realtime = flag(product, "enabled"), flag(product, "realtime")
    if enabled is False or realtime is False:
        return False
    return True if enabled else None


def _signatures(case: Case, working: dict[str, Item]) -> Iterator[Finding]:
    judged = {key: _outdated(case, item) for key, item in working.items()}
    if any(severity == "" for severity in judged.values()):
        return
    old = {key: severity for key, severity in judged.items() if severity}
    if not old:
        first = next(iter(working.values()))
        why = why_not(first, "signatures_timestamp_seconds", "signatures")
        yield not_known("signatures", why)
        return
    product = min(old, key=lambda key: (old[key] == "critical", key))
    yield find(
        "antivirus_outdated",
        "critical" if old[product] == "critical" else "warning",
        product,
        product=product,
        signatures_timestamp_seconds=moment(
            working[product], "signatures_timestamp_seconds"
        ),
    )


def _outdated(case: Case, product: Item) -> str | None:
    """Return how bad it is; "" if the signatures are current, None if not known.

    Their age counts before the product's word, which may be 29 days behind.
    """
    limits = case.knowledge.thresholds.protection
    if is_never(product, "signatures_timestamp_seconds"):
        return "critical"
    when = moment(product, "signatures_timestamp_seconds")
    age = case.days_since(when) if when is not None else None
    if age is not None and age > limits.signatures_very_old_days:
        return "critical"
    said = word(product, "signatures")
    if said in _OUTDATED or (age is not None and age > limits.signatures_old_days):
        return "warning"
    return "" if age is not None or said else None


def firewall(case: Case) -> Iterator[Finding]:
    """Yield that a firewall is off: on Windows any profile, elsewhere all of them."""
    yield from unread(case, "firewall", "firewall")
    if why_unread(case.facts, "firewall") is not None:
        return
    found = items(case.facts, "firewall")
    states = {key: flag(item, "enabled") for key, item in found.items()}
    off = [key for key, enabled in states.items() if enabled is False]
    if not found:
        yield find("firewall_none", "warning" if case.on_windows else "info")
    elif off and (case.on_windows or len(off) == len(states)):
        yield find("firewall_off", "warning", profiles=listed(off))
    elif not any(states.values()):
        first = next(i for k, i in found.items() if states[k] is None)
        yield not_known("firewall", why_not(first, "enabled"))


def encryption(case: Case) -> Iterator[Finding]:
    """Yield volumes whose content a thief can read."""
    yield from unread(case, "volume", "encryption")
    if why_unread(case.facts, "volume") is not None:
        return
    volumes = {
        key: volume
        for key, volume in items(case.facts, "volume").items()
        if key not in _STARTED_FROM
    }
    bare = [
        key for key, volume in volumes.items() if flag(volume, "encrypted") is False
    ]
    if bare:
        portable = flag(single(case.facts, "chassis"), "portable")
        severity: Severity = "warning" if portable else "info"
        yield find("volume_unencrypted", severity, volumes=listed(bare))
    for key, volume in volumes.items():
        if flag(volume, "encrypted") and word(volume, "protection") in _SUSPENDED:
            yield find("encryption_suspended", "warning", key, volume=key)
    unknown = [v for v in volumes.values() if flag(v, "encrypted") is None]
    if unknown and len(unknown) == len(volumes):
        yield not_known("encryption", why_not(unknown[0], "encrypted"))


def accounts(case: Case) -> Iterator[Finding]:
    """Yield that more people than needed may change everything."""
    yield from unread(case, "accounts", "administrators")
    found = single(case.facts, "accounts")
    if flag(found, "every_domain_user_is_admin"):
        yield find("domain_users_are_administrators", "warning")
    count = number(found, "local_administrators")
    most = case.knowledge.thresholds.protection.local_administrators_most
    if count is not None and count > most:
        yield find(
            "several_administrators",
            "info",
            local_administrators=int(count),
            usual_most=most,
        )


def secure_boot(case: Case) -> Iterator[Finding]:
    """Yield that Secure Boot is switched off."""
    if flag(single(case.facts, "security"), "secure_boot") is False:
        yield find("secure_boot_off", "info")
