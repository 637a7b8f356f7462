"""What the script for old Windows uses of .NET, for its evaluator."""

import base64
import hashlib
import math
import re
import secrets
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.powershell_values import Array, Hash, Row, Thrown, text


class Moment:
    """A DateTime."""

    def __init__(self, value):
        self.value = value

    def minus(self, other):
        """Return the span between two moments."""
        return Row(TotalSeconds=(self.value - other.value).total_seconds())

    def look(self, name):
        """Return a property."""
        return {"year": self.value.year}.get(name.lower())

    def call(self, name, arguments):
        """Call a method."""
        if name == "touniversaltime":
            return Moment(self.value.astimezone(UTC))
        forms = {
            "yyyy-MM-dd": "%Y-%m-%d",
            "MM/dd/yyyy": "%m/%d/%Y",
            "yyyyMMdd-HHmmss": "%Y%m%d-%H%M%S",
        }
        return self.value.strftime(forms[arguments[0]])


def cim_moment(written):
    """Return the moment of a CIM date."""
    try:
        value = datetime.strptime(written[:14] + "+0000", "%Y%m%d%H%M%S%z")
        return Moment(value - timedelta(minutes=int(written[21:])))
    except ValueError as err:
        raise Thrown("Specified argument was out of the range of valid values") from err


def _sort(arguments):
    arguments[0].sort()


def _copy(arguments):
    source, begin, target, place, length = arguments
    target[place : place + length] = source[begin : begin + length]


def _reverse(arguments):
    target, place, length = arguments
    target[place : place + length] = target[place : place + length][::-1]


def _found(match):
    groups = (
        [Row(Value=group or "") for group in (match[0], *match.groups())]
        if match
        else []
    )
    return Row(Success=bool(match), Groups=groups)


def _base64(arguments):
    try:
        return Array(base64.b64decode("".join(arguments[0].split()), validate=True))
    except ValueError as err:
        raise Thrown("Invalid length for a Base-64 char array or string.") from err


def _write(arguments, mode):
    with Path(arguments[0]).open(mode, encoding=arguments[2], newline="") as file:
        file.write(arguments[1])


def _folder(arguments):
    Path(arguments[0]).mkdir(parents=True, exist_ok=True)


def statics(clock):
    """Return the static members by type and name, in lower case; *clock* tells now."""
    return {
        "array::sort": _sort,
        "array::copy": _copy,
        "array::reverse": _reverse,
        "bitconverter::tostring": lambda a: "-".join(f"{b:02X}" for b in a[0]),
        "convert::frombase64string": _base64,
        "convert::tobase64string": lambda a: base64.b64encode(bytes(a[0])).decode(),
        "convert::toint64": lambda a: int(a[0], a[1]),
        "datetime::fromfiletimeutc": lambda a: Moment(
            datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=a[0] // 10)
        ),
        "datetime::utcnow": lambda _: Moment(datetime.fromtimestamp(clock(), UTC)),
        "datetime::now": lambda _: Moment(datetime.fromtimestamp(clock(), UTC)),
        "datetime::specifykind": lambda a: a[0],
        "datetimekind::utc": lambda _: "utc",
        "enum::toobject": lambda a: a[1],
        "environment::osversion": lambda _: (
            "Microsoft Windows NT 6.1.7601 Service Pack 1"
        ),
        "math::floor": lambda a: float(math.floor(a[0])),
        "math::max": max,
        "math::min": min,
        "math::round": lambda a: float(round(a[0], a[1])),
        "stringcomparer::ordinal": lambda _: None,
        "stringcomparison::ordinalignorecase": lambda _: "ignore",
        "system.globalization.cultureinfo::invariantculture": lambda _: None,
        "system.io.directory::createdirectory": _folder,
        "system.io.file::appendalltext": lambda a: _write(a, "a"),
        "system.io.file::writealltext": lambda a: _write(a, "w"),
        "system.io.file::readalltext": lambda a: Path(a[0]).read_text(encoding="utf-8"),
        "system.management.managementdatetimeconverter::todatetime": lambda a: (
            cim_moment(a[0])
        ),
        "system.security.principal.windowsbuiltinrole::administrator": lambda _: 544,
        "system.security.principal.windowsidentity::getcurrent": lambda _: None,
        "system.text.encoding::ascii": lambda _: "ascii",
        "system.text.encoding::utf8": lambda _: "utf-8",
        "char::ishighsurrogate": lambda a: "\ud800" <= a[0] <= "\udbff",
        "char::islowsurrogate": lambda a: "\udc00" <= a[0] <= "\udfff",
        "char::issurrogate": lambda a: "\ud800" <= a[0] <= "\udfff",
        "double::isinfinity": lambda a: math.isinf(a[0]),
        "double::isnan": lambda a: math.isnan(a[0]),
        "regex::match": lambda a: _found(re.search(a[1], a[0])),
        "regex::matches": lambda a: [_found(m) for m in re.finditer(a[1], a[0])],
        "string::compareordinal": lambda a: (a[0] > a[1]) - (a[0] < a[1]),
        "string::join": lambda a: a[0].join(text(part) for part in a[1]),
    }


def utf_16(value):
    """Return *value* with pairs of surrogates, as .NET keeps it."""
    raw = value.encode("utf-16-le", "surrogatepass")
    return "".join(
        chr(int.from_bytes(raw[i : i + 2], "little")) for i in range(0, len(raw), 2)
    )


def _date(a):
    return Moment(datetime(*a[:6], tzinfo=UTC))


class Random:
    """A RNGCryptoServiceProvider."""

    def call(self, _, arguments):
        """Fill the array."""
        arguments[0][:] = list(secrets.token_bytes(len(arguments[0])))


class Hasher:
    """A SHA256Managed."""

    def call(self, _, arguments):
        """Return the hash."""
        return Array(hashlib.sha256(bytes(arguments[0])).digest())


class Builder:
    """A StringBuilder."""

    def __init__(self):
        self.parts = []

    def call(self, name, arguments):
        """Append, or give it all."""
        if name == "append":
            self.parts.append(arguments[0])
            return self
        return "".join(self.parts)


class Silent:
    """What has rules and properties that nothing here asks for."""

    def look(self, _):
        """Return nothing."""

    def call(self, name, _):
        """Say yes if asked; rules are set without a word."""
        return True if name == "isinrole" else None


OBJECTS = {
    "byte[]": lambda a: Array([0] * a[0]),
    "datetime": _date,
    "guid": lambda a: str(uuid.UUID(bytes_le=bytes(a[0]))),
    "system.collections.arraylist": lambda _: Array(),
    "system.security.cryptography.rngcryptoserviceprovider": lambda _: Random(),
    "system.security.cryptography.sha256managed": lambda _: Hasher(),
    "system.text.stringbuilder": lambda _: Builder(),
    "system.security.principal.windowsprincipal": lambda _: Silent(),
    "system.security.accesscontrol.directorysecurity": lambda _: Silent(),
    "system.security.accesscontrol.filesystemaccessrule": lambda _: Silent(),
    "system.security.principal.securityidentifier": lambda a: Row(
        Value=bytes(a[0]).decode() if isinstance(a[0], list) else a[0]
    ),
}


def method(value, name, arguments):
    """Call the method *name* (lower case) of a text, number, list or table."""
    if isinstance(value, str):
        return _of_text(value, name, arguments)
    if isinstance(value, Hash):
        key = value.get_key(arguments[0])
        if name == "remove" and key is not None:
            del value[key]
        return key is not None if name == "containskey" else None
    if isinstance(value, Array) and name == "add":
        value.append(arguments[0])
        return len(value) - 1
    if name == "tostring":
        return _number(value, arguments)
    raise AttributeError(f"no method {name} of {type(value).__name__}")


def _number(value, arguments):
    if arguments and arguments[0] == "x4":
        return f"{value:04x}"
    if arguments and arguments[0] == "R":
        return repr(value).removesuffix(".0").upper()
    return text(value)


def _of_text(value, name, arguments):  # noqa: PLR0911, C901 - one line a method
    if value in {"ascii", "utf-8"} and name == "getbytes":
        return Array(arguments[0].encode(value, "replace"))
    if value == "utf-8" and name == "getstring":
        raw = bytes(arguments[0])
        begin, length = (
            (*arguments[1:], len(raw))[:2] if arguments[1:] else (0, len(raw))
        )
        return raw[begin : begin + length].decode("utf-8", "replace")
    if name == "substring":
        begin, length = (*arguments, len(value))[:2]
        return value[begin : begin + length]
    if name == "startswith":
        if len(arguments) > 1:
            return value.lower().startswith(arguments[0].lower())
        return value.startswith(arguments[0])
    if name == "split":
        return value.split(arguments[0])
    if name == "indexof":
        return value.find(arguments[0])
    if name == "trimend":
        return value.rstrip(arguments[0])
    if name == "replace":
        return value.replace(*arguments)
    if name in {"trim", "tolower", "tostring"}:
        return {"trim": value.strip, "tolower": value.lower, "tostring": str}[name](
            *([value] if name == "tostring" else [])
        )
    raise AttributeError(f"no method {name} of a text")
