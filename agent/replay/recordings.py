"""Facts from single recordings of known forms: what a stick brings from a PC.

The way in for a machine on which nothing may be installed: ``systeminfo > file``, a
report that the script for old Windows wrote, ``smartctl --json``, ``dmidecode``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from agent.facts.assemble import firmware_facts
from agent.facts.disk_health import disk_health_facts, judge_found
from agent.facts.items import row_item
from agent.readers.dmidecode import read_dmidecode
from agent.readers.errors import MOST_BYTES, ReadError
from agent.readers.smartctl.answer import read_smartctl
from agent.readers.smartctl.messages import why_unread
from agent.readers.smartctl.shapes import Drive
from agent.readers.windows.encoding import decode_console
from agent.readers.windows.systeminfo import read_systeminfo
from agent.replay.derived import Derived
from agent.shared.wire import Facts
from agent.sources.inventory import Cpu, Machine, OperatingSystem
from agent.sources.smbios import Product, Smbios, SmbiosError, decode
from agent.sources.smbios_table import entry_point_version, from_dump
from agent.sources.smbios_text import tables_of
from agent.sources.smbios_words import clean
from agent.sources.storage_health import Found

MOST_FILES = 200
_NOT_SAID = "systeminfo does not say"


class _Report(msgspec.Struct):
    """A report as ``once --json`` prints it; the rest of it is passed over."""

    facts: Facts
    time: float | None = None


def _report(content: bytes) -> Derived:
    report = msgspec.json.decode(content, type=_Report)
    return Derived(report.facts, time=report.time)


def _dmidecode(content: bytes) -> Derived:
    machine = Machine(firmware_tables=tables_of(read_dmidecode(content)))
    return Derived(firmware_facts(machine))


def _table(content: bytes) -> Derived:
    table, version = from_dump(content)
    return Derived(
        firmware_facts(Machine(firmware_tables=decode(table, version=version)))
    )


def _smartctl(content: bytes) -> Derived:
    drive = read_smartctl(content)
    if not isinstance(drive, Drive):
        raise ReadError("a list of drives; what is needed is smartctl --json --all")
    key = drive.serial or drive.model or "drive"
    found = {key: Found(source="smartctl", drive=drive, why=why_unread(drive) or "")}
    judgements = {key: judge_found(found[key])}
    return Derived(disk_health_facts(found, judgements))


def _readable(read: Callable[[bytes], object]) -> Callable[[bytes], bool]:
    """Return whether a content is what *read* reads, by trying."""

    def fits(content: bytes) -> bool:
        try:
            read(content)
        except ReadError:
            return False
        return True

    return fits


def _systeminfo(content: bytes) -> Derived:
    said = read_systeminfo(decode_console(content)[0])
    names = said.processor_names
    machine = Machine(
        firmware_tables=Smbios(
            system=Product(clean(said.manufacturer), clean(said.model))
        ),
        firmware_reason=_NOT_SAID,
        usable_memory_bytes=said.physical_memory_bytes,
        cpu=Cpu(
            model=names[0] if names else None,
            sockets=said.processors,
            architecture=said.architecture,
        ),
        operating_system=OperatingSystem(
            name=said.caption,
            version=said.version,
            build=None if said.build is None else str(said.build),
            architecture=said.architecture,
        ),
    )
    facts = firmware_facts(machine)
    return Derived(
        {
            **{kind: facts[kind] for kind in ("system", "cpu", "memory")},
            "operating_system": {
                "": row_item(machine.operating_system, otherwise=_NOT_SAID)
            },
        }
    )


FORMS: dict[str, tuple[Callable[[bytes], bool], Callable[[bytes], Derived]]] = {
    "report": (lambda c: c.lstrip()[:1] == b"{" and b'"facts"' in c, _report),
    "dmidecode": (lambda c: b"DMI type" in c[:5000], _dmidecode),
    "SMBIOS table": (lambda c: entry_point_version(c) is not None, _table),
    "smartctl": (_readable(_smartctl), _smartctl),
    "systeminfo": (_readable(_systeminfo), _systeminfo),
}
"""Name of a form → whether a content has it, and what reads it; the first counts."""


def recording(path: Path) -> Derived:
    """Return the facts in the file *path*, whose form its content tells.

    Raises:
        ReadError: its form is not known, or it is damaged.
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ReadError(f"{path.name} is larger than any recording")
    content = path.read_bytes()
    for name, (fits, read) in FORMS.items():
        if fits(content):
            try:
                return read(content)
            except (msgspec.DecodeError, SmbiosError, RecursionError) as err:
                raise ReadError(f"a damaged {name}: {err}") from err
    raise ReadError(
        "not known by its content; known are a bundle, "
        + ", ".join(FORMS)
        + "; --kind reads single sources"
    )


def recordings(folder: Path) -> Derived:
    """Return the facts of all recordings in *folder*, put together by kind and key.

    A file that cannot be read is a problem by its name.

    Raises:
        ReadError: not one file could be read.
    """
    facts: dict[str, dict[str, Any]] = {}
    problems: dict[str, str] = {}
    times: list[float] = []
    files = sorted(p for p in folder.iterdir() if p.is_file())[:MOST_FILES]
    for path in files:
        try:
            found = recording(path)
        except (ReadError, OSError) as err:
            problems[path.name] = str(err)
            continue
        for kind, items in found.facts.items():
            facts.setdefault(kind, {}).update(items)
        times += [found.time] if found.time is not None else []
    if not facts:
        raise ReadError("the folder holds nothing that is known by its content")
    return Derived(facts, problems, time=max(times, default=None))
