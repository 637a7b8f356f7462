"""Points for charts of a device, from few of its agent's reports.

A port's counters say what passed between two readings, however far apart: one report
at the start of each part of the time is enough, where an agent reads hundreds of devices.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from agent.shared.wire import Table
from collector.device_signals import LONGEST_GAPS, DeviceValues, Plan, device_signals
from collector.readings import device_values, readings_by_device, table_ids
from collector.store.interface import Store, StoredReport

TablesOf = Callable[[Iterable[str]], Mapping[str, Table]]
Points = dict[str, list[tuple[float, float]]]
_Sample = dict[str, DeviceValues]  # by probe


class DevicePoints:
    """Reads the journal of *agent* for its device *key*; blocks.

    *tables_of* gives tables by their ids.
    """

    def __init__(self, store: Store, tables_of: TablesOf, agent: str, key: str) -> None:
        self._store = store
        self._tables_of = tables_of
        self._agent = agent
        self._key = key
        self._tables: dict[str, Table] = {}
        self._seen: set[str] = set()
        self._plans: dict[str, Plan] = {}

    def read(
        self, names: Collection[str], *, start: float, end: float, buckets: int
    ) -> Points:
        """Return for each signal of *names* the means of *buckets* equal parts of time.

        A point is (time of the middle, mean); a part without values has no point.
        """
        width = (end - start) / buckets
        wanted = frozenset(names)
        points: Points = {name: [] for name in names}
        last: dict[str, tuple[int, DeviceValues]] = {}
        for place, sample in self._samples(start, width, buckets):
            for probe, values in sample.items():
                before, earlier = last.get(probe, (place, None))
                gap_s = max(2.5 * width, LONGEST_GAPS * values.plan.interval_s)
                for name, value in device_signals(earlier, values, gap_s=gap_s):
                    at = before if name.startswith("port_") else place
                    if name in wanted and at < buckets:
                        points[name].append((start + (at + 0.5) * width, value))
                last[probe] = (place, values)
        return points

    def _samples(
        self, start: float, width: float, buckets: int
    ) -> Iterator[tuple[int, _Sample]]:
        """Yield what was read first in each part of the time, and at the very end.

        That last one stands in no part; it ends the one before it.
        """
        for place in range(buckets):
            begin = start + place * width
            found = self._store.reports(self._agent, start=begin, end=begin + width)
            sample = self._first(found)
            if sample:
                yield place, sample
        begin = start + (buckets - 1) * width
        final = list(self._store.reports(self._agent, start=begin, end=begin + width))
        sample = self._first(reversed(final))
        if sample:
            yield buckets, sample

    def _first(self, reports: Iterable[StoredReport]) -> _Sample:
        """Return the values of the first of *reports* that tells of the device."""
        for report in reports:
            sample: _Sample = {}
            self._learn(report.body)
            for _key, reading in readings_by_device(report.body, self._tables):
                values = device_values(reading, self._tables, self._plans)
                if values is not None:
                    sample[self._tables[reading.table].probe] = values
            if sample:
                return sample
        return {}

    def _learn(self, body: bytes) -> None:
        """Get to know the tables of *body* that are of the device, and no others."""
        unknown = table_ids(body) - self._seen
        if unknown:
            self._seen |= unknown
            for id_, table in self._tables_of(unknown).items():
                if table.device == self._key:
                    self._tables[id_] = table
