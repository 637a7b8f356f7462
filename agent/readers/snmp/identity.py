"""What a device is: system, model, version, serial number, by its vendor's profile."""

import re

import msgspec

from agent.readers.snmp.entity import CHASSIS, CLASS, ENT_PHYSICAL_ENTRY
from agent.readers.snmp.profiles import Beside, Profile, Profiles, Rule, shipped
from agent.readers.snmp.rows import Oid, Value, Walk, below, oid, table
from agent.readers.snmp.system import SYSTEM
from agent.readers.snmp.values import number, said, text

_CONTAINED_IN = 4
_COLUMNS = {
    "descr": 2,
    "name": 7,
    "hardware": 8,
    "firmware": 9,
    "software": 10,
    "serial": 11,
    "model": 13,
}
_SYSTEM = {"sysDescr": (*SYSTEM, 1, 0), "sysObjectID": (*SYSTEM, 2, 0)}
_ENTERPRISES = oid("1.3.6.1.4.1")
_OBJECT_ID = _SYSTEM["sysObjectID"]
_LONGEST = 1_000  # characters of a device that patterns are looked for in

Row = dict[int, Value]


class Identity(msgspec.Struct, frozen=True):
    """What a device is, in its vendor's words; None is what it does not say.

    ``os`` and ``type`` are the profile's. ``features``: the licence, the edition or
    the release name, whatever the vendor adds to the version.
    """

    os: str | None = None
    type: str | None = None
    hardware: str | None = None
    version: str | None = None
    serial: str | None = None
    features: str | None = None


def read_identity(walk: Walk, profiles: Profiles | None = None) -> Identity:
    """Return what the device of *walk* is, by *profiles* (else by those shipped)."""
    known = shipped() if profiles is None else profiles
    device = _Device(walk)
    profile = next((p for p in known.profile if _fits(p, device)), None)
    if profile is None:
        return Identity(
            hardware=device.made(known.hardware),
            version=device.made(known.version),
            serial=device.made(known.serial),
        )
    return Identity(
        os=profile.os,
        type=profile.type,
        hardware=device.made(profile.hardware + known.hardware),
        version=device.made(profile.version + known.version),
        serial=device.made(profile.serial + known.serial),
        features=device.made(profile.features),
    )


def read_vendor(walk: Walk, profiles: Profiles | None = None) -> str | None:
    """Return who made the device of *walk*, None if nobody knows.

    By the rules of its profile, else by the number of its sysObjectID; the maker of a
    program that runs on anybody's machine (net-snmp, Microsoft) is not the vendor.
    """
    known = shipped() if profiles is None else profiles
    device = _Device(walk)
    profile = next((p for p in known.profile if _fits(p, device)), None)
    said_by_rule = device.made(profile.vendor) if profile else None
    return said_by_rule or known.vendors.get(str(maker(walk.get(_OBJECT_ID))))


def read_kind(walk: Walk, profiles: Profiles | None = None) -> str | None:
    """Return the sort of device that its profile states, None if it states none."""
    known = shipped() if profiles is None else profiles
    device = _Device(walk)
    profile = next((p for p in known.profile if _fits(p, device)), None)
    return device.made(profile.kind) if profile else None


def maker(object_id: object) -> int | None:
    """Return the enterprise number in a sysObjectID, None if it has none."""
    size = len(_ENTERPRISES)
    if isinstance(object_id, tuple) and object_id[:size] == _ENTERPRISES:
        return int(object_id[size]) if len(object_id) > size else None
    return None


def objects_wanted(walk: Walk, profiles: Profiles | None = None) -> tuple[Oid, ...]:
    """Return what to read, beside ENTITY-MIB, for the identity of a device.

    *walk* needs only the system group. They are objects and columns of tables, of the
    profiles that may fit a device with that sysObjectID and sysDescr.
    """
    known = shipped() if profiles is None else profiles
    device = _Device(walk)
    found: set[Oid] = set()
    for profile in filter(lambda p: _may_fit(p, device), known.profile):
        named = [s for rule in _rules(profile) for s in _sources(rule)]
        found.update(oid(name.removesuffix(".*")) for name in named)
        if profile.has is None:
            break  # the first that fits counts, so none after this one
        found.add(oid(profile.has))
    return tuple(sorted(found))


def _rules(profile: Profile) -> tuple[Rule, ...]:
    told = profile.hardware + profile.version + profile.serial + profile.features
    return profile.vendor + profile.kind + told


def _sources(rule: Rule) -> list[str]:
    beside = [] if rule.beside is None else [rule.beside.column]
    return [name for name in (*rule.take, *beside) if name[0].isdigit()]


def _fits(profile: Profile, device: "_Device") -> bool:
    there = profile.has is None or oid(profile.has) in device.walk
    return there and _may_fit(profile, device)


def _may_fit(profile: Profile, device: "_Device") -> bool:
    if profile.objects:
        named = device.walk.get(_SYSTEM["sysObjectID"])
        prefixes = (oid(prefix) for prefix in profile.objects)
        if not isinstance(named, tuple) or not any(
            named[: len(prefix)] == prefix for prefix in prefixes
        ):
            return False
    if profile.describes is None:
        return True
    described = device.texts("sysDescr", None)
    return bool(described and re.search(profile.describes, described[0]))


class _Device:
    """A walk, asked for the texts that rules name."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        parts = {
            index[0]: row
            for index, row in table(walk, ENT_PHYSICAL_ENTRY).items()
            if len(index) == 1
        }
        rows = [parts[index] for index in sorted(parts)]
        self._entity: dict[str, list[Row]] = {
            "chassis": [row for row in rows if number(row.get(CLASS)) == CHASSIS],
            "root": _outermost(rows),
        }

    def made(self, rules: tuple[Rule, ...]) -> str | None:
        """Return what the first of *rules* makes that makes anything."""
        return next(filter(None, (self._made(rule) for rule in rules)), None)

    def _made(self, rule: Rule) -> str | None:
        first = self._first(rule)
        others = [self.texts(source, None)[:1] for source in rule.take[1:]]
        if not first or not all(others):
            return None
        return _written(rule, first + [only for (only,) in others])

    def _first(self, rule: Rule) -> list[str]:
        """Return what the first thing taken gives: itself, or a pattern's groups."""
        texts = self.texts(rule.take[0], rule.beside)
        if rule.pattern is None:
            return texts[:1]
        matches = (re.search(rule.pattern, whole) for whole in texts)
        match = next(filter(None, matches), None)
        return [] if match is None else [group or "" for group in match.groups()]

    def texts(self, source: str, beside: Beside | None) -> list[str]:
        """Return the texts of *source*, without empty ones."""
        if source in _SYSTEM:
            values = [self.walk.get(_SYSTEM[source])]
        elif source[0].isdigit():
            values = self._objects(source, beside)
        else:
            where, _, what = source.partition(".")
            values = [row.get(_COLUMNS[what]) for row in self._entity[where]]
        return [whole[:_LONGEST] for whole in map(said, values) if whole]

    def _objects(self, source: str, beside: Beside | None) -> list[Value | None]:
        if not source.endswith(".*"):
            return [self.walk.get(oid(source))]
        cells = sorted(below(self.walk, oid(source[:-2])))
        if beside is None:
            return [value for _, value in cells]
        column = oid(beside.column[:-2])
        return [v for row, v in cells if self._stands((*column, *row), beside.pattern)]

    def _stands(self, name: Oid, pattern: str) -> bool:
        whole = text(self.walk.get(name)) or ""
        return re.search(pattern, whole[:_LONGEST]) is not None


def _outermost(rows: list[Row]) -> list[Row]:
    """Return the first part that is in no other, else the first of all."""
    free = [row for row in rows if number(row.get(_CONTAINED_IN)) == 0]
    return (free or rows)[:1]


def _written(rule: Rule, texts: list[str]) -> str | None:
    if rule.words:
        word = rule.words.get(texts[0])
        if word is None:
            return None
        texts = [word, *texts[1:]]
    padded = texts + [""] * 10
    return rule.write.format(*padded).strip() or None
