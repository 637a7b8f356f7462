"""A strict, bounded reader of the Prometheus text format, as drop-in files use it.

The whole file is refused for one bad line, as node_exporter does; messages name the line
and never quote it, since what stands there may be anybody's.
"""

import math
import re

import msgspec

from agent.readers.errors import ReadError

MOST_BYTES = 1 << 20
MOST_LINES = 10_000
MOST_LINE = 8192
MOST_LABELS = 50

_HEAD = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]{0,199})[ \t]*(?:(\{)|(?=[ \t]))")
_LABEL = re.compile(
    r'[ \t]*([a-zA-Z_][a-zA-Z0-9_]{0,199})[ \t]*=[ \t]*"((?:[^"\\]|\\["\\n])*+)"[ \t]*'
    r"(,|(?=\}))"
)
_END = re.compile(r"[ \t]*\}")
_REST = re.compile(r"[ \t]*(\S{1,60})(?:[ \t]+(\S+))?")
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?"
)
_SPECIAL = {"nan": math.nan, "+inf": math.inf, "inf": math.inf, "-inf": -math.inf}
_ESCAPE = re.compile(r'\\(["\\n])')


class Line(msgspec.Struct, frozen=True):
    """One sample of the file."""

    name: str
    labels: dict[str, str]
    value: float


def samples(content: bytes) -> list[Line]:
    """Return the samples of a drop-in file in their order.

    Raises:
        ReadError: a line is malformed, carries a timestamp, or there is too much.
    """
    if len(content) > MOST_BYTES:
        raise ReadError(f"larger than {MOST_BYTES} bytes")
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as err:
        raise ReadError(f"not UTF-8 at byte {err.start}") from err
    if len(lines) > MOST_LINES:
        raise ReadError(f"more than {MOST_LINES} lines")
    found = []
    for number, line in enumerate(lines, 1):
        text = line.strip(" \t\r")
        if text and not text.startswith("#"):
            found.append(_sample(text, number))
    return found


def _sample(text: str, number: int) -> Line:
    if len(text) > MOST_LINE:
        raise ReadError(f"line {number}: longer than {MOST_LINE} characters")
    head = _HEAD.match(text)
    if head is None:
        raise ReadError(f"line {number}: no name of a metric")
    labels: dict[str, str] = {}
    position = head.end()
    if head[2]:
        labels, position = _labels(text, position, number)
    rest = _REST.fullmatch(text, position)
    if rest is None:
        raise ReadError(f"line {number}: no value")
    if rest[2] is not None:
        raise ReadError(f"line {number}: drop-in files carry no timestamps")
    return Line(head[1], labels, _value(rest[1], number))


def _labels(text: str, position: int, number: int) -> tuple[dict[str, str], int]:
    """Return the labels that begin at *position*, and where the brace has closed."""
    labels: dict[str, str] = {}
    while (end := _END.match(text, position)) is None:
        label = _LABEL.match(text, position)
        if label is None or len(labels) >= MOST_LABELS:
            raise ReadError(f"line {number}: labels are malformed")
        if label[1] in labels:
            raise ReadError(f"line {number}: a label stands twice")
        labels[label[1]] = _ESCAPE.sub(
            lambda match: "\n" if match[1] == "n" else match[1], label[2]
        )
        position = label.end()
    return labels, end.end()


def _value(text: str, number: int) -> float:
    if text.lower() in _SPECIAL:
        return _SPECIAL[text.lower()]
    if not _NUMBER.fullmatch(text):
        raise ReadError(f"line {number}: the value is no number")
    return float(text)
