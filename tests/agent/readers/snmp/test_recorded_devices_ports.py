"""Recorded devices: system, ports, parts, power over Ethernet and identity."""

import functools
import json

import msgspec
import pytest

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY, read_entity
from agent.readers.snmp.identity import objects_wanted, read_identity
from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import Walk
from agent.readers.snmp.system import SYSTEM, read_system
from tests.support.snmprec import FOLDER, read_snmprec

READERS = {
    "system": read_system,
    "entity": read_entity,
    "poe": read_poe,
    "ports": read_ports,
}
NOT_SAID = {"varying"}
"""Which values snmpsim moves is a remark on the recording; the device does not say it."""

EXCEPTIONS = {
    ("allied-awplus", "hardware"): "the model follows from the number in sysObjectID"
    " alone, by a vendor's list; the boards name themselves, the chassis does not",
    ("huawei-s5720-56c", "version"): "no object in the recording says [unlocked];"
    " the version before it is read",
}
"""Words of LibreNMS on identity that no general rule makes of the recording."""

ADDED = {
    ("dlink-dgs-1510-28", "serial"): "entPhysicalSerialNum of the chassis",
    ("extreme-ers4950", "serial"): "entPhysicalSerialNum of the chassis",
    ("printer-hp-m252dw", "serial"): "SN: in sysDescr",
}
"""What a device says and LibreNMS does not ask for: more, not something else."""


def names() -> list[str]:
    """Return the names of all recorded devices."""
    found = FOLDER.glob("*.expected.json")
    return sorted(path.name.removesuffix(".expected.json") for path in found)


@functools.cache
def expected(name: str) -> dict:
    """Return what must be found in the recording *name*."""
    return json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))


@functools.cache
def walk(name: str) -> Walk:
    """Return the recording *name*."""
    return read_snmprec(FOLDER / f"{name}.snmprec")


def plain(value: object) -> object:
    """Return *value* as it comes out of JSON."""
    return json.loads(msgspec.json.encode(value))


@pytest.mark.parametrize("part", READERS)
def test_what_is_read_is_what_the_recording_says(shared, part):
    """Every device, every field, with the same keys; not one exception."""
    wrong = []
    for name in names():
        should, found = expected(name)[part], plain(READERS[part](walk(name)))
        if part == "system":
            should = {k: v for k, v in should.items() if k not in NOT_SAID}
        if part == "ports":
            pairs = list(zip(should, found, strict=True))
        else:
            pairs = [(should, found)]
        wrong += [(name, s, f) for s, f in pairs if s != f]
    assert not wrong, f"{len(wrong)} differ, the first: {wrong[0]}"
    assert names(), "there are no recordings"


def test_devices_are_known_by_the_words_of_librenms(shared):
    """All that its tests state, but for the exceptions; and no exception in vain."""
    wrong, added = set(), set()
    for name in names():
        found = plain(read_identity(walk(name)))
        stated = expected(name)["identity"]
        assert found.keys() == stated.keys()
        for field, value in stated.items():
            if value is not None and found[field] != value:
                wrong.add((name, field))
            elif value is None and stated["os"] and found[field] is not None:
                added.add((name, field))
    assert wrong == EXCEPTIONS.keys()
    assert added == ADDED.keys()


def test_most_devices_without_a_word_of_librenms_are_known_too(shared):
    """Those that nobody states anything of: by ENTITY-MIB and sysDescr."""
    unstated = [name for name in names() if expected(name)["identity"]["os"] is None]
    unknown = {name for name in unstated if read_identity(walk(name)).os is None}
    assert unknown == {"dummy-non-utf8"}  # its sysObjectID is made up


def test_what_is_wanted_for_an_identity_is_enough_for_it(shared):
    """The rest of a device need not be walked; most take a dozen objects."""
    for name in names():
        whole = walk(name)
        system = {o: v for o, v in whole.items() if o[: len(SYSTEM)] == SYSTEM}
        bases = (SYSTEM, ENT_PHYSICAL_ENTRY, *objects_wanted(system))
        part = {o: v for o, v in whole.items() if any(o[: len(b)] == b for b in bases)}
        assert read_identity(part) == read_identity(whole), name
        assert len(bases) < 20, name
