"""Ends that have a date: of support, and of contracts."""

import datetime as dt
from collections.abc import Iterator

from agent.shared.findings.lifetime import Lifetime, office_lifetime, system_lifetime
from agent.shared.findings.values import items, single, text
from agent.shared.knowledge.support import Support
from agent.shared.language import Language
from collector.planning.need.numbers import date
from collector.planning.outlook.shapes import Event
from collector.planning.outlook.words import sentence
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.records import Line


def support_ends(machine: Machine, support: Support, today: dt.date) -> Iterator[Event]:
    """Yield when support of the system and of office programs ends, or has ended.

    Where the end depends on an edition that is not known, the latest of all counts.
    """
    system = single(machine.facts, "operating_system")
    name, version = text(system, "name"), text(system, "version") or ""
    life = system_lifetime(system, support) if name else None
    if name and life is not None:
        yield from _ends(name if version in name else f"{name} {version}", life, today)
    for suite in items(machine.facts, "office").values():
        called, life = text(suite, "name"), office_lifetime(suite, support)
        if called and life is not None:
            yield from _ends(called, life, today)


def _ends(name: str, life: Lifetime, today: dt.date) -> Iterator[Event]:
    """Yield the end of *life*; what comes for nothing afterwards moves it."""
    end, extended = life.latest, life.extended
    if life.extension == "free" and extended is not None:
        end = extended
    if end is None:
        return
    by = _day(end)
    later: dict[Language, str] = {"vi": "", "en": ""}
    if life.extension == "paid" and extended is not None and _day(extended) > today:
        later = {"vi": date(_day(extended), "vi"), "en": date(_day(extended), "en")}
    code = "support_ended" if by < today else "support_ends"
    yield Event("support_ends", by, sentence(code, by, name=name, extended=later))


def contract_ends(line: Line, today: dt.date) -> Iterator[Event]:
    """Yield when the contract of *line* ends."""
    by = line.contract_ends
    if by is not None:
        code = "contract_ended" if by < today else "contract_ends"
        yield Event("contract_ends", by, sentence(code, by))


def _day(moment: float) -> dt.date:
    return dt.datetime.fromtimestamp(moment, dt.UTC).date()
