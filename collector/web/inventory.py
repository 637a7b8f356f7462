"""The inventory as tables of typed cells: machines, all their facts, their findings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from agent.shared.findings.texts import WORDS
from agent.shared.findings.values import items, moment, number, single, text, word
from agent.shared.wire import Facts
from collector.findings import Judged
from collector.fleet import FleetState
from collector.store.interface import Agent
from collector.web.fact_names import (
    attribute_name,
    attribute_value,
    kind_name,
    reason_text,
)
from collector.web.fact_summary import summarise
from collector.web.finding_words import tell
from collector.web.i18n import N_, Tongue
from collector.web.views_states import state_text

Cell = str | int | float | datetime | None
Format = Literal["text", "count", "gigabytes", "day", "moment"]
_GIB = 1024.0**3
_WORST_FIRST = ("failing", "replace_soon", "watch", "unknown", "healthy")
_OUTCOMES: dict[str, str] = {
    "ready": N_("ready"),
    "fixable": N_("after a change of settings"),
    "part": N_("with another part"),
    "replace": N_("needs another machine"),
    "unknown": N_("not known"),
}


@dataclass(frozen=True)
class Entry:
    """One machine of the inventory; ``judged`` is None while nothing is known."""

    agent: Agent
    state: FleetState
    last_report: float | None
    facts: Facts
    judged: Judged | None


class Column(NamedTuple):
    """One column of the table of machines; ``width`` in letters."""

    title: str
    format: Format
    width: int
    read: Callable[[Entry, Tongue], Cell]


def _os_name(entry: Entry, _tongue: Tongue) -> Cell:
    return summarise(entry.facts).operating_system or entry.agent.operating_system


def _of(kind: str, name: str) -> Callable[[Entry, Tongue], Cell]:
    return lambda entry, _tongue: text(single(entry.facts, kind), name)


def _count_of(kind: str, name: str) -> Callable[[Entry, Tongue], Cell]:
    def read(entry: Entry, _tongue: Tongue) -> Cell:
        value = number(single(entry.facts, kind), name)
        return None if value is None else int(value)

    return read


def _disks(entry: Entry, tongue: Tongue) -> Cell:
    told = []
    for disk in items(entry.facts, "disk").values():
        size = number(disk, "size_bytes")
        parts = [
            "NVMe" if word(disk, "bus") == "nvme" else text(disk, "media") or "",
            tongue.formats.storage(size) if size else "",
            text(disk, "model") or "",
        ]
        told.append(" ".join(part for part in parts if part))
    return "; ".join(told)


def _verdict(entry: Entry, tongue: Tongue) -> Cell:
    found = {word(d, "verdict") for d in items(entry.facts, "disk_health").values()}
    worst = next((verdict for verdict in _WORST_FIRST if verdict in found), None)
    if worst is None:
        return None
    return attribute_value(tongue, "disk_health", "verdict", worst)


def _last_backup(entry: Entry, tongue: Tongue) -> Cell:
    times = [
        moment(one, "last_success_timestamp_seconds")
        for one in items(entry.facts, "backup").values()
    ]
    known = [time for time in times if time is not None]
    return _local(max(known), tongue) if known else None


def _local(unix: float | None, tongue: Tongue) -> datetime | None:
    """Return *unix* as the wall clock of the pages shows it, without its zone."""
    when = None if unix is None else tongue.formats.local(unix)
    return None if when is None else when.replace(tzinfo=None, microsecond=0)


def _support_end(entry: Entry, tongue: Tongue) -> Cell:
    return _local(entry.judged.support_end, tongue) if entry.judged else None


def _windows11(entry: Entry, tongue: Tongue) -> Cell:
    ready = entry.judged.windows11 if entry.judged else None
    return tongue.text(_OUTCOMES[ready.outcome]) if ready else None


def _in_the_way(entry: Entry, tongue: Tongue) -> Cell:
    ready = entry.judged.windows11 if entry.judged else None
    names = ready.in_the_way if ready else ()
    return ", ".join(tongue.text(WORDS.get(name, name)) for name in names)


def _score(entry: Entry, _tongue: Tongue) -> Cell:
    return entry.judged.risk.score if entry.judged else None


def _memory(entry: Entry, _tongue: Tongue) -> Cell:
    size = summarise(entry.facts).memory_bytes
    return round(size / _GIB, 1) if size else None


def _maximum(entry: Entry, _tongue: Tongue) -> Cell:
    size = number(single(entry.facts, "memory"), "maximum_bytes")
    return round(size / _GIB, 1) if size else None


COLUMNS: tuple[Column, ...] = (
    Column(N_("Name"), "text", 18, lambda e, _t: e.agent.hostname),
    Column(N_("Department"), "text", 28, lambda e, _t: e.agent.department),
    Column(N_("Room"), "text", 14, lambda e, _t: e.agent.room),
    Column(N_("Site"), "text", 14, lambda e, _t: e.agent.site),
    Column(N_("Role"), "text", 10, lambda e, _t: e.agent.role),
    Column(N_("State"), "text", 14, lambda e, t: state_text(t, e.state).name),
    Column(N_("Model"), "text", 26, lambda e, _t: summarise(e.facts).model),
    Column(N_("Serial number"), "text", 16, _of("system", "serial")),
    Column(N_("Processor"), "text", 34, lambda e, _t: summarise(e.facts).cpu),
    Column(N_("Cores"), "count", 8, _count_of("cpu", "cores")),
    Column(N_("RAM (GB)"), "gigabytes", 10, _memory),
    Column(N_("Slots"), "count", 8, _count_of("memory", "slots")),
    Column(N_("Empty slots"), "count", 9, _count_of("memory", "slots_empty")),
    Column(N_("At most (GB)"), "gigabytes", 10, _maximum),
    Column(N_("Drives"), "text", 38, _disks),
    Column(N_("Worst verdict on a drive"), "text", 16, _verdict),
    Column(N_("Operating system"), "text", 26, _os_name),
    Column(N_("Build"), "text", 14, _of("operating_system", "build")),
    Column(N_("Support ends"), "day", 12, _support_end),
    Column("Windows 11", "text", 22, _windows11),
    Column(N_("In the way of Windows 11"), "text", 26, _in_the_way),
    Column(N_("Last backup"), "moment", 16, _last_backup),
    Column(N_("Data at risk (0–100)"), "count", 10, _score),
    Column(
        N_("Critical findings"),
        "count",
        9,
        lambda e, _t: e.judged.count("critical") if e.judged else None,
    ),
    Column(
        N_("Warnings"),
        "count",
        9,
        lambda e, _t: e.judged.count("warning") if e.judged else None,
    ),
    Column(N_("Last report"), "moment", 16, lambda e, t: _local(e.last_report, t)),
    Column(N_("Agent id"), "text", 34, lambda e, _t: e.agent.id),
)
FACT_HEAD = (
    N_("Name"),
    N_("Kind"),
    N_("Which"),
    N_("Attribute"),
    N_("Value"),
    N_("As people write it"),
    N_("Why it is not known"),
)
FINDING_HEAD = (
    N_("Name"),
    N_("Department"),
    N_("Severity"),
    N_("Finding"),
    N_("Which"),
    N_("Evidence"),
    N_("Since"),
    N_("What to do"),
)


def head(tongue: Tongue) -> list[str]:
    """Return the titles of the columns of machines."""
    return [tongue.text(column.title) for column in COLUMNS]


def machine_row(entry: Entry, tongue: Tongue) -> list[Cell]:
    """Return one machine; what nobody knows is empty."""
    return [column.read(entry, tongue) for column in COLUMNS]


def fact_rows(entry: Entry, tongue: Tongue) -> Iterator[Sequence[Cell]]:
    """Yield all facts of one machine, one attribute a row.

    How people write a value stands beside it where that is something else.
    """
    host = entry.agent.hostname
    for kind, things in entry.facts.items():
        title = kind_name(tongue, kind)
        for key, item in things.items():
            for name, value in item.attributes.items():
                told = attribute_value(tongue, kind, name, value)
                plain = told if isinstance(value, bool) else value
                beside = "" if told in {"–", str(plain)} else told
                named = attribute_name(tongue, name)
                yield (host, title, key, named, plain, beside, "")
            for name, reason in item.unknown.items():
                named, why = attribute_name(tongue, name), reason_text(tongue, reason)
                yield (host, title, key, named, "", "", why)


def finding_rows(entry: Entry, tongue: Tongue) -> Iterator[Sequence[Cell]]:
    """Yield the findings of one machine, the most severe first."""
    for record in entry.judged.findings if entry.judged else ():
        told = tell(record, tongue)
        yield (
            entry.agent.hostname,
            entry.agent.department,
            told.severity,
            told.title,
            record.subject,
            told.evidence,
            _local(record.since, tongue),
            told.action,
        )


def titles(names: Iterable[str], tongue: Tongue) -> list[str]:
    """Return *names* of columns in the language of *tongue*."""
    return [tongue.text(name) for name in names]
