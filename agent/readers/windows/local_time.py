"""Reads the dates that Windows prints for people, in the order of their country.

Nothing in ``04/03/2019`` says which number is the month. Other dates of the same
recording, the padding, the words for the half of the day and the language of the system
do; where none of them does, the date stays unread.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Order = Literal["ymd", "dmy", "mdy"]
MOST_TEXT = 200

_MORNING = frozenset(
    {
        "am",
        "a.m.",
        "a. m.",
        "a m",
        "sa",
        "上午",
        "午前",
        "오전",
        "π.μ.",
        "πμ",
        "de.",
        "pd",
    }
    | {"dop.", "e paradites", "pd.", "ص", "ق.ظ", "fm", "prijepodne", "पूर्वाह्न"}
)
_AFTERNOON = frozenset(
    {
        "pm",
        "p.m.",
        "p. m.",
        "p m",
        "ch",
        "下午",
        "午後",
        "오후",
        "μ.μ.",
        "μμ",
        "du.",
        "md",
    }
    | {"odp.", "e pasdites", "md.", "م", "ب.ظ", "em", "popodne", "अपराह्न"}
)
_ENGLISH_HALVES = frozenset({"am", "pm"})
_NO_HALF = frozenset({"", "ч.", "ч", "h", "uhr", "г.", "год", "z"})
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"

_NUMBERS = re.compile(
    r"""(?<!\d)(\d{1,4}) \s? ([-/.年]|년) \s? (\d{1,2}) \s? ([-/.月]|월) \s?
        (\d{1,4}) (?!\d) \s? (?:[.日]|일|г\.|год[а]?)?""",
    re.VERBOSE,
)
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})[-\s.](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"[-\s.,]\s?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?:[.,]\d{1,7})?(?![\d:])"
)


class Date(NamedTuple):
    """Three numbers as they stand, and what stands around them."""

    first: int
    second: int
    third: int
    separator: str
    rest: str
    padded: bool = True
    year_first: bool = False
    named: bool = False


def find_date(text: str) -> Date | None:
    """Return the first date in *text* with a four-digit year, or None."""
    text = text[:MOST_TEXT]
    named = _NAMED.search(text)
    if named:
        day, month, year = named.groups()
        number = _MONTHS.index(month.lower()) // 3 + 1
        rest = text[named.end() :]
        return Date(int(day), number, int(year), "-", rest, named=True)
    for found in _NUMBERS.finditer(text):
        first, separator, second, _, third = found.groups()
        year_first = len(first) == 4 and len(third) <= 2
        if year_first or (len(third) == 4 and len(first) <= 2):
            small = (second, third) if year_first else (first, second)
            return Date(
                int(first),
                int(second),
                int(third),
                separator,
                text[found.end() :],
                padded=all(len(part) == 2 for part in small),
                year_first=year_first,
            )
    return None


def order_of(
    texts: Iterable[str | None], languages: Iterable[str] = ()
) -> Order | None:
    """Return in which order the dates in *texts*, all of one machine, stand.

    *languages* are tags of the system (``it``, ``en-us``), the likelier first. None:
    day and month cannot be told apart, or the dates contradict each other.
    """
    dates = [date for text in texts if text for date in [find_date(text)] if date]
    dates = [date for date in dates if not (date.year_first or date.named)]
    if not dates:
        return None
    proved = {
        "dmy" if date.first > 12 else "mdy"
        for date in dates
        if max(date.first, date.second) > 12
    }
    if proved:
        return _only(proved)
    if any(date.separator == "." for date in dates):
        return "dmy"
    return _guess(dates, [tag.lower().replace("_", "-") for tag in languages])


def _only(proved: set[str]) -> Order | None:
    if len(proved) > 1:
        return None
    return "dmy" if "dmy" in proved else "mdy"


def _guess(dates: list[Date], languages: list[str]) -> Order | None:
    halves = {_half(date.rest)[0] for date in dates} - {""}
    if halves - _ENGLISH_HALVES:
        return "dmy"  # of the countries with words of their own none begins with months
    english = bool(halves) and any(date.separator == "/" for date in dates)
    if english and not all(date.padded for date in dates):
        return "mdy"  # m/d/yyyy h:mm:ss AM: only the United States write so
    for tag in languages:
        if not tag.startswith("en"):
            return "dmy"
        if tag not in {"en", "en-us"}:
            return "mdy" if tag == "en-ph" else "dmy"
    return "mdy" if english and languages else None


def _half(rest: str) -> tuple[str, re.Match[str] | None]:
    """Return the word for the half of the day, in lower case, and the time."""
    time = _TIME.search(rest)
    if time is None:
        return "", None
    before = rest[: time.start()].strip(" ,\u202f\xa0\u200e\u200f.").lower()
    after = rest[time.end() :].strip(" ,)\u202f\xa0\u200e\u200f").lower()
    after = re.split(r"\s{2,}|[()]", after)[0].replace("\u202f", " ")
    return (before or after).replace("\xa0", " "), time


def local_time(text: str | None, order: Order | None) -> datetime | None:
    """Return the moment that *text* names, by the machine's own clock, or None.

    None also for a time whose half of the day is named by a word that we do not know.
    """
    day = local_day(text, order)
    date = find_date(text or "")
    if day is None or date is None:
        return None
    half, time = _half(date.rest)
    if time is None:
        return None
    hour = _hour(int(time[1]), half)
    if hour is None:
        return None
    return day + timedelta(hours=hour, minutes=int(time[2]), seconds=int(time[3] or 0))


def _hour(hour: int, half: str) -> int | None:
    if hour > 23:
        return None
    if half in _NO_HALF or hour > 12:
        return hour
    if half in _MORNING:
        return hour % 12
    if half in _AFTERNOON:
        return hour % 12 + 12
    return hour if hour == 0 else None


def local_day(text: str | None, order: Order | None) -> datetime | None:
    """Return midnight of the day that *text* names, or None."""
    date = find_date(text or "")
    if date is None:
        return None
    if date.year_first:
        year, month, day = date.first, date.second, date.third
    elif date.named or order == "dmy":
        year, month, day = date.third, date.second, date.first
    elif order == "mdy":
        year, month, day = date.third, date.first, date.second
    else:
        return None
    if 2443 <= year <= 2643:
        year -= 543  # the Buddhist calendar, as in Thailand
    try:
        found = datetime(year, month, day)  # noqa: DTZ001 - by the machine's own clock
    except ValueError:
        return None
    return found if 1980 <= year <= 2200 else None
