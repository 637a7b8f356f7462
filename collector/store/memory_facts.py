"""The facts of the store in memory: the newest whole, and the history of what lasts."""

from collector.store.facts import MOST_HISTORY, of_history
from collector.store.interface import FactsRecord


class FactsBook:
    """Facts by agent. Not for several threads at once."""

    def __init__(self) -> None:
        self._latest: dict[str, FactsRecord] = {}
        self._histories: dict[str, list[FactsRecord]] = {}

    def add(self, record: FactsRecord) -> None:
        """Keep *record* if it is the newest, and in the history what is new of it."""
        newest = self._latest.get(record.agent)
        if newest is None or record.time >= newest.time:
            self._latest[record.agent] = record
        history = self._histories.setdefault(record.agent, [])
        _insert(history, of_history(record))

    def latest(self, agent: str) -> FactsRecord | None:
        """Return the newest facts of *agent*, whole."""
        return self._latest.get(agent)

    def history(self, agent: str) -> list[FactsRecord]:
        """Return what lasted of its facts, oldest first."""
        return list(self._histories.get(agent, ()))

    def count(self) -> int:
        """Return how many entries the histories have."""
        return sum(map(len, self._histories.values()))


def _insert(history: list[FactsRecord], record: FactsRecord) -> None:
    """Insert *record* by its time, so that neighbours still differ."""
    if any(old.time == record.time and old.id == record.id for old in history):
        return
    place = sum(old.time <= record.time for old in history)
    if place and history[place - 1].id == record.id:
        return
    if place < len(history) and history[place].id == record.id:
        del history[place]
    history.insert(place, record)
    del history[:-MOST_HISTORY]
