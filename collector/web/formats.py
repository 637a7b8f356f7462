"""Numbers, sizes, moments and spans as people of a language write them."""

import math
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agent.shared.language import Language

NOTHING = "–"
_SPACE = "\u00a0"  # a number and its unit stay on one line
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


class _Words(NamedTuple):
    thousands: str
    decimal: str
    days: str
    hours: str
    minutes: str
    seconds: str
    weekdays: tuple[str, ...]


_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        *(".", ",", "ngày", "giờ", "phút", "giây"),
        ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    ),
    "en": _Words(
        *(",", ".", "d", "h", "min", "s"),
        tuple(
            f"{day}day"
            for day in ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"]
        ),
    ),
}


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


class Formats:
    """How one language writes values, in one time zone. What is not finite is a dash."""

    def __init__(self, language: Language, timezone: str = "Asia/Ho_Chi_Minh") -> None:
        self.language = language
        self.timezone = timezone
        self._words = _WORDS[language]

    def number(self, value: float, digits: int = 0) -> str:
        """Return *value* with separators, rounded to *digits* decimals."""
        if not math.isfinite(value):
            return NOTHING
        text = f"{value:,.{digits}f}"
        if not text.strip("-0.,"):
            text = text.lstrip("-")  # -0,0 is 0,0
        marks = {",": self._words.thousands, ".": self._words.decimal}
        return "".join(marks.get(letter, letter) for letter in text)

    def short(self, value: float) -> str:
        """Return *value* with about three digits, as many decimals as that takes."""
        if not math.isfinite(value):
            return NOTHING
        size = abs(value)
        digits = 0 if size >= 99.5 or size == int(size) else 1 if size >= 9.95 else 2
        text = self.number(value, digits)
        if digits:
            text = text.rstrip("0").rstrip(self._words.decimal)
        return text

    def percent(self, ratio: float) -> str:
        """Return a ratio (0 to 1) as per cent."""
        if not math.isfinite(ratio):
            return NOTHING
        if 0 < abs(ratio) < 0.000995:  # shares of damaged packets
            return self.short(ratio * 100) + "%"
        return self.number(ratio * 100, 1 if 0 < abs(ratio) < 0.0995 else 0) + "%"

    def memory(self, count: float) -> str:
        """Return bytes in binary multiples under the names that RAM is sold by."""
        return self._scaled(count, 1024, ("B", "KB", "MB", "GB", "TB", "PB"))

    def storage(self, count: float) -> str:
        """Return bytes in decimal multiples, as on the label of a disk."""
        return self._scaled(count, 1000, ("B", "kB", "MB", "GB", "TB", "PB"))

    def bits(self, bytes_per_second: float) -> str:
        """Return a rate in bytes as networks are sold: bits per second."""
        units = ("bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s")
        return self._scaled(bytes_per_second * 8, 1000, units)

    def hertz(self, value: float) -> str:
        """Return a frequency."""
        return self._scaled(value, 1000, ("Hz", "kHz", "MHz", "GHz", "THz"))

    def _scaled(self, value: float, step: int, units: tuple[str, ...]) -> str:
        if not math.isfinite(value):
            return NOTHING
        index = 0
        while abs(value) >= step * 0.9995 and index < len(units) - 1:
            value /= step
            index += 1
        return f"{self.short(value)}{_SPACE}{units[index]}"

    def span(self, seconds: float, parts: int = 2) -> str:
        """Return a length of time in its largest units, at most *parts* of them."""
        if not math.isfinite(seconds):
            return NOTHING
        words = self._words
        left = round(abs(seconds))
        found: list[str] = []
        for size, unit in (
            (86400, words.days),
            (3600, words.hours),
            (60, words.minutes),
            (1, words.seconds),
        ):
            count, left = divmod(left, size)
            if count or (size == 1 and not found):
                found.append(f"{self.number(count)}{_SPACE}{unit}")
            elif found:
                break
        return " ".join(found[:parts])

    def short_seconds(self, seconds: float) -> str:
        """Return a duration below some seconds, in ms where that reads better."""
        if not math.isfinite(seconds):
            return NOTHING
        if abs(seconds) < 1:
            return f"{self.short(seconds * 1000)}{_SPACE}ms"
        return f"{self.short(seconds)}{_SPACE}s"

    def moment(self, unix: float) -> str:
        """Return day and time, to the minute."""
        return self._dated(unix, lambda when: f"{self._day(when)} {when:%H:%M}")

    def date(self, unix: float) -> str:
        """Return the day."""
        return self._dated(unix, self._day)

    def clock(self, unix: float) -> str:
        """Return the time of day, to the minute."""
        return self._dated(unix, lambda when: f"{when:%H:%M}")

    def weekday(self, unix: float) -> str:
        """Return the name of the day."""
        return self._dated(unix, lambda when: self._words.weekdays[when.weekday()])

    def brief(self, unix: float, now: float) -> str:
        """Return the time of day if *unix* is on the day of *now*, else with the day."""
        if self.date(unix) == self.date(now):
            return self.clock(unix)
        return self.moment(unix)

    def iso(self, unix: float) -> str:
        """Return *unix* for a ``datetime`` attribute."""
        return self._dated(unix, lambda when: when.isoformat(timespec="seconds"))

    def local(self, unix: float) -> datetime | None:
        """Return *unix* in the time zone of the pages; None where no calendar goes."""
        try:
            return datetime.fromtimestamp(unix, _zone(self.timezone))
        except (OverflowError, ValueError, OSError):
            return None

    def _dated(self, unix: float, write: "Callable[[datetime], str]") -> str:
        when = self.local(unix)
        return NOTHING if when is None else write(when)

    def _day(self, when: datetime) -> str:
        if self.language == "vi":
            return f"{when:%d/%m}/{when.year}"
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
