"""Values of PowerShell 2.0 as far as the script for old Windows uses them.

The rules are 2.0's where it differs: a loop runs once over nothing, one value is no list,
and a property asked of a list is the list's own.
"""

import math
import re

TEXT = re.compile(r"[{](\d+)(?::d(\d+))?[}]")
INTEGERS = {"int", "long", "uint32", "uint64", "uint16", "int16", "byte"}


class Thrown(Exception):  # noqa: N818 - what PowerShell's throw throws
    """An error that the script can catch."""


class Hash(dict):
    """A hash table: its keys know no case; they keep the one they came with."""

    def __init__(self, pairs=()):
        super().__init__()
        for key, value in pairs:
            self[key] = value

    @staticmethod
    def _fold(key):
        return key.lower() if isinstance(key, str) else key

    def __setitem__(self, key, value):
        old = self.get_key(key)
        super().__setitem__(key if old is None else old, value)

    def get_key(self, key):
        """Return the key as it stands in the table, or None."""
        return next((k for k in self if self._fold(k) == self._fold(key)), None)

    def look(self, key):
        """Return the value, or None."""
        found = self.get_key(key)
        return None if found is None else self[found]


class Row:
    """An object of WMI or COM: properties by name without case, and methods."""

    def __init__(self, **members):
        self.members = {name.lower(): value for name, value in members.items()}

    def look(self, name):
        """Return a property, or None as in the absence of strict mode."""
        return self.members.get(name.lower())


class Char(str):
    """One letter: as a number it is its code, which a text of one letter is not."""

    __slots__ = ()


class Array(list):
    """A list of .NET's own: ArrayList, byte[] and the like."""


def truth(value):
    """Return what an if makes of *value*."""
    if isinstance(value, list):
        return truth(value[0]) if len(value) == 1 else bool(value)
    if isinstance(value, (dict, Row)):
        return True
    return bool(value)


def text(value):
    """Return *value* as a string."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, list):
        return " ".join(text(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def whole(value):
    """Return *value* as an integer; fractions are rounded to even, as PowerShell does."""
    if value is None or value == "":
        return 0
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, (float, int)):
        return round(value)
    try:
        return int(
            str(value).strip(), 16 if str(value).lower().startswith("0x") else 10
        )
    except ValueError as err:
        raise Thrown(f'Cannot convert value "{value}" to type "System.Int32"') from err


def cast(kind, value):  # noqa: PLR0911 - one line a type
    """Return *value* as the type called *kind*."""
    kind = kind.lower()
    if kind == "char":
        return Char(chr(value) if isinstance(value, int) else value)
    if kind in INTEGERS:
        return whole(value)
    if kind == "string":
        return text(value)
    if kind == "bool":
        return truth(value)
    if kind in {"double", "single"}:
        return float(value)
    if kind.endswith("[]"):
        return cast_list(kind[:-2], value)
    return value


def cast_list(kind, value):
    """Return *value* as an array of *kind*; nothing stays nothing."""
    if value is None:
        return None
    parts = value if isinstance(value, (list, bytes)) else [value]
    return Array(cast(kind, part) for part in parts)


def is_a(value, kind):  # noqa: PLR0911 - one line a type
    """Return whether *value* is of the type called *kind*."""
    kind = kind.lower()
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "string":
        return isinstance(value, str)
    if kind == "array":
        return isinstance(value, list)
    if kind.endswith("idictionary"):
        return isinstance(value, Hash)
    if kind in {"double", "single"}:
        return isinstance(value, float)
    if kind in INTEGERS:
        return isinstance(value, int) and not isinstance(value, bool)
    return False


def like(left, right):
    """Return *right* in the type of *left*, as comparisons do."""
    if isinstance(left, str):
        return left.lower(), text(right).lower()
    if isinstance(left, bool):
        return left, truth(right)
    if isinstance(left, (int, float)):
        if right is None:
            return left, 0
        return left, whole(right) if isinstance(right, str) else right
    return left, right


def equal(left, right):
    """Return what -eq says of two single values."""
    if left is None or right is None:
        return left is None and right is None
    left, right = like(left, right)
    return left == right


def ordered(sign, left, right):
    """Return what -lt, -gt and their like say."""
    if left is None:
        left = 0
    left, right = like(left, right)
    return {
        "-lt": left < right,
        "-le": left <= right,
        "-gt": left > right,
        "-ge": left >= right,
    }[sign]


def arithmetic(sign, left, right):
    """Return what a sign makes of two values."""
    if sign == "+":
        return plus(left, right)
    left, right = left or 0, right or 0
    if sign == "/":
        return left // right if left % right == 0 else left / right
    if hasattr(left, "minus"):
        return left.minus(right)
    return {"-": left - right, "*": left * right, "%": math.fmod(left, right)}[sign]


def plus(left, right):
    """Return the sum: of numbers, texts or lists, as the left one is."""
    if isinstance(left, list):
        return [*left, *(right if isinstance(right, list) else [right])]
    if isinstance(left, str):
        return left + text(right)
    if left is None:
        return right
    return left + whole(right) if isinstance(right, str) else left + (right or 0)


def formatted(pattern, values):
    """Return what -f makes of a pattern."""

    def one(found):
        value = text(values[int(found[1])])
        return value.zfill(int(found[2])) if found[2] else value

    return TEXT.sub(one, pattern)


def pattern_of(text_of_it):
    """Return a .NET pattern as a compiled one of Python, without case."""
    changed = re.sub(r"\(\?<(\w+)>", r"(?P<\1>", text_of_it)
    changed = re.sub(r"\\k<(\w+)>", r"(?P=\1)", changed)
    return re.compile(changed, re.IGNORECASE)
