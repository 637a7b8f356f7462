"""Which value of a table says what of which broadband line. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.shared.wire import Table

PROBES = frozenset({"path", "line_throughput"})
FAR = frozenset({"operator", "domestic", "international", "dns"})
_OF_PATH = {
    "hatang_path_probes_total": "probes",
    "hatang_path_probes_lost_total": "lost",
    "hatang_path_jitter_seconds": "jitter",
    "hatang_path_watched_seconds_total": "watched",
    "hatang_path_outage_seconds_total": "outage",
}
MOST = 100


class HostColumns(NamedTuple):
    """Positions of what is said of one host along a line; None: it is not said."""

    role: str
    probes: int | None = None
    lost: int | None = None
    median: int | None = None
    jitter: int | None = None
    watched: int | None = None
    outage: int | None = None


class LineColumns(NamedTuple):
    """What a table says of one line: hosts by name, tests by (reach, direction)."""

    hosts: dict[str, HostColumns]
    rates: dict[tuple[str, str], int]
    tested: tuple[int, ...]


def line_layout(table: Table) -> dict[str, LineColumns]:
    """Return where *table* has what of each line; empty for most tables."""
    found: dict[str, LineColumns] = {}
    if table.probe not in PROBES or table.device:
        return found
    for position, name, labels in _labelled(table):
        line = labels.get("line", "")
        if not line or (line not in found and len(found) >= MOST):
            continue
        columns = found.setdefault(line, LineColumns({}, {}, ()))
        if name == "hatang_line_throughput_bytes":
            way = labels.get("reach", ""), labels.get("direction", "")
            columns.rates[way] = position
        elif name == "hatang_line_tested_timestamp_seconds":
            found[line] = columns._replace(tested=(*columns.tested, position))
        else:
            _host(columns.hosts, position, name, labels)
    return found


def _labelled(table: Table) -> Iterator[tuple[int, str, dict[str, str]]]:
    for position, (index, values) in enumerate(table.series):
        metric = table.metrics[index]
        yield position, metric.name, dict(zip(metric.labels, values, strict=True))


def _host(
    hosts: dict[str, HostColumns], position: int, name: str, labels: dict[str, str]
) -> None:
    column = _OF_PATH.get(name, "")
    if name == "hatang_path_rtt_seconds" and labels.get("statistic") == "median":
        column = "median"
    role, target = labels.get("target_role", ""), labels.get("target", "")
    if not column or role not in FAR:
        return
    key = f"{role} {target}"
    known = hosts.get(key, HostColumns(role))
    hosts[key] = known._replace(**{column: position})  # type: ignore[arg-type]
