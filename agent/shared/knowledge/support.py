"""The shape of ``support.toml``: until when systems and office programs are supported."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

Group = Literal["home_pro", "enterprise", "ltsc", "iot_ltsc", "server"]
"""Which editions share their dates; the table ``editions`` of the file says."""
Extension = Literal["none", "free", "paid"]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Build = Annotated[int, msgspec.Meta(ge=1, le=10**6)]


class WindowsRelease(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One build of Windows and the days on which its editions end.

    ``extended``: the last day of the updates that are sold afterwards.
    """

    name: Short
    build: Build
    ends: dict[Group, dt.date]
    extended: dict[Group, dt.date] = {}
    verified: bool = False


class LinuxRelease(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One release of a distribution.

    ``name`` is how ``NAME`` or ``PRETTY_NAME`` begins, ``version`` how ``VERSION_ID``
    does (in whole parts: ``8`` is the release of ``8.10``). ``extension`` says whether
    the updates until ``extended`` come by themselves or are sold.
    """

    name: Short
    version: Short
    end: dt.date
    extended: dt.date | None = None
    extension: Extension = "none"
    verified: bool = False


class OfficeRelease(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One release of Microsoft's office programs.

    ``names``: words of which one stands in the product's name; ``major`` its version
    number where no other release has it. ``end`` is missing where it is never old.
    """

    name: Short
    names: tuple[Short, ...]
    major: int | None = None
    end: dt.date | None = None
    verified: bool = False


class Support(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file.

    ``editions``: patterns of the registry's EditionID, of which the longest that fits
    counts. ``names``: words of the product's name, all of one entry, in order.
    """

    as_of: dt.date
    source: Short
    editions: dict[Group, tuple[Short, ...]]
    names: dict[Group, tuple[Short, ...]]
    windows: tuple[WindowsRelease, ...]
    linux: tuple[LinuxRelease, ...]
    office: tuple[OfficeRelease, ...]
