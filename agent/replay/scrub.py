"""Takes out of recordings what identifies persons: names, never numbers.

Machines stay known (model, serial, MAC address): a bundle is for support. What goes:
account names and home folders, the security identifiers of accounts, the machine's own
name (it is often its user's), names of memory sticks, mail addresses, BitLocker recovery
keys, and whoever or whatever stands before the @ of an address.
"""

import re
from collections.abc import Iterable
from typing import Any

from agent.replay.name_forms import bytes_pattern, identifies, pattern
from agent.sources.tape import BYTES, plain, rich

# What stands before @ in the name of a unit of systemd is no person.
_MAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?![\w.\\:-]{0,200}\.(?:service|timer|socket|mount|slice)\b)"
    r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}"
)
_RECOVERY_KEY = re.compile(r"\b\d{6}(-\d{6}){7}\b")
_BEFORE_AT = re.compile(r"(?<=://)[^\s\"'<>]{1,300}@")
_SSH = re.compile(r"[A-Za-z0-9._%+-]{1,64}(?=@[A-Za-z0-9.-]{1,100}:[/~])")
_OPTION = re.compile(
    r"(?i)\b(user(?:name)?|pass(?:word|wd|phrase)?|credentials)=[^,\s\"';]{1,200}"
)
_SID = re.compile(
    r"\bS-1-(5-21|12-1)((?:-[0-9]{1,10}){3})(?:-([0-9]{1,10}))?(?![-0-9])",
    re.IGNORECASE,
)
_FIRST_PERSON = 1000  # smaller numbers are the same everywhere: 500, 512, 513
# A folder of Windows may hold spaces, if another name follows.
_HOME = re.compile(
    r"(?i)((?:/home/|[A-Z]:\\+Users\\+|\\+Users\\+))"
    r"((?<=\\)[^\\/:*?\"<>|\r\n]{1,64}(?=\\)|[^\\/\s:\"']{1,64})"
)
_STICK = re.compile(
    r"(/(?:run/)?media/)([^/\s\"',:]{1,64})"
    r"(/(?:[^/\"\r\n]{1,100}(?=\")|[^/\s\"',]{1,100}))?"
)
_SHARED_HOMES = frozenset(
    {"public", "default", "default user", "all users", "lost+found", "shared"}
)
_FULL_NAME_AND_HOME = re.compile(
    r"(?m)^((?:[^:\r\n]*:){4})[^:\r\n]*:[^:\r\n]*(?=:[^:\r\n]*$)"
)


class Scrubber:
    """Replaces each name by the same number wherever it stands."""

    def __init__(self, persons: Iterable[str], machines: Iterable[str] = ()) -> None:
        self._numbers: dict[str, str] = {}
        for word, names in (("person", persons), ("machine", machines)):
            for name in sorted({n.strip() for n in names}, key=len, reverse=True):
                if identifies(name):
                    number = len(self._numbers) + 1
                    self._numbers.setdefault(name.lower(), f"{word}{number}")
        names = tuple(self._numbers)
        self._names, self._forms = pattern(names)
        self._in_tables = bytes_pattern(names)

    def text(self, text: str) -> str:
        """Return *text* without names, mail addresses, recovery keys and passwords."""
        text = _RECOVERY_KEY.sub("(recovery key removed)", text)
        text = _BEFORE_AT.sub("(removed)@", text)
        text = _SSH.sub("(removed)", text)
        text = _MAIL.sub("(mail removed)", text)
        text = _OPTION.sub(r"\1=(removed)", text)
        text = _SID.sub(self._sid, text)
        text = self._names.sub(self._known, text)
        text = _STICK.sub(self._stick, text)
        return _HOME.sub(self._home, text)

    def content(self, content: bytes) -> bytes:
        """Return *content* with its text scrubbed; UTF-16 stays what it is.

        In a table of the firmware letters are replaced, so that its lengths stay.
        """
        if b"\0" not in content[:4096]:
            text = content.decode("utf-8", "surrogateescape")
            return self.text(text).encode("utf-8", "surrogateescape")
        mark = content[:2] if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else b""
        codec = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
        end = len(content) - len(content) % 2
        text = content[len(mark) : end].decode(codec, "surrogatepass")
        if mark or text.isprintable() or ("\n" in text and "\0" not in text):
            encoded = self.text(text).encode(codec, "surrogatepass")
            return mark + encoded + content[end:]
        return self._in_tables.sub(lambda found: b"x" * len(found[0]), content)

    def file(self, path: str, content: bytes) -> bytes:
        """Return what the file *path* holds, scrubbed; of accounts no more than needed."""
        if path == "/etc/passwd":
            text = content.decode("utf-8", "surrogateescape")
            text = _FULL_NAME_AND_HOME.sub(r"\1:", text)
            content = text.encode("utf-8", "surrogateescape")
        return self.content(content)

    def value(self, value: Any) -> Any:
        """Return *value* (what JSON can say) with every text in it scrubbed."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {name: self.value(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return value

    def answer(self, value: Any) -> Any:
        """Return the answer of a door with its texts scrubbed, those in bytes, too."""
        if isinstance(value, dict):
            if set(value) == {BYTES}:
                content = self.content(rich(value))
                return plain(content)
            return {name: self.answer(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.answer(part) for part in value]
        return self.value(value)

    def _sid(self, found: re.Match[str]) -> str:
        """Return the identifier of another account, the same for the same one."""
        domain = self._count("domain", found[2])
        number = found[3]
        if number is None:
            return f"S-1-{found[1]}-0-0-{domain}"
        if int(number) >= _FIRST_PERSON or found[1] != "5-21":
            number = str(_FIRST_PERSON + self._count("account", found[0].upper()))
        return f"S-1-{found[1]}-0-0-{domain}-{number}"

    def _count(self, what: str, name: str) -> int:
        known = self._numbers.setdefault(
            f"{what} {name}", f"{what}{len(self._numbers) + 1}"
        )
        return int(known.removeprefix(what))

    def _known(self, found: re.Match[str]) -> str:
        return self._number(self._forms.get(found[0].lower(), found[0]))

    def _stick(self, found: re.Match[str]) -> str:
        above = self._number(found[2])
        if found[3] is None:
            return found[1] + above
        return f"{found[1]}{above}/{self._number(found[3][1:])}"

    def _home(self, found: re.Match[str]) -> str:
        name = found[2]
        if name.lower() in _SHARED_HOMES:
            return found[0]
        return found[1] + self._number(name)

    def _number(self, name: str) -> str:
        if re.fullmatch(r"(?:person|machine)[0-9]+", name):
            return name
        number = len(self._numbers) + 1
        return self._numbers.setdefault(name.lower(), f"person{number}")
