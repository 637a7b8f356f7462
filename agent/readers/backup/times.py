"""Moments as backup programs write them, as Unix seconds."""

import math
import re
from datetime import UTC, datetime, timedelta, timezone

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(?:[.,]([0-9]{1,9}))?\s?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
)
_CIM = re.compile(r"([0-9]{14})\.([0-9]{6})([+-][0-9]{3})")
_UNIX = re.compile(r"[0-9]{9,11}(?:\.[0-9]{1,9})?")


def iso(text: str, *, naive_is_utc: bool = False) -> float | None:
    """Return the moment that an ISO 8601 *text* names, to the nanosecond it says.

    A text without an offset is refused unless *naive_is_utc*.
    """
    match = _ISO.fullmatch(text.strip()[:60])
    if match is None:
        return None
    *parts, fraction, zone = match.groups()
    offset = _offset(zone, naive_is_utc=naive_is_utc)
    if offset is None:
        return None
    try:
        year, month, day, hour, minute, second = [int(part or 0) for part in parts]
        whole = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    more = int(fraction.ljust(9, "0")) / 1e9 if fraction else 0.0
    return whole.timestamp() - offset + more


def _offset(zone: str | None, *, naive_is_utc: bool) -> int | None:
    """Return the seconds east of Greenwich, or None if the text does not say."""
    if zone is None:
        return 0 if naive_is_utc else None
    if zone in {"Z", "UTC"}:
        return 0
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 18 or minutes > 59:
        return None
    return (hours * 3600 + minutes * 60) * (-1 if zone[0] == "-" else 1)


def cim(text: str) -> float | None:
    """Return the moment that a CIM datetime names: ``20240131235959.000000+420``."""
    match = _CIM.fullmatch(text.strip()[:40])
    if match is None:
        return None
    zone = timezone(timedelta(minutes=int(match[3])))
    try:
        whole = datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    return whole.timestamp() + int(match[2]) / 1e6


def unix(text: str) -> float | None:
    """Return the Unix seconds that *text* is; no more than a few thousand years."""
    text = text.strip()[:40]
    return float(text) if _UNIX.fullmatch(text) else None


def plausible(value: float) -> float | None:
    """Return *value* if it can be a moment of a backup: not zero, not infinite."""
    return float(value) if math.isfinite(value) and 0 < value < 1e11 else None
