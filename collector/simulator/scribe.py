"""Writes reports of simulated agents, numbered as their spools number them."""

from collections.abc import Callable, Iterable

import msgspec

from agent.shared.survey import Survey
from agent.shared.wire import Event, Facts, Reading, Report, encode, facts_id
from collector.simulator.pc_readings import Told
from collector.simulator.shapes import Pc


class Scribe:
    """Numbers reports of several agents; *spool* names the spool of each."""

    def __init__(self, spool: Callable[[Pc], str]) -> None:
        self._spool_of = spool
        self._numbered: dict[str, int] = {}
        self._facts_told: dict[str, str] = {}

    def report(  # noqa: PLR0913 - a report is made of these
        self,
        pc: Pc,
        told: Told,
        *,
        facts: Facts | None = None,
        surveys: Iterable[Survey] = (),
        events: tuple[Event, ...] = (),
        more: tuple[Reading, ...] = (),
    ) -> Report:
        """Return what *pc* says, numbered as the next of its spool."""
        sequence = self._numbered[pc.id] = self._numbered.get(pc.id, 0) + 1
        if facts is not None:
            self._facts_told[pc.id] = facts_id(facts)
        return Report(
            spool=self._spool_of(pc),
            sequence=sequence,
            time=told.time,
            boot=told.boot,
            uptime_s=told.uptime_s,
            facts_id=self._facts_told.get(pc.id, ""),
            readings=(*told.readings, *more),
            facts=facts,
            events=events,
            stopping=told.stopping,
            surveys=tuple(msgspec.Raw(encode(survey)) for survey in surveys),
        )

    def take_back(self, pc: Pc, count: int) -> None:
        """Let the next reports have the numbers of the last *count*: nobody took these."""
        self._numbered[pc.id] -= count
