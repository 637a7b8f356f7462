"""Data dumps of Perl (Data::Dumper): hashes, lists, strings and numbers as values."""

import re
from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.words import to_text

_DEEPEST = 50
_TOKEN = re.compile(
    r"\s*(?:#[^\n]*\n\s*)*"
    r"(?:'(?P<text>(?:[^'\\]|\\.)*)'|\"(?P<double>(?:[^\"\\]|\\.)*)\""
    r"|(?P<number>-?\d[\d._]{0,30})|(?P<undef>undef\b)|(?P<sign>=>|[{}\[\],;]))",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\$(\w{1,60})\s*=(?=\s)")


class _Dump:
    """The text and the place up to which it is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def token(self) -> tuple[str, str]:
        """Return kind and text of the next token."""
        found = _TOKEN.match(self.text, self.at)
        if found is None or found.lastgroup is None:
            raise ReadError(f"no Perl dump: character {self.at}")
        self.at = found.end()
        return found.lastgroup, found[found.lastgroup]

    def value(self, depth: int = 0) -> Any:
        """Return the next value."""
        if depth > _DEEPEST:
            raise ReadError(f"the dump is nested deeper than {_DEEPEST} levels")
        return self.made_of(*self.token(), depth)

    def made_of(self, kind: str, text: str, depth: int) -> Any:
        """Return the value that begins with a token."""
        if kind in {"text", "double"}:
            return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)
        if kind == "number":
            return text
        if kind == "undef":
            return None
        if text == "{":
            return self.mapping(depth + 1)
        if text == "[":
            return self.sequence(depth + 1)
        raise ReadError(f"no Perl dump: {text!r} at character {self.at}")

    def mapping(self, depth: int) -> dict[str, Any]:
        """Return the hash whose brace is read."""
        found: dict[str, Any] = {}
        while True:
            kind, name = self.token()
            if (kind, name) == ("sign", "}"):
                return found
            if (kind, name) == ("sign", ","):
                continue
            if kind == "sign" or self.token() != ("sign", "=>"):
                raise ReadError(f"no Perl dump: a name at character {self.at}")
            found[name] = self.value(depth)

    def sequence(self, depth: int) -> list[Any]:
        """Return the list whose bracket is read."""
        found: list[Any] = []
        while True:
            kind, text = self.token()
            if (kind, text) == ("sign", "]"):
                return found
            if (kind, text) != ("sign", ","):
                found.append(self.made_of(kind, text, depth))


def read_perl_dump(content: bytes | str) -> dict[str, Any]:
    """Return the variables of a dump by name; numbers stay text.

    Raises:
        ReadError: it is no dump, or its end is missing.
    """
    dump = _Dump(to_text(content))
    found: dict[str, Any] = {}
    while True:
        head = _VARIABLE.search(dump.text, dump.at)
        if head is None:
            break
        dump.at = head.end()
        found[head[1]] = dump.value()
    if not found:
        raise ReadError("no Perl dump: it sets no variable")
    return found
