"""How far reading over SNMP agrees with the recorded devices, field by field.

``python -m tests.support.snmp_agreement`` prints the table: from the recordings as
they are, or with ``--snmpsim`` through pysnmp and a real agent on loopback.
"""

import contextlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import connector, open_device
from agent.switches.reading import collect, describe
from tests.support.agreement import same
from tests.support.snmp_exchange import recorded
from tests.support.snmprec import FOLDER
from tests.support.snmpsim import snmpsim

PARTS = (
    "system",
    "identity",
    "ports",
    "lldp",
    "cdp",
    "fdb",
    "vlans",
    "poe",
    "entity",
)
_SERIAL = (
    "entPhysicalSerialNum of the chassis says it; LibreNMS does not look there for this"
    " system, so its test states none"
)
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("allied-awplus", "identity.hardware"): (
        "the model follows from the number in sysObjectID alone, by a vendor's list;"
        " the boards name themselves, the chassis does not"
    ),
    ("dlink-dgs-1510-28", "identity.serial"): _SERIAL,
    ("extreme-ers4950", "identity.serial"): _SERIAL,
    ("huawei-s5720-56c", "identity.version"): (
        "no object in the recording says [unlocked]; the version before it is read"
    ),
    ("printer-hp-m252dw", "identity.serial"): "it stands in sysDescr, behind SN:",
}
"""(device, field) → why we say something else, argued."""

Open = Callable[[str], contextlib.AbstractContextManager[SnmpDevice]]


def devices() -> list[str]:
    """Return the names of all recorded devices; none where they are not there."""
    return sorted(p.name[:-14] for p in FOLDER.glob("*.expected.json"))


@contextlib.contextmanager
def from_recording(name: str) -> Iterator[SnmpDevice]:
    """Open the device *name* without any network."""
    yield Asker(recorded(name), lambda: 0.0)


@contextlib.contextmanager
def served(address: Address | None = None) -> Iterator[Open]:
    """Give what opens a device through pysnmp; starts snmpsim if it has no *address*."""
    with contextlib.ExitStack() as stack:
        if address is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            address = stack.enter_context(snmpsim(Path(folder)))
        connect = connector(address, timeout_s=1.0, retries=2)

        @contextlib.contextmanager
        def opener(name: str) -> Iterator[SnmpDevice]:
            device = open_device([Community(name, Secret(name))], connect).device
            try:
                yield device
            finally:
                device.close()

        yield opener


def read_all(opener: Open, *, at_once: int = 3) -> dict[str, Any]:
    """Return what reading each device gives, by name; several are read at once."""

    def read(name: str) -> Any:
        with opener(name) as device:
            return describe(collect(device))

    names = devices()
    with ThreadPoolExecutor(at_once) as pool:
        return dict(zip(names, pool.map(read, names), strict=True))


def compare(name: str, found: Any) -> Iterator[tuple[str, int, int, list[Any]]]:
    """Yield field, agreeing values, all values and disagreements of one device."""
    document = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
    for part in PARTS:
        expected = document.get(part)
        if part == "system":
            # What a variation module makes is no value, and no part of the device.
            varying = expected.pop("varying", [])
            hidden = {*varying, *(f"{field}Seconds" for field in varying)}
            expected = {k: v for k, v in expected.items() if k not in hidden}
        elif part == "identity" and not any((expected or {}).values()):
            continue  # nobody has stated it
        yield from _fields(part, expected, found.get(part, "not printed"))


def unexplained(name: str, found: Any) -> dict[str, list[Any]]:
    """Return the disagreements of a device that are no argued exception, by field."""
    return {
        field: differences
        for field, _, _, differences in compare(name, found)
        if differences and (name, field) not in EXCEPTIONS
    }


def _fields(
    part: str, expected: Any, value: Any
) -> Iterator[tuple[str, int, int, list[Any]]]:
    if isinstance(expected, list) and expected:
        yield from _rows(part, expected, value if isinstance(value, list) else [])
    elif isinstance(expected, dict):
        for field, wanted in expected.items():
            has = value.get(field, "not printed") if isinstance(value, dict) else value
            if isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
                yield from _fields(f"{part}.{field}", wanted, has)
            else:
                good = same(wanted, has)
                yield f"{part}.{field}", good, 1, [] if good else [(wanted, has)]
    else:
        good = same(expected, value)
        yield part, good, 1, [] if good else [(expected, value)]


def _rows(
    part: str, expected: list[Any], found: list[Any]
) -> Iterator[tuple[str, int, int, list[Any]]]:
    counts = same(len(expected), len(found))
    yield f"{part}.#", counts, 1, [] if counts else [(len(expected), len(found))]
    padded = found + [{}] * len(expected)
    for field in dict.fromkeys(field for row in expected for field in row):
        pairs = [
            (row[field], has.get(field, "not printed"))
            for row, has in zip(expected, padded, strict=False)
            if field in row
        ]
        wrong = [(w, has) for w, has in pairs if not same(w, has)]
        yield f"{part}.{field}", len(pairs) - len(wrong), len(pairs), wrong


def table(opener: Open) -> tuple[str, list[str]]:
    """Return the table of agreement, and a line for each disagreement."""
    good: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong = []
    for name, found in read_all(opener).items():
        for field, agree, count, differences in compare(name, found):
            good[field] += agree
            every[field] += count
            wrong += [f"{name} {field}: {e!r} ≠ {f!r}" for e, f in differences[:2]]
    lines = [f"{'field':36} {'agree':>15}"]
    lines += [f"{f:36} {good[f]:>6} of {every[f]:>6}" for f in sorted(every)]
    total, agree = sum(every.values()), sum(good.values())
    lines.append(f"{'all':36} {agree:>6} of {total:>6}")
    return "\n".join(lines), wrong


def main(arguments: list[str]) -> None:
    """Print the table and what disagrees."""
    way = (
        served()
        if "--snmpsim" in arguments
        else contextlib.nullcontext[Open](from_recording)
    )
    with way as opener:
        text, disagreements = table(opener)
    print(text)  # noqa: T201 - this is what the command is for
    print("\n".join(disagreements))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
