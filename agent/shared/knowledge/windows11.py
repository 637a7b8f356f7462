"""The shape of ``windows11.toml``: what Windows 11 asks of a machine."""

import datetime as dt
from typing import Annotated

import msgspec

from agent.shared.knowledge.support import Short

Generation = Annotated[int, msgspec.Meta(ge=0, le=99)]
Pattern = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Requirements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least that Windows 11 asks for; sizes are what a vendor calls them."""

    bits: int
    cores: int
    clock_hertz: int
    memory_bytes: int
    disk_bytes: int
    tpm_version: str


class CpuGroup(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Processors of one family, and which of them Microsoft supports.

    ``vendor`` and ``family`` are those of ``agent.shared.findings.cpu_name``. Supported
    are those from the generation ``first`` on, and the ``models`` (patterns as of file
    names); ``limited`` ones in few devices only. ``firmware_tpm``: boards for them can
    have a TPM in their firmware, without buying one.
    """

    vendor: Short
    family: Short
    first: Generation | None = None
    models: tuple[Pattern, ...] = ()
    limited: tuple[Pattern, ...] = ()
    firmware_tpm: bool = True
    verified: bool = False


class Windows11(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; ``virtual``: words in the maker or model of a virtual machine."""

    as_of: dt.date
    source: Short
    requirements: Requirements
    virtual: tuple[Short, ...]
    cpus: tuple[CpuGroup, ...]
