"""Reads ``manage-bde -status``, in any language: the order of its lines is fixed.

Size, version, conversion, percentage, method, protection, lock, identification, for data
volumes automatic unlocking, and then the key protectors one by one. What is not clear by
place (which conversion, on or off) is known by its words in the languages of Windows, and
what follows from numbers needs no words: 0 % without a method is not encrypted.
"""

import re

from agent.readers.windows.volume import Volume, method_of
from agent.readers.windows.words import switched

MOST_VOLUMES = 200
MOST_LETTERS = 1000
_VOLUME = re.compile(r"(?:.*?(?<![A-Za-z])([A-Z]:)|.*\\Volume\{[^}]*\}).*?\[(.*)\]")
_KIND = re.compile(r"\[(.+)\]")
_FIELD = re.compile(r"\s+(\S[^:：]*?)\s?[:：](?:\s+(.*))?")
_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,٫]([0-9]{1,4}))?")
_REBOOTS = re.compile(r"[(（][^0-9]*([0-9]{1,2})(?![0-9]).*[)）]")
_LABELS = (
    "size",
    "conversion status",
    "percentage encrypted",
    "encryption method",
    "protection status",
    "lock status",
)

_DATA = re.compile(
    r"dat[aeiou]|donn|dados|daten|gegeven|dan[ey]|adat|данн|дани|数据|資料|データ|데이터"
    r"|\bveri|δεδομ|tieto|andme|dateler",
    re.IGNORECASE,
)
_LOCKED = re.compile(
    r"locked|gesperrt|verrou|bloq|blocc|vergrend|låst|lukit|zablok|zamč|uzam|zárol|заблок"
    r"|блок|锁|鎖|ロック|잠[김금]|kilit|κλειδ|uzamk",
    re.IGNORECASE,
)
_UNLOCKED = re.compile(
    r"unlock|entsperr|déverr|deverr|desbloq|sblocc|ontgrend|upplåst|oplåst|låst\sopp|ulåst"
    r"|ei\slukit|avattu|poistettu|odblok|odem[čk]|odomk|felold|разблок|розблок|解锁|解鎖|解除"
    r"|未锁|未鎖|해제|kilidi\sa|açık|ξεκλειδ|olåst",
    re.IGNORECASE,
)
_NUMERICAL = re.compile(
    r"num[eé]r|číseln|číslic|число|цифр|сифров|say[ıi]sal|numara|数字|數[字值]|數位|数値|숫자"
    r"|αριθμ|siffer|tall|számjegy|numbr",
    re.IGNORECASE,
)
_TPM = re.compile("TPM")
_DOING = {
    name: re.compile(stems, re.IGNORECASE)
    for name, stems in {
        "paused": r"paus|angehalten|unterbroch|suspend|sospes|gepauz|onderbrok|keskey"
        r"|wstrzym|pozastav|szünet|приостан|призуп|暂停|暫停|一時停止|일시|durakl|παύση",
        "in_progress": r"progress|wird\s|läuft|en\scours|en\scurso|in\scorso|em\s(?:curso"
        r"|andamento)|bezig|pågår|i\sgang|käynnis|w\stoku|trwa|probíh|prebieh|folyamat"
        r"|выполня|виконує|идет|正在|进行|進行|処理中|中です|진행|중|sürüyor|devam|εξέλιξη",
        "used": r"used|verwendet|belegt|utilis[ée]|usad|utilizad|utilizz|gebruikt|använt"
        r"|brugt|brukt|käyt|zajęt|używan|użyt|využ|použit|felhasznált|használt|занят"
        r"|использ|використ|已用|已使用|使用|사용|kullanılan|χρησιμοπ",
        "decrypt": r"decrypt|entschl|d[eéè]ch?iff|d[eé]cr[iy]p|descifr|desencr|descript"
        r"|decrittogr|decod|descodif|ontsl|dekrypt|salaukse|odszyfr|dešifr|visszafejt"
        r"|расшифр|розшифр|дешифр|解密|复号|復号|暗号化解除|암호\s?해독|해독|çöz|αποκρυπτ|puret|purku",
    }.items()
}


def read_manage_bde(text: str) -> list[Volume]:
    """Return the volumes in *text*; none where it is something else or an error."""
    found: list[Volume] = []
    title: tuple[str | None, str] | None = None
    body: list[str] = []
    lines = [line[:MOST_LETTERS] for line in text.lstrip("\ufeff").splitlines()]
    for line in [*lines, "\0"]:
        if line[:1].isspace() or line.startswith("[") or not line.strip():
            body.append(line)
            continue
        if title and len(found) < MOST_VOLUMES and (volume := _volume(title, body)):
            found.append(volume)
        title, body = _title(line), []
    return found


def _title(line: str) -> tuple[str | None, str] | None:
    """Return letter and label of a line such as ``Volume C: [Windows]``."""
    heading = _VOLUME.fullmatch(line.strip())
    if heading is None:
        return None
    return heading[1], heading[2].strip()


def _volume(title: tuple[str | None, str], body: list[str]) -> Volume | None:
    lines = [line.rstrip() for line in body if line.strip()]
    kind = next((m[1] for line in lines if (m := _KIND.fullmatch(line.strip()))), "")
    pairs = [(m[1], (m[2] or "").strip()) for m in map(_FIELD.fullmatch, lines) if m]
    fields = _fields(pairs)
    if not fields:
        return None
    percent = _percent(fields["percentage encrypted"])
    method = method_of(fields["encryption method"])
    lock = _lock(fields["lock status"], percent)
    keys = _keys(lines)
    return Volume(
        letter=title[0],
        label=None if lock == "locked" else title[1] or None,
        system=not _DATA.search(kind) if kind else title[0] == "C:",
        conversion=_conversion(fields["conversion status"], percent, method),
        protection=_protection(fields["protection status"], percent, method),
        method=method,
        encrypted_percent=percent,
        lock=lock,
        size_gib_text=_size(fields["size"]),
        recovery_password_protector=_any(_NUMERICAL, keys),
        tpm_protector=_any(_TPM, keys),
        reboots_left=_reboots(fields["protection status"]),
    )


def _fields(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return the values by English label, or by place around the percentage."""
    named = {label.lower(): value for label, value in pairs}
    if "conversion status" in named:
        return {label: named.get(label, "") for label in _LABELS}
    values = [value for _, value in pairs]
    place = next((n for n, v in enumerate(values) if "%" in v or "٪" in v), None)
    if place is None or place < 1 or len(values) < place + 4:
        return {}
    found = [values[0] if place > 1 else "", *values[place - 1 : place + 4]]
    return dict(zip(_LABELS, found, strict=True))


def _percent(text: str) -> float | None:
    found = _PERCENT.search(text)
    if found is None:
        return None
    value = float(f"{found[1]}.{found[2] or 0}")
    return value if value <= 100 else None


def _size(text: str) -> str | None:
    found = re.match(r"[0-9][0-9.,’'\s\u00a0\u202f]*", text)
    return found[0].strip() if found else None


def _conversion(status: str, percent: float | None, method: str | None) -> str | None:
    if percent == 0 and method is None:
        return "fully_decrypted"
    says = {name for name, stems in _DOING.items() if stems.search(status)}
    way = "decryption" if "decrypt" in says else "encryption"
    for doing in ("paused", "in_progress"):
        if doing in says:
            return f"{way}_{doing}"
    if "decrypt" in says:
        return "fully_decrypted"
    if "used" in says:
        return "used_space_only_encrypted"
    if percent == 100 or re.search("fully encrypted", status, re.IGNORECASE):
        return "fully_encrypted"
    return None


def _protection(text: str, percent: float | None, method: str | None) -> str | None:
    state = switched(_REBOOTS.sub("", text))
    if state is None:
        return "off" if percent == 0 and method is None else None
    return "on" if state else "off"


def _lock(text: str, percent: float | None) -> str | None:
    """Return the lock; a volume that tells its percentage cannot be locked."""
    if percent is not None or _UNLOCKED.search(text):
        return "unlocked"
    return "locked" if _LOCKED.search(text) else None


def _keys(lines: list[str]) -> list[str] | None:
    """Return the key protectors below the last heading; None where it is missing."""
    heads = [n for n, line in enumerate(lines) if _FIELD.fullmatch(line)]
    last = lines[heads[-1]]
    value = _FIELD.fullmatch(last)
    below = lines[heads[-1] + 1 :]
    if value and value[2] and value[2].strip():
        none = re.search("key protectors", last, re.IGNORECASE) or len(heads) > 7
        return [value[2]] if none else None
    return [line.strip() for line in below]


def _any(stems: re.Pattern[str], keys: list[str] | None) -> bool | None:
    return None if keys is None else any(stems.search(key) for key in keys)


def _reboots(text: str) -> int | None:
    found = _REBOOTS.search(text)
    return int(found[1]) if found else None
