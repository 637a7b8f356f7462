"""Events that follow from a change of facts: a module gone, protection switched off.

What an agent tells as an event of its own (canaries, targets of backups, free space) is
left out here, so that nothing is told twice.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from agent.shared.findings.values import number, text, why_unread, word
from agent.shared.wire import Event, Facts, Item, Scalar
from collector.history import Change, between

Severity = Literal["info", "warning", "critical"]
MOST_EVENTS = 50  # of one change; the most severe are told
_SEVEREST = ("critical", "warning", "info")


class Flip(NamedTuple):
    """An attribute that changed from one value to another, and what that means."""

    kind: str
    attribute: str
    old: tuple[Scalar, ...]
    new: tuple[Scalar, ...]
    event: str
    severity: Severity


_ON: tuple[Scalar, ...] = (True,)
_OFF: tuple[Scalar, ...] = (False,)
_UNPROTECTED: tuple[Scalar, ...] = ("off", "suspended")

FLIPS: tuple[Flip, ...] = (
    Flip("antivirus", "enabled", _ON, _OFF, "antivirus_switched_off", "critical"),
    Flip("antivirus", "realtime", _ON, _OFF, "antivirus_switched_off", "critical"),
    Flip("antivirus", "enabled", _OFF, _ON, "antivirus_switched_on", "info"),
    Flip("antivirus", "realtime", _OFF, _ON, "antivirus_switched_on", "info"),
    Flip("firewall", "enabled", _ON, _OFF, "firewall_switched_off", "warning"),
    Flip("firewall", "enabled", _OFF, _ON, "firewall_switched_on", "info"),
    Flip("volume", "encrypted", _ON, _OFF, "encryption_removed", "warning"),
    Flip("volume", "encrypted", _OFF, _ON, "encryption_added", "info"),
    Flip(
        "volume", "protection", ("on",), _UNPROTECTED, "encryption_suspended", "warning"
    ),
    Flip("volume", "protection", _UNPROTECTED, ("on",), "encryption_resumed", "info"),
    Flip("raid", "degraded", _OFF, _ON, "raid_degraded", "critical"),
    Flip("raid", "degraded", _ON, _OFF, "raid_whole_again", "info"),
    Flip(
        "accounts",
        "every_domain_user_is_admin",
        _OFF,
        _ON,
        "domain_users_became_administrators",
        "warning",
    ),
    Flip("security", "secure_boot", _ON, _OFF, "secure_boot_switched_off", "warning"),
    Flip(
        "updates", "automatic", _ON, _OFF, "automatic_updates_switched_off", "warning"
    ),
)
# What says more than another event of the same subject stands alone.
_MORE_THAN = {
    "encryption_suspended": "encryption_removed",
    "encryption_resumed": "encryption_added",
}
_VERDICTS = {"healthy": 0, "ok": 0, "watch": 1, "attention": 1}
_VERDICTS |= {"replace_soon": 2, "failing": 3}


def events_between(before: Facts, after: Facts) -> list[Event]:
    """Return what happened between two readings of one machine, in a fixed order.

    What is unknown on one side, or was not read as a whole, did not happen. ``subject``
    among an event's attributes is the key of the fact. There are ``MOST_EVENTS`` at
    most: who tells of more at once, and again and again, must not fill the store.
    """
    kinds = [
        kind
        for kind in before.keys() & after.keys()
        if why_unread(before, kind) is None and why_unread(after, kind) is None
    ]
    old = {kind: before[kind] for kind in kinds}
    new = {kind: after[kind] for kind in kinds}
    found = {
        (event.kind, str(event.attributes.get("subject"))): event
        for change in between(old, new, time=0.0)
        for event in _events(change)
    }
    told = [
        event
        for (kind, subject), event in found.items()
        if (_MORE_THAN.get(kind), subject) not in found
    ]
    told += _drives(old.get("disk", {}), new.get("disk", {}))
    if len(told) > MOST_EVENTS:
        told = sorted(told, key=lambda event: _SEVEREST.index(event.severity))
    return told[:MOST_EVENTS]


def _events(change: Change) -> Iterator[Event]:
    if change.change == "changed":
        yield from _flips(change)
    reader = _READERS.get(change.kind)
    if reader is not None:
        yield from reader(change)


def _flips(change: Change) -> Iterator[Event]:
    for flip in FLIPS:
        if flip.kind == change.kind and flip.attribute in change.new:
            old, new = change.old.get(flip.attribute), change.new[flip.attribute]
            if _among(old, flip.old) and _among(new, flip.new):
                yield _event(flip.event, flip.severity, change.key)


def _among(value: Scalar, wanted: tuple[Scalar, ...]) -> bool:
    """Return whether *value* is one of *wanted*; 1 is not true, and words have no case."""
    if isinstance(value, str):
        return value.lower() in wanted
    return isinstance(value, bool) and value in wanted


def _event(kind: str, severity: Severity, subject: str = "", **more: Scalar) -> Event:
    known = {name: value for name, value in more.items() if value is not None}
    return Event(kind, 0.0, severity, {"subject": subject, **known})


def _antivirus(change: Change) -> Iterator[Event]:
    if change.change == "disappeared":
        yield _event("antivirus_removed", "warning", change.key)


def _memory(change: Change) -> Iterator[Event]:
    """Yield what became of a slot; an empty one says ``empty`` and nothing else."""
    name, key = "size_bytes", change.key
    was, now = number(Item(change.old), name), number(Item(change.new), name)
    swapped = (was and now) or (change.old.get("serial") and change.new.get("serial"))
    if change.change == "changed" and swapped:
        yield _event("memory_module_swapped", "warning", key)
    elif was and (change.change == "disappeared" or change.new.get("empty")):
        yield _event("memory_module_removed", "warning", key, size_bytes=was)
    elif now and (change.change == "appeared" or change.old.get("empty")):
        yield _event("memory_module_added", "info", key, size_bytes=now)


def _verdict(change: Change) -> Iterator[Event]:
    old, new = word(Item(change.old), "verdict"), word(Item(change.new), "verdict")
    was, now = _VERDICTS.get(old or ""), _VERDICTS.get(new or "")
    if was is not None and now is not None and now > was:
        severity: Severity = "critical" if now == 3 else "warning"
        yield _event("drive_got_worse", severity, change.key, old=old, new=new)


def _accounts(change: Change) -> Iterator[Event]:
    name = "local_administrators"
    was, now = number(Item(change.old), name), number(Item(change.new), name)
    if was is not None and now is not None and was != now:
        kind = "administrator_added" if now > was else "administrator_removed"
        severity: Severity = "warning" if now > was else "info"
        yield _event(kind, severity, old=int(was), new=int(now))
    elif change.old.get(f"{name}_digest") and change.new.get(f"{name}_digest"):
        yield _event("administrators_changed", "warning")


def _system(change: Change) -> Iterator[Event]:
    if change.change == "changed":
        for name in ("build", "version", "name"):
            old, new = text(Item(change.old), name), text(Item(change.new), name)
            if old and new:
                yield _event("operating_system_updated", "info", old=old, new=new)
                return


def _firmware(change: Change) -> Iterator[Event]:
    old, new = text(Item(change.old), "version"), text(Item(change.new), "version")
    if old and new:
        yield _event("firmware_updated", "info", old=old, new=new)


_READERS = {
    "accounts": _accounts,
    "antivirus": _antivirus,
    "disk_health": _verdict,
    "firmware": _firmware,
    "memory_module": _memory,
    "operating_system": _system,
}


def _drives(before: Mapping[str, Item], after: Mapping[str, Item]) -> Iterator[Event]:
    """Yield drives that went and came, known by serial number: device names wander.

    While any drive's serial number is not known, nothing is said: it may be the one.
    """
    old, new = _by_serial(before), _by_serial(after)
    if old is None or new is None:
        return
    gone = [old[serial] for serial in sorted(old.keys() - new.keys())]
    come = [new[serial] for serial in sorted(new.keys() - old.keys())]
    for (old_key, was), (new_key, now) in zip(gone, come, strict=False):
        models = {"old": text(was, "model"), "new": text(now, "model")}
        yield _event("drive_swapped", "warning", new_key or old_key, **models)
    for key, was in gone[len(come) :]:
        yield _event("drive_removed", "warning", key, old=text(was, "model"))
    for key, now in come[len(gone) :]:
        yield _event("drive_added", "info", key, new=text(now, "model"))


def _by_serial(disks: Mapping[str, Item]) -> dict[str, tuple[str, Item]] | None:
    fixed = {k: d for k, d in sorted(disks.items()) if word(d, "bus") != "usb"}
    found = {text(disk, "serial"): (key, disk) for key, disk in fixed.items()}
    if None in found or len(found) != len(fixed):
        return None
    return {serial: place for serial, place in found.items() if serial}
