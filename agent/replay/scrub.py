"""Takes out of recordings what identifies persons: names, never numbers.

Machines stay known (model, serial, MAC address): a bundle is for support. What goes:
account names and home folders, the machine's own name (it is often its user's), mail
addresses, BitLocker recovery keys, and passwords in addresses.
"""

import re
from collections.abc import Iterable
from typing import Any

from agent.sources.tape import BYTES, plain, rich

_MAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}"
)
_RECOVERY_KEY = re.compile(r"\b\d{6}(-\d{6}){7}\b")
_PASSWORD = re.compile(r"(?<=://)[^/\s:@]{1,100}:[^/\s@]{1,200}(?=@)")
_HOME = re.compile(
    r"(?i)((?:/home/|[A-Z]:\\+Users\\+|\\+Users\\+))([^\\/\s:\"']{1,64})"
)
_SHARED_HOMES = frozenset(
    {"public", "default", "default user", "all users", "lost+found", "shared"}
)
_SYSTEM_ACCOUNTS = frozenset(
    {"root", "administrator", "admin", "guest", "user", "users", "system", "hatang"}
)


class Scrubber:
    """Replaces each name by the same number wherever it stands."""

    def __init__(self, persons: Iterable[str], machines: Iterable[str] = ()) -> None:
        self._numbers: dict[str, str] = {}
        for word, names in (("person", persons), ("machine", machines)):
            for name in sorted({n.strip() for n in names}, key=len, reverse=True):
                if len(name) > 1 and name.lower() not in _SYSTEM_ACCOUNTS:
                    number = len(self._numbers) + 1
                    self._numbers.setdefault(name.lower(), f"{word}{number}")
        self._names = re.compile(
            "|".join(
                rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])"
                for name in self._numbers
            )
            or r"(?!)",
            re.IGNORECASE,
        )

    def text(self, text: str) -> str:
        """Return *text* without names, mail addresses, recovery keys and passwords."""
        text = _RECOVERY_KEY.sub("(recovery key removed)", text)
        text = _PASSWORD.sub("(removed)", text)
        text = _MAIL.sub("(mail removed)", text)
        text = _HOME.sub(self._home, text)
        return self._names.sub(lambda found: self._number(found[0]), text)

    def content(self, content: bytes) -> bytes:
        """Return *content* with its text scrubbed; UTF-16 stays what it is."""
        if b"\0" in content[:4096]:
            for codec in ("utf-16", "utf-16-le"):
                try:
                    text = content.decode(codec)
                except UnicodeDecodeError:
                    continue
                if text.isprintable() or "\n" in text:
                    return self.text(text).encode(codec)
            return content  # a table of the firmware, an EDID: no text
        text = content.decode("utf-8", "surrogateescape")
        return self.text(text).encode("utf-8", "surrogateescape")

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

    def _home(self, found: re.Match[str]) -> str:
        name = found[2]
        if name.lower() in _SHARED_HOMES:
            return found[0]
        return found[1] + self._number(name)

    def _number(self, name: str) -> str:
        number = len(self._numbers) + 1
        return self._numbers.setdefault(name.lower(), f"person{number}")
