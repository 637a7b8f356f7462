"""Reads processors' marketing names: maker, family, model and generation.

It names what it is sure of and guesses nothing: a name of another form is None. The
families are those that ``windows11.toml`` groups the processors by.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

MOST_CHARACTERS = 200


class CpuName(msgspec.Struct, frozen=True):
    """``family`` in lower case; ``generation`` where the maker counts them."""

    vendor: str
    family: str
    model: str
    generation: int | None = None


Made = Callable[[re.Match[str]], CpuName]

_NOISE = re.compile(
    r"\((?:R|TM|C)\)|[®™©]|\bprocessor\b|\bCPU\b|\bAPU\b", re.IGNORECASE
)
_CLOCK = re.compile(r"@.*|\b\d+(?:[.,]\d+)?\s*[GM]Hz\b.*", re.IGNORECASE)
_TAIL = re.compile(
    r"\b(?:with|w/)\s.*|\b\w+-cores?\b(?!\s+[A-Z]?\d).*|\bfamily\b.*",
    re.IGNORECASE,
)


def read_cpu_name(name: str) -> CpuName | None:
    """Return what *name* (as CPUID, SMBIOS or Windows write it) says; None if unsure."""
    plain = _TAIL.sub(" ", _CLOCK.sub(" ", _NOISE.sub(" ", name[:MOST_CHARACTERS])))
    plain = re.sub(r"\s+", " ", plain).strip()
    return next(_readings(plain), None)


def _readings(plain: str) -> Iterator[CpuName]:
    for pattern, made in _FORMS:
        found = pattern.search(plain)
        if found:
            yield made(found)


def _core_generation(model: str) -> int | None:
    """Return the generation of a Core i model: 920 1, 4790 4, 1035G1 10, 12500H 12."""
    digits = re.match(r"\d+", model)
    if not digits:
        return None
    number = digits[0]
    if len(number) == 3:
        return 1
    if len(number) == 4:
        return int(number[:2]) if number[0] == "1" else int(number[0])
    return int(number[:2]) if len(number) == 5 else None


def _core_i(found: re.Match[str]) -> CpuName:
    model = found["model"].upper()
    return CpuName("intel", "core i", model, _core_generation(model))


def _core_m(found: re.Match[str]) -> CpuName:
    model = found["model"].upper()
    return CpuName("intel", "core m", model, int(model[0]))


def _core_ultra(found: re.Match[str]) -> CpuName:
    model = found["model"].upper()
    return CpuName("intel", "core ultra", model, int(model[0]))


def _xeon(found: re.Match[str]) -> CpuName:
    model = " ".join(part for part in (found["metal"], found["model"]) if part)
    six = not found["metal"] and re.fullmatch(r"6\d{3}[A-Z]*\+?", found["model"])
    return CpuName("intel", "xeon 6" if six else "xeon", model)


def _ryzen(found: re.Match[str]) -> CpuName:
    model = found["model"].upper()
    counted = re.match(r"(\d)\d{3}(?!\d)", model)
    return CpuName("amd", "ryzen", model, int(counted[1]) if counted else None)


def _threadripper(found: re.Match[str]) -> CpuName:
    model = found["model"].upper()
    return CpuName("amd", "ryzen threadripper", model, int(model[0]))


def _plain(vendor: str, family: str) -> Made:
    def made(found: re.Match[str]) -> CpuName:
        return CpuName(vendor, family, found["model"].strip())

    return made


def _form(pattern: str, made: Made) -> tuple[re.Pattern[str], Made]:
    return re.compile(pattern, re.IGNORECASE), made


# The first form that fits counts: the longer name of a family stands before the shorter.
_FORMS: tuple[tuple[re.Pattern[str], Made], ...] = (
    _form(r"\bCore ?Ultra [3579X]+ (?:Pro )?(?P<model>\d{3}[A-Z]*)\b", _core_ultra),
    _form(r"\bCore ?2 (?P<model>.+)", _plain("intel", "core 2")),
    _form(r"\bCore (?P<model>(?:Solo|Duo)\b.*)", _plain("intel", "core solo or duo")),
    _form(r"\bCore ?(?:M|m[357])[- ]?(?P<model>\d[A-Z0-9]+)\b", _core_m),
    _form(r"\bCore ?i[3579][- ](?P<model>[NL]\d+[A-Z0-9]*)\b", _core_i),
    _form(r"\bi[3579][- ](?:[A-Z]{1,2} )?(?P<model>\d{3,5}[A-Z0-9]*)\b", _core_i),
    _form(r"\bCore ?[3579] (?P<model>N?\d{3}[A-Z]*)\b", _plain("intel", "core")),
    _form(
        r"\bXeon (?P<metal>Bronze|Silver|Gold|Platinum|Max)? ?"
        r"(?:E (?=E-))?(?P<model>[A-Z]?\d?-?\d[A-Z0-9]*(?:-\d+[A-Z0-9]*)?\+?)(?![\w-])",
        _xeon,
    ),
    _form(
        r"\bPentium (?P<model>4|III|II|M|D|Dual(?!-)|Extreme)\b",
        _plain("intel", "pentium 4"),
    ),
    _form(
        r"\bPentium (?:Gold |Silver |Dual-Core )?(?P<model>[A-Z]{0,2}\d{3,5}[A-Z]*)\b",
        _plain("intel", "pentium"),
    ),
    _form(
        r"\bCeleron (?:Dual-Core )?(?P<model>[A-Z]{0,2}\d{3,5}[A-Z]*)\b",
        _plain("intel", "celeron"),
    ),
    _form(
        r"\bAtom (?P<model>(?:x[357]-)?[A-Z]{0,2}\d{3,4}[A-Z]*)\b",
        _plain("intel", "atom"),
    ),
    _form(r"\bIntel (?P<model>N\d{2,3})\b", _plain("intel", "n-series")),
    _form(r"\bIntel (?P<model>U\d{3}E?)\b", _plain("intel", "u-series")),
    _form(
        r"\bThreadripper (?:PRO )?(?P<model>\d{4}[A-Z]*)\b",
        _threadripper,
    ),
    _form(
        r"\bRyzen AI (?P<model>(?:Z2|[3579]|MAX)\+?.*)",
        _plain("amd", "ryzen ai"),
    ),
    _form(
        r"\bRyzen (?:Embedded )?(?P<model>[VR]\d{4}[A-Z]*)\b",
        _plain("amd", "ryzen embedded"),
    ),
    _form(
        r"\bRyzen Embedded (?P<model>\d{4}[A-Z]*)\b", _plain("amd", "ryzen embedded")
    ),
    _form(r"\bRyzen (?P<model>Z\d.*)", _plain("amd", "ryzen")),
    _form(r"\bRyzen [3579] (?:PRO )?(?P<model>\d{2,4}[A-Z0-9]*)\b", _ryzen),
    _form(r"\bEPYC (?P<model>\d[A-Z0-9]\w{2,3})\b", _plain("amd", "epyc")),
    _form(
        r"\bAthlon ?(?:tm)? ?(?P<model>(?:64|II|X[234]|Neo|XP|MP|Dual|5\d{3})\b.*)",
        _plain("amd", "athlon before zen"),
    ),
    _form(
        r"\bAthlon (?:Gold |Silver )?(?:PRO )?(?P<model>\d{3,4}[A-Z]{1,2})\b",
        _plain("amd", "athlon"),
    ),
    _form(r"\bAMD (?P<model>30(?:15|20)[A-Z]{1,2})\b", _plain("amd", "3000 mobile")),
    _form(
        r"\b(?P<model>(?:A(?:4|6|8|9|10|12)(?: PRO)?[- ]\d{4}|FX ?-?\w+|E[12]?-\d{3,4}"
        r"|Phenom|Sempron|Turion|Opteron|Duron|C-\d0|GX-\d{3}).*)",
        _plain("amd", "before zen"),
    ),
    _form(r"\bMicrosoft SQ ?(?P<model>\d)\b", _plain("qualcomm", "microsoft sq")),
    _form(r"\b(?P<model>X[12][EP]?-?\d{2}-?\d{3})\b", _plain("qualcomm", "snapdragon")),
    _form(
        r"\bSnapdragon (?P<model>[78]c[x+]?(?: Gen \d)?|X2? ?\w*|\d{3})",
        _plain("qualcomm", "snapdragon"),
    ),
)
