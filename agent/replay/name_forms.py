"""In which forms a name stands in what programs print, and which names identify nobody."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

# Accounts and machines that are called so everywhere, and words of which the outputs of
# programs consist: to replace them would hide nobody and spoil the recording.
_NOBODYS = frozenset(
    {
        *(
            "root",
            "administrator",
            "admin",
            "guest",
            "user",
            "users",
            "system",
            "hatang",
        ),
        *("nobody", "nfsnobody", "public", "pc", "desktop", "laptop", "server"),
        *("ubuntu", "debian", "fedora", "centos", "rocky", "almalinux", "arch", "mint"),
        *(
            "archlinux",
            "linuxmint",
            "opensuse",
            "suse",
            "manjaro",
            "kali",
            "pi",
            "linux",
        ),
        *("raspberrypi", "windows", "localhost", "workgroup"),
        *(
            "dev",
            "etc",
            "var",
            "log",
            "lib",
            "run",
            "sys",
            "proc",
            "usr",
            "bin",
            "sbin",
        ),
        *("boot", "mnt", "media", "home", "tmp", "srv", "opt", "disk", "data", "name"),
        *(
            "model",
            "size",
            "type",
            "status",
            "state",
            "time",
            "date",
            "on",
            "off",
            "no",
        ),
        *("yes", "in", "is"),
    }
)
_CODE_PAGES = ("cp1258", "cp1252", "cp850", "cp437")
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter
_SHORTEST_IN_TABLES = 4  # shorter ones stand in any table by chance


def identifies(name: str) -> bool:
    """Return whether *name* says who it is."""
    return len(name) > 1 and name.lower() not in _NOBODYS


def forms(name: str) -> set[str]:
    """Return *name* as programs may write it: composed or not, escaped, in code pages.

    Bytes of another code page stand as ``surrogateescape`` hands them out; a letter
    that it lacks is a question mark there, or has lost its marks.
    """
    plain = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    plain |= {name, _with_tones_apart(name)}
    found = {*plain, *(json.dumps(one)[1:-1] for one in plain), without_marks(name)}
    found |= {escape(one, {'"': "&quot;", "'": "&apos;"}) for one in plain}
    for page in (*_CODE_PAGES, "ascii"):
        encoded = (one.encode(page, "replace") for one in plain)
        found |= {one.decode("utf-8", "surrogateescape") for one in encoded}
    return {one for one in found if 2 * sum(map(str.isalnum, one)) > len(one)}


def without_marks(name: str) -> str:
    """Return *name* in plain letters: ``Nguyen`` for ``Nguyễn``."""
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _with_tones_apart(name: str) -> str:
    """Return *name* as Windows' code page for Vietnamese has it: ``ê`` and a tone."""

    def join(found: re.Match[str]) -> str:
        shape = "".join(mark for mark in found[2] if mark in _SHAPES)
        tone = "".join(mark for mark in found[2] if mark not in _SHAPES)
        return unicodedata.normalize("NFC", found[1] + shape) + tone

    apart = unicodedata.normalize("NFD", name)
    return re.sub(r"(\w)([\u0300-\u036f]+)", join, apart)


def pattern(names: Iterable[str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what finds *names* as whole words, and which name a found form means."""
    known = {
        form.lower(): name
        for name in names
        for cased in (name, name.upper(), name.title())
        for form in forms(cased)
    }
    # Letters and digits make a word go on; an underscore does not: anna_backup.
    words = rf"(?<![^\W_]){_any_of(known)}(?![^\W_])" if known else r"(?!)"
    return re.compile(words, re.IGNORECASE), known


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of *words*, longest first, that tries each letter once.

    A thousand words side by side would be tried one by one at each place of a text.
    """
    chosen = set(words)
    first, last = min(chosen), max(chosen)
    pairs = enumerate(zip(first, last, strict=False))
    shared = first[: next((place for place, (a, b) in pairs if a != b), len(first))]
    following: dict[str, set[str]] = {}
    for word in chosen:
        rest = word[len(shared) :]
        following.setdefault(rest[:1], set()).add(rest)
    ends = following.pop("", None) is not None
    branches = "|".join(_any_of(rest) for _, rest in sorted(following.items()))
    if branches:
        branches = f"(?:{branches})?" if ends else f"(?:{branches})"
    return re.escape(shared) + branches


def bytes_pattern(names: Sequence[str]) -> re.Pattern[bytes]:
    """Return what finds *names* in a table of bytes, in one or two bytes a letter."""
    found = {
        re.escape(name.encode(codec, "ignore"))
        for name in names
        if len(name) >= _SHORTEST_IN_TABLES
        for codec in ("utf-8", "utf-16-le")
    }
    ordered = sorted(found, key=len, reverse=True)
    return re.compile(b"|".join(ordered) or b"(?!)", re.IGNORECASE)
