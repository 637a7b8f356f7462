"""Recordings of SNMP devices as walks: lines of OID|TAG|VALUE."""

from pathlib import Path

from agent.readers.snmp.rows import Oid, Value, Walk, oid

FOLDER = Path(__file__).parents[3] / "shared" / "snmp-devices"


def read_snmprec(path: Path) -> Walk:
    """Return the walk in *path*; what a variation module makes is left out."""
    walk: dict[Oid, Value] = {}
    for line in path.read_bytes().split(b"\n"):
        name, first, rest = line.partition(b"|")
        tag, second, value = rest.partition(b"|")
        if first and second and b":" not in tag:
            found = _value(tag.decode(), value.strip(b" \r"))
            if found is not None:
                walk[oid(name.decode())] = found
    return walk


def _value(tag: str, value: bytes) -> Value | None:
    if tag.endswith("x"):
        tag, value = tag[:-1], bytes.fromhex(value.decode())
    if tag in {"2", "65", "66", "67", "70"}:
        return int(value or b"0")
    if tag == "6":
        return oid(value.decode())
    if tag == "64" and b"." in value:
        return bytes(int(part) for part in value.split(b"."))
    return value if tag in {"4", "64", "68"} else None
