"""The shape of ``profiles.toml``: where each vendor keeps what no standard MIB says."""

import functools
import re
from pathlib import Path
from typing import Annotated

import msgspec

from agent.shared.toml import read_settings

SHIPPED = Path(__file__).with_name("profiles.toml")

DottedOid = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)+$", max_length=200)]
Column = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)+\.\*$", max_length=200)]
Source = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(sysDescr|sysObjectID"
        r"|(chassis|root)\.(descr|name|model|serial|hardware|firmware|software)"
        r"|\d+(\.\d+)+(\.\*)?)$",
        max_length=200,
    ),
]
Pattern = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Sentence = Annotated[str, msgspec.Meta(pattern=r"^([^{}]|\{[0-9]\})+$", max_length=100)]
Number = Annotated[str, msgspec.Meta(pattern=r"^\d+$", max_length=10)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Only the cells count beside which *column* has a text that *pattern* is found in."""

    column: Column
    pattern: Pattern

    def __post_init__(self) -> None:
        _check(self.pattern)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one text is made; without all it takes it makes none, and the next has a try.

    ``take``: the system group's texts, the first chassis or the outermost part of
    ENTITY-MIB, an object, or all cells of a column (``….*``, the first that fits).
    ``pattern``: its groups stand for the first thing taken. ``words``: what stands for
    what, of the first text (without a word for it the rule makes nothing). ``write``:
    what is made of the texts. ``beside`` is about the column taken first.
    """

    take: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1, max_length=4)]
    pattern: Pattern | None = None
    words: dict[Short, Short] = {}
    write: Sentence = "{0}"
    beside: Beside | None = None

    def __post_init__(self) -> None:
        if self.pattern is not None:
            _check(self.pattern)
            if not re.compile(self.pattern).groups:
                raise ValueError("a pattern has a group for what is written")
        if self.beside is not None and not self.take[0].endswith(".*"):
            raise ValueError("beside is for a column")


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Devices of one system: how they are known, and where their identity stands.

    They are known by a sysObjectID at or below one of ``objects``, by a text found in
    sysDescr, and by an object they ``have``; what is given must all hold. ``kind`` makes
    a word of ``DeviceKind`` where the device itself does not show what it is.
    """

    os: Short
    type: Short
    objects: tuple[DottedOid, ...] = ()
    describes: Pattern | None = None
    has: DottedOid | None = None
    vendor: tuple[Rule, ...] = ()
    kind: tuple[Rule, ...] = ()
    hardware: tuple[Rule, ...] = ()
    version: tuple[Rule, ...] = ()
    serial: tuple[Rule, ...] = ()
    features: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        if not (self.objects or self.describes or self.has):
            raise ValueError("a profile says which devices it is for")
        if self.describes is not None:
            _check(self.describes)


class Profiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All profiles, of which the first that fits counts; the rules for all come after.

    ``vendors`` are by their enterprise number (IANA), the first arc of their own.
    """

    profile: tuple[Profile, ...]
    hardware: tuple[Rule, ...] = ()
    version: tuple[Rule, ...] = ()
    serial: tuple[Rule, ...] = ()
    vendors: dict[Number, Short] = {}


@functools.cache
def shipped() -> Profiles:
    """Return the profiles that come with the agent.

    Raises:
        SettingsError: the file is not what it should be.
    """
    return read_settings(SHIPPED, Profiles)


def _check(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as err:
        raise ValueError(f"{pattern}: no pattern: {err}") from err
