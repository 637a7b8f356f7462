"""The journal of the store in memory: reports, sequences, due hours."""

from collections.abc import Iterable

from collector.store.interface import SequenceRange, StoredReport

HOUR_S = 3600


def hour_of(time: float) -> int:
    """Return the hour, counted from 1970, in which *time* lies."""
    return int(time // HOUR_S)


class Journal:
    """Reports by their names. Not for several threads at once."""

    def __init__(self) -> None:
        self._reports: dict[tuple[str, str, int], StoredReport] = {}
        self._spools: dict[tuple[str, str], tuple[int, int]] = {}  # stored, highest
        self.due: set[tuple[str, int]] = set()
        self.bytes = 0

    def add(self, report: StoredReport) -> bool:
        """Keep *report* and say whether it was new."""
        key = (report.agent, report.spool, report.sequence)
        if key in self._reports:
            return False
        self._reports[key] = report
        self.bytes += len(report.body)
        stored, highest = self._spools.get(key[:2], (0, 0))
        self._spools[key[:2]] = (stored + 1, max(highest, report.sequence))
        self.due.add((report.agent, hour_of(report.time)))
        return True

    def body(self, agent: str, spool: str, sequence: int) -> bytes | None:
        """Return what one report holds, or None."""
        found = self._reports.get((agent, spool, sequence))
        return None if found is None else found.body

    def everything(self) -> list[StoredReport]:
        """Return all reports."""
        return list(self._reports.values())

    def between(self, agent: str, start: float, end: float) -> list[StoredReport]:
        """Return an agent's reports with start <= time < end, in order of time."""
        found = [
            report
            for report in self._reports.values()
            if report.agent == agent and start <= report.time < end
        ]
        return sorted(found, key=lambda r: (r.time, r.spool, r.sequence))

    def sequences(self, agent: str | None) -> list[SequenceRange]:
        """Return the count of all that ever were stored, and the highest."""
        return [
            SequenceRange(owner, spool, min(stored, highest), highest)
            for (owner, spool), (stored, highest) in sorted(self._spools.items())
            if agent in (None, owner)
        ]

    def rolled_up(self, agent: str, hour: int, reports: int | None) -> None:
        """Take the hour off the list of due ones, unless *reports* is not its count."""
        if reports is not None:
            start = hour * HOUR_S
            if len(self.between(agent, start, start + HOUR_S)) != reports:
                return
        self.due.discard((agent, hour))

    def prune(self, before: float, max_bytes: int | None) -> int:
        """Delete reports, never those of due hours; return how many."""
        free = [
            report
            for report in self._reports.values()
            if (report.agent, hour_of(report.time)) not in self.due
        ]
        gone = self._delete(report for report in free if report.time < before)
        if max_bytes is not None:
            left = [report for report in free if report.time >= before]
            left.sort(key=lambda report: report.time, reverse=True)
            while left and self.bytes > max_bytes:
                gone += self._delete([left.pop()])
        return gone

    def _delete(self, reports: Iterable[StoredReport]) -> int:
        count = 0
        for report in reports:
            del self._reports[report.agent, report.spool, report.sequence]
            self.bytes -= len(report.body)
            count += 1
        return count
