"""From the reports of the agent at the edge to the roll-ups of its broadband lines. Pure.

A line is as good as the best host along it: while one answers, it is there. What is
contracted is the rate on the wire, what is measured the payload of TCP, 4 % less.
"""

from collections.abc import Iterable, Iterator, Mapping

from agent.shared.wire import Table
from collector.line_layout import LineColumns
from collector.planning.shapes.records import Line
from collector.readings import PlainReading, readings_in
from collector.rollup_row import Rollup
from collector.sketch import Sketch
from collector.store.interface import StoredReport

HOUR_S = 3600
_LATE_TEST_S = 900.0
_NEAR = ("domestic", "operator", "dns", "international")
"""Whose round-trip time stands for the line: the first role that has any."""

Layouts = Mapping[str, Mapping[str, LineColumns]]
Signals = Iterator[tuple[str, float]]


def line_rollups(
    reports: Iterable[StoredReport],
    tables: Mapping[str, Table],
    layouts: Layouts,
    contracts: Mapping[str, Line],
    hour: int,
) -> Iterator[tuple[str, Rollup]]:
    """Yield each line that *reports* of one agent tell of, with the sketches of *hour*.

    *reports* are as for ``roll_up``; *layouts* are of the tables that tell of lines,
    *contracts* what is agreed for each line, as far as anybody entered it.
    """
    sketches: dict[str, dict[str, Sketch]] = {}
    counts: dict[str, int] = {}
    last: dict[tuple[str, str], PlainReading] = {}
    for report in reports:
        in_hour = report.time // HOUR_S == hour
        for reading in readings_in(report.body, tables, layouts):
            probe = tables[reading.table].probe
            for line, columns in layouts[reading.table].items():
                before = last.get((probe, line))
                last[probe, line] = reading
                if not in_hour:
                    continue
                mine = sketches.setdefault(line, {})
                counts[line] = counts.get(line, 0) + bool(columns.hosts)
                found = [*_of_hosts(before, reading, columns)]
                contract = contracts.get(line)
                if contract is not None and _new_test(before, reading, columns, report):
                    found += _of_test(reading, columns, contract)
                for name, value in found:
                    mine.setdefault(name, Sketch()).add(value)
    for line in sorted(sketches):
        if sketches[line]:
            yield line, Rollup(counts[line], sketches[line])


def _of_hosts(
    before: PlainReading | None, now: PlainReading, columns: LineColumns
) -> Signals:
    """Yield what one reading says of the hosts along a line."""
    hosts = columns.hosts.values()
    for role in _NEAR:
        near = [h for h in hosts if h.role == role]
        times = [v for h in near if (v := _at(now, h.median)) is not None]
        if times:
            yield "line_rtt_seconds", min(times)
            jitters = [v for h in near if (v := _at(now, h.jitter)) is not None]
            if jitters:
                yield "line_jitter_seconds", min(jitters)
            break
    if before is None or before.boot != now.boot or before.table != now.table:
        return
    losses = [
        r for h in hosts if (r := _share(before, now, h.lost, h.probes)) is not None
    ]
    if losses:
        yield "line_loss_ratio", min(losses)
    outs = [
        r for h in hosts if (r := _share(before, now, h.outage, h.watched)) is not None
    ]
    if outs:
        yield "line_up_ratio", 1.0 - min(outs)
        grown = [_grown(before, now, h.watched) for h in hosts]
        yield "line_watched_seconds", max(g for g in grown if g is not None)


def _share(
    before: PlainReading, now: PlainReading, part: int | None, whole: int | None
) -> float | None:
    """Return the share of *part* in *whole* between two readings; None: not known."""
    of, all_ = _grown(before, now, part), _grown(before, now, whole)
    if of is None or not all_:
        return None
    return min(1.0, of / all_)


def _grown(
    before: PlainReading, now: PlainReading, counter: int | None
) -> float | None:
    """Return by how much a counter grew; None: not known."""
    value_0, value_1 = _at(before, counter), _at(now, counter)
    if value_0 is None or value_1 is None or value_1 < value_0:
        return None
    return value_1 - value_0


def _new_test(
    before: PlainReading | None,
    now: PlainReading,
    columns: LineColumns,
    report: StoredReport,
) -> bool:
    """Whether *now* has a test that the reading before had not, and it is fresh."""
    if not columns.rates or not columns.tested:
        return False
    tested = _at(now, columns.tested[0])
    if tested is None:
        return False
    if before is not None and before.table == now.table:
        return _at(before, columns.tested[0]) != tested
    return 0 <= report.time + now.offset_s - tested < _LATE_TEST_S


def _of_test(now: PlainReading, columns: LineColumns, contract: Line) -> Signals:
    """Yield the rates of a test as shares of what is agreed; the poorer way counts."""
    agreed = {
        "domestic": (contract.down_mbps, contract.up_mbps),
        "international": (contract.international_mbps,) * 2,
    }
    names = {
        "domestic": "line_throughput_ratio",
        "international": "line_international_ratio",
    }
    for reach, (down, up) in agreed.items():
        shares = []
        for direction, mbps in (("down", down), ("up", up)):
            rate = _at(now, columns.rates.get((reach, direction)))
            if rate is not None and mbps:
                shares.append(rate * 8 / (mbps * 1e6))
        if shares:
            yield names[reach], min(shares)


def _at(reading: PlainReading, position: int | None) -> float | None:
    return None if position is None else reading.values[position]
