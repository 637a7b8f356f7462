"""Reads what Windows says of backups: Windows Backup, shadow copies, File History.

A shadow copy lies on the same drive and is no backup. A last success hides a later
failure, so the last attempt is a value of its own.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.local_time import Order, local_time, order_of
from agent.readers.windows.records import Record, number, read_records, word

MOST_COPIES = 2000
MOST_LETTERS = 4 << 20  # of twice as many copies
_VERSION = re.compile(r"\b(\d{2}/\d{2}/\d{4}-\d{2}:\d{2})\b")
_COPY = re.compile(r"(?:\(([^()]{0,300})\))?\\\\\?\\Volume\{[^{}]{1,60}\}")
_LETTER = re.compile(r"([A-Z]:)\\?", re.IGNORECASE)
_VSSADMIN = re.compile(
    r"vssadmin|HarddiskVolumeShadowCopy|Win32_ShadowCopy", re.IGNORECASE
)
_WBADMIN = re.compile(r"wbadmin|WBSummary", re.IGNORECASE)
_JSON_DATE = re.compile(r"/?Date\((-?[0-9]{1,15})")
_CIM = re.compile(r"([0-9]{14})\.[0-9]{6}([+-][0-9]{3})")
_PROTECTED = re.compile(
    r'ProtectedUpToTime"?\s*(?:=hex\(b\):((?:[0-9a-f]{2},){7}[0-9a-f]{2})'
    r"|\s+REG_QWORD\s+0x([0-9a-f]{1,16}))",
    re.IGNORECASE,
)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Backups(msgspec.Struct, frozen=True):
    """Times of Windows Backup or File History; ``versions`` counts what can be restored.

    ``_local`` is by the machine's own clock, as printed; ``_utc`` where the tool says it.
    """

    last_success_local: str | None = None
    last_success_utc: str | None = None
    last_attempt_local: str | None = None
    last_attempt_utc: str | None = None
    last_attempt_succeeded: bool | None = None
    versions: int | None = None


class ShadowCopy(msgspec.Struct, frozen=True):
    """One shadow copy of a volume; None for a volume without a letter."""

    volume: str | None
    created_local: str | None


class ShadowCopies(msgspec.Struct, frozen=True):
    """All shadow copies, which are no backup."""

    shadow_copies: tuple[ShadowCopy, ...]
    is_backup: bool = False


def read_backup(text: str) -> Backups | ShadowCopies:
    """Return what *text*, the output of one tool, says.

    Raises:
        ReadError: it is none of the tools' outputs.
    """
    text = text[:MOST_LETTERS]
    history = _PROTECTED.search(text)
    if history:
        return Backups(last_success_utc=_filetime(history))
    records = read_records(text)
    summary = next((r for r in records if "lastsuccessfulbackuptime" in r), None)
    if summary is not None:
        return _summary(summary)
    copies = [r for r in records if "volumename" in r and "installdate" in r]
    if copies:
        return ShadowCopies(tuple(_wmi_copy(r) for r in copies[:MOST_COPIES]))
    if _COPY.search(text) or _VSSADMIN.search(text):
        return ShadowCopies(tuple(_vssadmin(text)))
    if _VERSION.search(text) or _WBADMIN.search(text):
        return _wbadmin(text)
    raise ReadError("neither backups nor shadow copies")


def _summary(record: Record) -> Backups:
    names = ("lastsuccessfulbackuptime", "lastbackuptime", "nextbackuptime")
    texts = [word(record.get(name)) for name in names]
    order = order_of(texts)
    success, attempt = (_moment(text, order) for text in texts[:2])
    code = number(record.get("lastbackupresulthr"))
    return Backups(
        *success,
        *attempt,
        None if code is None or attempt == (None, None) else code == 0,
        number(record.get("numberofversions")),
    )


def _moment(text: str | None, order: Order | None) -> tuple[str | None, str | None]:
    """Return *text* as local time, or as UTC, whichever it is."""
    if text is None:
        return None, None
    json = _JSON_DATE.search(text)
    if json:
        return None, _utc(datetime(1970, 1, 1, tzinfo=UTC), int(json[1]) * 1000)
    found = local_time(text, order)
    if found is None or found.year < 2000:  # 1 January 0001 is never
        return None, None
    return found.isoformat(), None


def _utc(epoch: datetime, microseconds: int) -> str | None:
    try:
        found = epoch + timedelta(microseconds=microseconds)
    except OverflowError:
        return None
    return f"{found:%Y-%m-%dT%H:%M:%SZ}" if 2000 <= found.year < 2200 else None


def _filetime(found: re.Match[str]) -> str | None:
    octets = "".join(reversed((found[1] or "").split(",")))
    return _utc(_EPOCH, int(octets or found[2], 16) // 10)


def _wbadmin(text: str) -> Backups:
    """Return the newest version; its identifier is in UTC and in one form everywhere."""
    found: list[tuple[datetime, str]] = []
    before = ""
    printed: list[str] = []
    for line in text.splitlines()[: 20 * MOST_COPIES]:
        version = _VERSION.search(line)
        if version:
            moment = _identifier(version[1])
            if moment:
                found.append((moment, before))
        elif order_of([line]) or local_time(line, "dmy"):
            before = line.partition(":")[2]
            printed.append(before)
    if not found:
        return Backups(versions=0 if not _VERSION.search(text) else None)
    newest, local = max(found)
    time = _near(local, newest, order_of(printed))
    return Backups(
        time.isoformat() if time else None,
        f"{newest:%Y-%m-%dT%H:%M:%SZ}",
        versions=len(found),
    )


def _identifier(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%m/%d/%Y-%H:%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def _near(text: str, utc: datetime, order: Order | None) -> datetime | None:
    """Return the local time that *text* names: within a day of what UTC says."""
    for each in (order, "ymd", "dmy", "mdy"):
        found = local_time(text, each)
        if found and abs(found.replace(tzinfo=UTC) - utc) <= timedelta(hours=15):
            return found
    return None


def _wmi_copy(record: Record) -> ShadowCopy:
    text = word(record.get("installdate")) or ""
    cim = _CIM.search(text)
    created = f"{cim[1][:4]}-{cim[1][4:6]}-{cim[1][6:8]}" if cim else None
    if cim:
        created = f"{created}T{cim[1][8:10]}:{cim[1][10:12]}:{cim[1][12:14]}"
    else:
        created = _moment(text, order_of([text]))[0]
    return ShadowCopy(None, created)


def _vssadmin(text: str) -> Iterator[ShadowCopy]:
    """Yield the copies: the time of a set stands above them, in any language."""
    lines = text.splitlines()[: 20 * MOST_COPIES]
    order = order_of(line for line in lines if not _COPY.search(line))
    created: str | None = None
    count = 0
    for line in lines:
        copy = _COPY.search(line)
        if copy and "HarddiskVolumeShadowCopy" not in line and count < MOST_COPIES:
            count += 1
            letter = _LETTER.fullmatch(copy[1] or "")
            yield ShadowCopy(letter[1] if letter else None, created)
            continue
        found = local_time(line, order)
        if found and not copy:
            created = found.isoformat()
