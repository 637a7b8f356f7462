"""Reads moments as WMI and PowerShell write them, whatever the machine's time zone."""

import re
from datetime import UTC, date, datetime, timedelta

_CIM = re.compile(r"(\d{14})\.\d{6}([+-]\d{3})", re.ASCII)
_JSON = re.compile(r"\\?/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\\?/", re.ASCII)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?(\S{0,6})", re.ASCII
)
_PRINTED = re.compile(
    r"(\d{4}|\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{1,2})(?!\d)(.{0,40})", re.ASCII
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FILETIME_START = datetime(1601, 1, 1, tzinfo=UTC)


def moment(value: object) -> datetime | None:
    """Return the moment (UTC) that *value* names exactly, None if it does not.

    Read are CIM times such as ``20130813153755.000000+120`` (minutes from UTC),
    ``/Date(ms)/`` of Windows PowerShell, and ISO 8601 with an offset.
    """
    value = value.get("value") if isinstance(value, dict) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else None
    if not isinstance(value, str):
        return None
    try:
        return _moment(value.strip())
    except (ValueError, OverflowError):
        return None


def _moment(text: str) -> datetime | None:
    if cim := _CIM.fullmatch(text):
        local = datetime.strptime(cim[1] + "+0000", "%Y%m%d%H%M%S%z")
        return local - timedelta(minutes=int(cim[2]))
    if milliseconds := _JSON.fullmatch(text):
        return _EPOCH + timedelta(milliseconds=int(milliseconds[1]))
    iso = _ISO.fullmatch(text)
    if iso and iso[3]:
        return datetime.fromisoformat(f"{iso[1]}T{iso[2]}{iso[3]}").astimezone(UTC)
    return None


def iso_utc(value: datetime | None) -> str | None:
    """Return a moment as ISO 8601 with Z, whole seconds."""
    if value is None:
        return None
    return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def local_date(value: object) -> str | None:
    """Return the day, by the machine's calendar, of what names a day as a moment.

    Such a moment is midnight of the machine. Windows PowerShell writes it in UTC: the
    evening before, east of Greenwich. What is no midnight of any time zone has no day.
    """
    value = value.get("value") if isinstance(value, dict) else value
    written = value.strip() if isinstance(value, str) else ""
    if iso := _ISO.fullmatch(written):
        return (
            iso[1] if iso[2] == "00:00:00" and iso[3] != "Z" else _day(moment(written))
        )
    return _day(moment(value))


def _day(value: datetime | None) -> str | None:
    if value is None or (value.minute % 15, value.second) != (0, 0):
        return None
    try:
        return (value + timedelta(hours=12)).date().isoformat()
    except OverflowError:
        return None


def hotfix_day(written: str | None) -> str | None:
    """Return the day of an update: m/d/yyyy, yyyymmdd, dd-mm-yyyy or a FILETIME."""
    word = (written or "").strip()
    if re.fullmatch(r"[0-9a-fA-F]{16}", word):
        try:
            found = _FILETIME_START + timedelta(microseconds=int(word, 16) // 10)
        except OverflowError:
            return None
        return found.date().isoformat()
    for pattern, order in (
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", (3, 1, 2)),
        (r"(\d{4})(\d{2})(\d{2})", (1, 2, 3)),
        (r"(\d{1,2})-(\d{1,2})-(\d{4})", (3, 2, 1)),
    ):
        found_day = re.fullmatch(pattern, word, re.ASCII)
        if found_day:
            try:
                return date(*(int(found_day[place]) for place in order)).isoformat()
            except ValueError:
                return None
    return None


def printed_day(value: object) -> str | None:
    """Return the day that PowerShell printed for a person, None where it is ambiguous.

    In ``04/03/2019 00:00:00`` nothing says which number is the month; a number above
    12, full stops, or the American AM and PM do.
    """
    found = _PRINTED.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    first, mark, second, third, rest = found.groups()
    order = _order(first, mark, second, rest)
    if order is None:
        return None
    parts = (int(first), int(second), int(third))
    try:
        return date(*(parts[place] for place in order)).isoformat()
    except ValueError:
        return None


def _order(first: str, mark: str, second: str, rest: str) -> tuple[int, ...] | None:
    if len(first) == 4:
        return (0, 1, 2)
    if mark == "." or int(first) > 12:
        return (2, 1, 0)
    american = bool(re.search(r"\b[AP]M\b", rest)) and mark == "/"
    return (2, 0, 1) if american or int(second) > 12 else None
