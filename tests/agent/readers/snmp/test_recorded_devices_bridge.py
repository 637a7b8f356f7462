"""Neighbours, forwarding tables and VLANs of recorded devices, field by field."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agent.readers.snmp.cdp import read_cdp
from agent.readers.snmp.fdb import read_fdb
from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.rows import Walk
from agent.readers.snmp.vlans import read_vlans
from tests.support.snmprec import FOLDER, read_snmprec

DEVICES = sorted(
    path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json")
)

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""Device and field, and the argument why the recording's expectation is not ours."""


def _contexts(folder: Path, expected: dict[str, Any]) -> dict[int, Walk]:
    return {
        int(vlan): read_snmprec(folder / f"{community}.snmprec")
        for vlan, community in expected["contexts"].items()
    }


def _differences(found: Any, expected: Any, place: str) -> Iterator[str]:
    """Yield the place of each leaf that differs."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys()):
            yield from _differences(
                found.get(key, "absent"), expected.get(key, "absent"), f"{place}.{key}"
            )
    elif isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            yield f"{place}: {len(found)} rows, expected {len(expected)}"
        for at, (one, other) in enumerate(zip(found, expected, strict=False)):
            yield from _differences(one, other, f"{place}.{at}")
    elif found != expected or type(found) is not type(expected):
        yield f"{place}: {found!r}, expected {expected!r}"


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("device", DEVICES)
def test_a_recorded_device_reads_as_expected(device):
    """Every field of lldp, cdp, fdb and vlans, and no other."""
    expected = json.loads((FOLDER / f"{device}.expected.json").read_bytes())
    walk = read_snmprec(FOLDER / f"{device}.snmprec")
    found = {
        "lldp": read_lldp(walk),
        "cdp": read_cdp(walk),
        "fdb": read_fdb(walk, _contexts(FOLDER, expected)),
        "vlans": read_vlans(walk),
    }
    plain = json.loads(json.dumps(msgspec.to_builtins(found)))
    differing = [
        difference
        for part in plain
        for difference in _differences(plain[part], expected[part], part)
        if (device, difference.partition(":")[0]) not in EXCEPTIONS
    ]
    assert differing == []


@pytest.mark.usefixtures("shared")
def test_the_recordings_are_there():
    """An empty list of devices would prove nothing."""
    assert len(DEVICES) >= 39
