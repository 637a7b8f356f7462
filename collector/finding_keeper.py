"""Judges the machines' facts when they change and as time passes, and remembers."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

from agent.shared.clock import Clock
from agent.shared.findings.risk import data_at_risk
from agent.shared.findings.rules import judge
from agent.shared.knowledge import Knowledge
from collector.findings import (
    Judged,
    as_finding,
    follow,
    support_end_of,
    windows11_of,
)
from collector.store.interface import FactsRecord, Store, StoreError

log = logging.getLogger(__name__)

EVERY_S = 3600.0  # backups get old and support ends without any new facts
AT_ONCE = 200  # machines of one run: others shall get the processor, too


class FindingKeeper:
    """What stands of every machine, in memory over the store.

    ``note`` and the readers may be called from any thread; ``run`` blocks and is for
    one thread at a time. A machine whose facts were never read has no judgement.
    """

    def __init__(
        self, store: Store, clock: Clock, knowledge: Callable[[], Knowledge]
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._used: Knowledge | None = None
        self._lock = threading.Lock()
        self._noted: set[str] = set()
        self._turns: OrderedDict[str, float] = OrderedDict()  # longest ago first
        self._judged: dict[str, Judged] = {}

    def note(self, agents: Iterable[str]) -> None:
        """Let the next run judge *agents*: their facts have changed."""
        with self._lock:
            self._noted.update(agents)

    def judged(self, agent: str) -> Judged | None:
        """Return what stands of *agent*; None if it was not judged yet."""
        return self._judged.get(agent)

    def everything(self) -> Mapping[str, Judged]:
        """Return what stands of every machine that was judged, by agent."""
        return dict(self._judged)

    def run(self, agents: Iterable[str]) -> int:
        """Judge those of *agents* whose turn it is; return how many.

        Of all others what is known is forgotten; their records stay in the store.

        Raises:
            StoreError: it does not answer; who was not judged is so next time.
        """
        known = set(agents)
        for gone in [a for a in self._turns if a not in known]:
            del self._turns[gone]
            self._judged.pop(gone, None)
        turns = self._whose_turn(known)
        for count, agent in enumerate(turns):
            try:
                self._judge(agent)
            except StoreError:
                self.note(turns[count:])
                raise
            except Exception:
                # One machine's odd facts must not keep the others from their turn.
                log.exception("agent %s cannot be judged", agent)
            self._turns[agent] = self._clock.uptime()
            self._turns.move_to_end(agent)
        return len(turns)

    def _whose_turn(self, known: set[str]) -> list[str]:
        """Return whose facts changed, then whose last judgement is too old."""
        now = self._clock.uptime()
        knowledge = self._knowledge()
        if knowledge is not self._used:
            self._used = knowledge
            self._turns = OrderedDict.fromkeys(self._turns, now - EVERY_S)
        with self._lock:
            noted = sorted(self._noted & known)
            self._noted.difference_update(noted[:AT_ONCE])
        chosen = dict.fromkeys(noted[:AT_ONCE])
        for agent in [a for a in known if a not in self._turns]:
            self._turns[agent] = now - EVERY_S
            self._turns.move_to_end(agent, last=False)
        for agent, last in self._turns.items():
            if len(chosen) >= AT_ONCE or now - last < EVERY_S:
                break
            chosen[agent] = None
        return list(chosen)

    def _judge(self, agent: str) -> None:
        record = self._store.latest_facts(agent)
        if record is not None:
            self._judged[agent] = self._judgement(record)

    def _judgement(self, record: FactsRecord) -> Judged:
        """Judge *record*, and write down what changed."""
        now, agent = self._clock.now(), record.agent
        knowledge = self._used or self._knowledge()
        found = judge(record.facts, now=now, knowledge=knowledge)
        known = self._store.findings(agent, cleared=True)
        before = self._judged.get(agent)
        told = (
            before.facts_time
            if before
            else max((r.last_seen for r in known), default=0)
        )
        at = min(record.time, now) if record.time > told else now
        standing, changed = follow(agent, known, found, at=at)
        if changed:
            self._store.put_findings(changed)
        return Judged(
            agent,
            record.time,
            standing,
            data_at_risk(
                record.facts,
                [as_finding(one) for one in standing],
                now,
                knowledge.thresholds.risk,
            ),
            support_end_of(record.facts, knowledge),
            windows11_of(record.facts, knowledge),
        )
