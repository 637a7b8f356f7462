"""From the journal to one packed row of sketches per agent, device and hour, to charts.

A row can be made anew from the journal at any time and comes out the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from agent.shared.wire import Table
from collector import office
from collector.device_rollup import device_rollups
from collector.devices import device_id
from collector.estate_lines import OWNER
from collector.line_layout import LineColumns, line_layout
from collector.line_rollup import line_rollups
from collector.readings import readings_of, table_ids
from collector.rollup_row import Rollup, decode_rollup, encode_rollup
from collector.signals import CHART_ONLY, Values, signals
from collector.sketch import Sketch
from collector.store.interface import RollupRow, Store, StoredReport

HOUR_S = 3600
LEAD_IN_S = 300.0  # a rate at the start of an hour needs the reading before it
GRACE_S = 120.0  # what was under way when the hour ended may still come in time
_ROWS_AT_ONCE = 200


def roll_up(
    reports: Iterable[StoredReport], tables: Mapping[str, Table], *, hour: int
) -> Rollup:
    """Return the sketches of one agent's *hour*.

    *reports* are in order of time and begin up to five minutes before the hour;
    each counts into the hour of its own time. Readings without a table are left out.
    """
    sketches: dict[str, Sketch] = {}
    count = 0
    for report, found in _walk(reports, tables):
        if report.time // HOUR_S != hour:
            continue
        count += 1
        for name, value in found:
            if name not in CHART_ONLY:
                sketch = sketches.get(name)
                if sketch is None:
                    sketch = sketches[name] = Sketch()
                sketch.add(value)
    return Rollup(count, sketches)


def _walk(
    reports: Iterable[StoredReport], tables: Mapping[str, Table]
) -> Iterator[tuple[StoredReport, list[tuple[str, float]]]]:
    """Yield each report with the signals of its readings."""
    last: dict[str, Values] = {}  # by probe
    for report in reports:
        found: list[tuple[str, float]] = []
        for probe, values in readings_of(report.body, tables):
            found += signals(last.get(probe), values).items()
            last[probe] = values
        yield report, found


def run_due(store: Store, *, now: float, limit: int = 20_000) -> int:
    """Roll up the hours that wait, oldest first, at most *limit*; return how many."""
    before = int((now - GRACE_S) // HOUR_S)
    source = _Source(store)
    done = 0
    while done < limit:
        due = store.due_hours(before=before, limit=min(_ROWS_AT_ONCE, limit - done))
        if not due:
            break
        rows: list[RollupRow] = []
        for agent, hour in due:
            rows += _rows(source, agent, hour)
            if len(rows) >= _ROWS_AT_ONCE:  # of many devices there are many at once
                store.put_rollups(rows)
                rows = []
        if rows:
            store.put_rollups(rows)
        done += len(due)
        if len(due) < _ROWS_AT_ONCE:
            break
    return done


class _Source:
    """The store, with the tables that this run has seen; agents of one kind share them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tables: dict[str, Table] = {}
        self.layouts: dict[str, Mapping[str, LineColumns]] = {}
        """Where the tables seen so far have what of which broadband line."""
        self.contracts = {line.id: line for line in office.lines(store)}

    def reports(self, agent: str, hour: int) -> tuple[list[StoredReport], set[str]]:
        """Return an agent's reports of *hour* and before, and the tables they name."""
        start = hour * HOUR_S
        found = list(
            self.store.reports(agent, start=start - LEAD_IN_S, end=start + HOUR_S)
        )
        named = {id_ for report in found for id_ in table_ids(report.body)}
        missing = named - self.tables.keys()
        if missing:
            self.tables |= self.store.tables(missing)
        for id_ in missing & self.tables.keys():
            if layout := line_layout(self.tables[id_]):
                self.layouts[id_] = layout
        return found, named & self.tables.keys()


def _rows(source: _Source, agent: str, hour: int) -> Iterator[RollupRow]:
    """Yield the rows of an agent's devices and lines, and last its own, which settles it."""
    reports, named = source.reports(agent, hour)
    tables = source.tables
    if any(tables[id_].device for id_ in named):
        for key, rollup in device_rollups(reports, tables, hour=hour):
            yield _row(source.store, device_id(agent, key), hour, rollup, reports=None)
    if not named.isdisjoint(source.layouts):
        found = line_rollups(reports, tables, source.layouts, source.contracts, hour)
        for line, rollup in found:
            yield _row(source.store, OWNER + line, hour, rollup, reports=None)
    own = roll_up(reports, tables, hour=hour)
    yield _row(source.store, agent, hour, own, reports=own.reports)


def _row(
    store: Store, owner: str, hour: int, rollup: Rollup, *, reports: int | None
) -> RollupRow:
    count = rollup.reports
    for old in store.rollups(owner, start=hour, end=hour + 1):
        kept = decode_rollup(old.packed)
        if kept.reports > count:  # part of the hour has left the journal since
            rollup = merge([kept, rollup])
    return RollupRow(owner, hour, encode_rollup(rollup), reports=reports)


def merge(rollups: Iterable[Rollup]) -> Rollup:
    """Return one roll-up of everything that *rollups* hold, for days or departments."""
    sketches: dict[str, Sketch] = {}
    count = 0
    for rollup in rollups:
        count += rollup.reports
        for name, sketch in rollup.sketches.items():
            if name not in sketches:
                sketches[name] = Sketch()
            sketches[name].merge(sketch)
    return Rollup(count, sketches)


def unpack(packed: bytes) -> Mapping[str, Sketch]:
    """Return the sketches of a packed row, by signal.

    Raises:
        SketchError: the bytes are not a packed row.
    """
    return decode_rollup(packed).sketches


def chart_points(  # noqa: PLR0913 - the seam that the pages were promised
    reports: Iterable[StoredReport],
    tables: Mapping[str, Table],
    names: Collection[str],
    *,
    start: float,
    end: float,
    buckets: int,
) -> dict[str, list[tuple[float, float]]]:
    """Return for each signal of *names* the means of *buckets* equal parts of time.

    A point is (time of the middle, mean); a part without values has no point.
    """
    width = (end - start) / buckets
    wanted = frozenset(names)
    sums: dict[str, dict[int, tuple[float, int]]] = {name: {} for name in names}
    for report, found in _walk(reports, tables):
        place = int((report.time - start) // width)
        if not 0 <= place < buckets:
            continue
        for name, value in found:
            if name in wanted:
                total, count = sums[name].get(place, (0.0, 0))
                sums[name][place] = (total + value, count + 1)
    return {
        name: [
            (start + (place + 0.5) * width, total / count)
            for place, (total, count) in sorted(parts.items())
        ]
        for name, parts in sums.items()
    }
