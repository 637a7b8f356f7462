"""Values in words: numbers as a language writes them, with their units."""

import datetime as dt
import math
from collections.abc import Callable

from agent.shared.language import Language

NOTHING = "–"
_SPACE = "\u00a0"  # a number and its unit stay on one line
_MARKS: dict[Language, dict[str, str]] = {
    "vi": {",": ".", ".": ","},
    "en": {},
}


def number(value: float, language: Language, digits: int = 0) -> str:
    """Return *value* with separators: 1.234,5 in Vietnamese, 1,234.5 in English."""
    if not math.isfinite(value):
        return NOTHING
    text = f"{value:,.{digits}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    marks = _MARKS[language]
    return "".join(marks.get(letter, letter) for letter in text)


def short(value: float, language: Language) -> str:
    """Return *value* with about three digits, and no zeros after them."""
    if not math.isfinite(value):
        return NOTHING
    size = abs(value)
    digits = 0 if size >= 99.5 or size == int(size) else 1 if size >= 9.95 else 2
    if 0 < size < 0.0995:
        digits = min(6, 1 - math.floor(math.log10(size)))
    return _trimmed(value, language, digits)


def _trimmed(value: float, language: Language, digits: int) -> str:
    """Return *value* with at most so many *digits* after the point."""
    text = f"{value:.{digits}f}"
    places = len(text.rstrip("0").rpartition(".")[2]) if "." in text else 0
    return number(value, language, places)


def percent(ratio: float, language: Language) -> str:
    """Return a ratio (0 to 1) as per cent; near 100 with the digits that differ."""
    value = ratio * 100
    if 99 < value < 100:
        return _trimmed(value, language, 2) + "%"
    text = short(value, language) if abs(value) < 9.95 else number(value, language)
    return text + "%"


def _seconds(value: float, language: Language) -> str:
    if abs(value) < 1:
        return short(value * 1000, language) + _SPACE + "ms"
    return short(value, language) + _SPACE + ("giây" if language == "vi" else "s")


def _gigabytes(value: float, language: Language) -> str:
    return short(value / 1e9, language) + _SPACE + "GB"


def _gib(value: float, language: Language) -> str:
    return short(round(value, 1), language) + _SPACE + "GB"


def _bps(value: float, language: Language) -> str:
    if value >= 1e9:
        return short(value / 1e9, language) + _SPACE + "Gb/s"
    return short(value / 1e6, language) + _SPACE + "Mb/s"


def _mbps(value: float, language: Language) -> str:
    return _bps(value * 1e6, language)


def _days(value: float, language: Language) -> str:
    text = number(value, language)
    if language == "vi":
        return f"{text}{_SPACE}ngày"
    return f"{text}{_SPACE}{'day' if text == '1' else 'days'}"


def _per_second(value: float, language: Language) -> str:
    each = "lần/giây" if language == "vi" else "per second"
    return short(value, language) + _SPACE + each


def _watts(value: float, language: Language) -> str:
    return number(value, language) + _SPACE + "W"


def _percent_points(value: float, language: Language) -> str:
    return percent(value / 100, language)


def date(day: dt.date, language: Language) -> str:
    """Return *day* as 01/04/2027 in Vietnamese, 1 April 2027 in English."""
    if language == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month(day: dt.date, language: Language) -> str:
    """Return the month of *day*: tháng 4/2027, April 2027."""
    if language == "vi":
        return f"tháng {day.month}/{day.year}"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _timestamp(value: float, language: Language) -> str:
    """Return the day of a Unix time (UTC): knowledge names days by their noon."""
    try:
        return date(dt.datetime.fromtimestamp(value, dt.UTC).date(), language)
    except (OverflowError, OSError, ValueError):
        return NOTHING


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS: dict[str, Callable[[float, Language], str]] = {
    "ratio": percent,
    "percent": _percent_points,
    "seconds": _seconds,
    "bytes": _gigabytes,
    "gib": _gib,
    "bps": _bps,
    "mbps": _mbps,
    "days": _days,
    "per_second": _per_second,
    "watts": _watts,
    "timestamp_seconds": _timestamp,
}


def with_unit(value: float, unit: str, language: Language) -> str:
    """Return *value* with its *unit*; a count or unknown unit as a plain number."""
    if not math.isfinite(value):
        return NOTHING
    say = _UNITS.get(unit)
    return short(value, language) if say is None else say(value, language)


def unit_of(name: str) -> str:
    """Return the unit that the name of a value ends with, "" without one."""
    found = [unit for unit in _UNITS if name == unit or name.endswith(f"_{unit}")]
    return max(found, key=len, default="")
