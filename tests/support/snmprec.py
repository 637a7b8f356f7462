"""Recordings of SNMP devices as walks: lines of OID|TAG|VALUE."""

from pathlib import Path

from agent.readers.snmp.rows import Oid, Value, Walk, oid

FOLDER = Path(__file__).parents[3] / "shared" / "snmp-devices"


def read_snmprec(path: Path) -> Walk:
    """Return the walk in *path*; what a variation module makes is left out."""
    walk: dict[Oid, Value] = {}
    for line in path.read_bytes().split(b"\n"):
        # Whole lines are stripped, as snmpsim does (of what Latin-1 calls blank).
        text = line.decode("iso-8859-1").strip()
        name, first, rest = text.partition("|")
        tag, second, value = rest.partition("|")
        if first and second and ":" not in tag:
            found = _value(tag, value)
            if found is not None:
                walk[oid(name)] = found
    return walk


def _value(tag: str, value: str) -> Value | None:
    kind = tag.removesuffix("x")
    # pyasn1 takes a last digit without a second as the upper half of an octet.
    even = value + "0" * (len(value) % 2)
    raw = bytes.fromhex(even) if kind != tag else value.encode("iso-8859-1")
    if kind in {"2", "65", "66", "67", "70"}:
        return int(raw or b"0")
    if tag == "6":
        return oid(value)
    if tag == "64":
        return bytes(int(part) for part in value.split("."))
    return raw if kind in {"4", "64", "68"} else None
