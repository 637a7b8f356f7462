"""How far the readers agree with the recorded machines, field by field.

``python -m tests.support.agreement`` prints the table (``make agreement``).
"""

import json
import math
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.readers.errors import ReadError
from agent.replay.single import read_recording

FIXTURES = Path(__file__).parents[3] / "shared" / "host-fixtures"
NOT_TESTED = frozenset({"upstream_expected", "upstream_assessment"})
"""The upstream project's values in its own names and units: evidence, not a test."""

_NUMBERED = (
    "Manufacturer02 and ModulePartNumber04 are what the firmware's maker left in the "
    "table for slot 2 and 4; the expectation knows only 00 to 01 and 00 to 03 as junk"
)
_UUID_OF_ONE_DIGIT = (
    "a UUID of one repeated digit is what a replaced board carries, not an identity"
)
_LAST_LINE = (
    "the last line of the recording ends with 4/17/2020, which the expectation, "
    "waiting for blanks behind it, leaves out"
)
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("srv_2012r2_x64_standard_ru_qfe.txt", "updates"): _LAST_LINE,
    ("srv_2012r2_x64_standard_ru_qfe.txt", "newest"): _LAST_LINE,
    ("desktop-asustek-computer-p6x58-e-ws.dmidecode.txt", "memory"): _NUMBERED,
    ("desktop-msi-ms-7583.dmidecode.txt", "memory"): _NUMBERED,
    ("linux-1.dmidecode.txt", "memory"): _NUMBERED,
    ("hp-proliant-dl120-g6.dmidecode.txt", "system"): _UUID_OF_ONE_DIGIT,
    ("hp-proliant-dl120-g6.dmidecode.txt", "placeholder_fields"): _UUID_OF_ONE_DIGIT,
    ("notebook-toshiba-satellite-t215d.dmidecode.txt", "system"): "SKU * is no SKU",
    (
        "notebook-toshiba-satellite-t215d.dmidecode.txt",
        "placeholder_fields",
    ): "SKU * is no SKU",
    ("edited-malformed.json.txt", "parse"): (
        "an instruction to the test, no value of the recording: we print the error"
        " and the verdict unknown"
    ),
}
"""(fixture, field) → why we say something else, argued."""


def expectations() -> list[Path]:
    """Return all ``*.expected.json``; none where the recordings are not there."""
    return sorted(FIXTURES.glob("*/*.expected.json"))


def required() -> bool:
    """Return whether a run without the recordings is a failure."""
    return os.environ.get("CI") == "true"


def same(expected: Any, found: Any) -> bool:
    """Return whether *found* says what *expected* says; further keys do no harm."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and same(value, found[name])
            for name, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(expected) == len(found)
            and all(same(e, f) for e, f in zip(expected, found, strict=True))
        )
    if isinstance(expected, bool) or isinstance(found, bool) or expected is None:
        return expected is found
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return math.isclose(expected, found, rel_tol=1e-6)
    return bool(expected == found)


def compare(path: Path) -> Iterator[tuple[str, str, bool, Any, Any]]:
    """Yield kind, field, agreement, expected and found of one expectation."""
    document = json.loads(path.read_text(encoding="utf-8"))
    kind = path.parent.name
    recording = path.with_name(path.name.removesuffix(".expected.json"))
    try:
        found = read_recording(recording, kind)
    except (ReadError, ImportError) as err:
        found = {"error": str(err)}
    for field, expected in document["expected"].items():
        if field not in NOT_TESTED:
            value = found.get(field, "not printed")
            yield kind, field, same(expected, value), expected, value


def table() -> tuple[str, list[str]]:
    """Return the table of agreement, and a line for each disagreement."""
    good: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    wrong = []
    for path in expectations():
        for kind, field, agrees, expected, found in compare(path):
            every[kind, field] += 1
            good[kind, field] += agrees
            if not agrees:
                wrong.append(
                    f"{path.parent.name}/{path.name} {field}: {expected!r} ≠ {found!r}"
                )
    lines = [f"{'kind':20} {'field':28} {'agree':>11}"]
    lines += [
        f"{kind:20} {field:28} {good[kind, field]:>4} of {count:>3}"
        for (kind, field), count in sorted(every.items())
    ]
    total = sum(every.values())
    lines.append(f"{'all':20} {'':28} {sum(good.values()):>4} of {total:>3}")
    return "\n".join(lines), wrong


if __name__ == "__main__":
    text, disagreements = table()
    print(text)  # noqa: T201 - this is what the command is for
    print("\n".join(disagreements))  # noqa: T201
