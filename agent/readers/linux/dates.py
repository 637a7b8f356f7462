"""Dates as products of many makers print them, read without guessing."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ],
        start=1,
    )
}
_DAY_FORMS = (
    re.compile(r"(?P<y>[12]\d{3})[-/.](?P<m>\d{1,2}|[A-Za-z]{3})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})[ -](?P<m>[A-Za-z]{3})[a-z]*[ -](?P<y>[12]\d{3})"),
    re.compile(
        r"(?P<m>[A-Za-z]{3})[a-z]*\.? +(?P<d>\d{1,2}),? (?:.*?)(?P<y>[12]\d{3})"
    ),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>[12]\d{3})"),
)
_TIME = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?: ?([AP])M)?", re.IGNORECASE
)
_ZONE = re.compile(r"(?:GMT|UTC)?(?<=[\s\dCT])([+-])(\d{1,2}):?(\d{2})?\b")


def day_of(text: str | None) -> str | None:
    """Return the day in *text* as yyyy-mm-dd, as it stands there, or None.

    Day and month in digits with slashes (3/4/2023) stay unread: makers differ.
    """
    found = _day(text or "")
    return found[0] if found else None


def seconds_of(text: str | None) -> float | None:
    """Return the Unix time that *text* names with its zone (GMT+2, UTC, Z), or None.

    Thirteen digits are milliseconds, ten are seconds since 1970.
    """
    text = (text or "").strip()
    if re.fullmatch(r"\d{13}", text):
        return int(text) / 1000
    if re.fullmatch(r"\d{10}", text):
        return float(text)
    day = _day(text)
    rest = text[day[1] :] if day else ""
    time, zone = _TIME.search(text), _zone(rest)
    if day is None or time is None or zone is None:
        return None
    hour = int(time[1]) % 12 + 12 * (time[4] in "pP") if time[4] else int(time[1])
    try:
        moment = datetime.fromisoformat(day[0]).replace(
            hour=hour, minute=int(time[2]), second=int(time[3] or 0), tzinfo=zone
        )
        return moment.timestamp()
    except (ValueError, OverflowError):
        return None


def _zone(rest: str) -> timezone | None:
    offset = _ZONE.search(rest)
    if offset:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        ahead = timedelta(hours=hours, minutes=minutes)
        return timezone(ahead if offset[1] == "+" else -ahead)
    return UTC if re.search(r"\b(?:UTC|GMT)\b|\dZ\b", rest) else None


def _day(text: str) -> tuple[str, int] | None:
    for form in _DAY_FORMS:
        found = form.search(text[:200])
        if found is None:
            continue
        word = found["m"].lower()[:3]
        month = int(word) if word.isdigit() else _MONTHS.get(word, 0)
        try:
            day = datetime(int(found["y"]), month, int(found["d"]), tzinfo=UTC)
        except ValueError:
            continue
        # Where the year stands last, the time of day stands between.
        return day.date().isoformat(), min(found.end("d"), found.end())
    return None
