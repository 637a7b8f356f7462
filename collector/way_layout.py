"""Which value of a table says what about which target. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.shared.wire import Table
from collector.attribution.shapes import WAY_ROLES, Target

PATH, SERVICE = "path", "service"
MOST_TARGETS = 100


class Columns(NamedTuple):
    """Positions of a target's values; None: the table has no such series."""

    probes: int | None = None
    lost: int | None = None
    median: int | None = None
    up: int | None = None
    total: int | None = None
    unresolved: int | None = None


def layout(table: Table) -> dict[Target, Columns]:
    """Return where *table* has what of each target; of a hundred at most."""
    found: dict[Target, Columns] = {}
    for position, target, column in _columns(table):
        if target in found or len(found) < MOST_TARGETS:
            known = found.get(target, Columns())
            found[target] = known._replace(**{column: position})
    return found


def _columns(table: Table) -> Iterator[tuple[int, Target, str]]:
    for position, (index, values) in enumerate(table.series):
        metric = table.metrics[index]
        labels = dict(zip(metric.labels, values, strict=True))
        if table.probe == PATH:
            column = _path_column(metric.name, labels)
            role = WAY_ROLES.get(labels.get("target_role", ""))
            if column and role:
                name, line = labels.get("target", ""), labels.get("line", "")
                yield position, Target(name, role, line), column
        elif table.probe == SERVICE:
            column = _service_column(metric.name, labels)
            if column:
                yield position, Target(labels.get("service", ""), "service"), column


def _path_column(name: str, labels: dict[str, str]) -> str:
    if name == "hatang_path_rtt_seconds":
        return "median" if labels.get("statistic") == "median" else ""
    return {
        "hatang_path_probes_total": "probes",
        "hatang_path_probes_lost_total": "lost",
        "hatang_path_up": "up",
    }.get(name, "")


def _service_column(name: str, labels: dict[str, str]) -> str:
    if name == "hatang_service_phase_seconds":
        return "total" if labels.get("phase") == "total" else ""
    if name == "hatang_service_checks_total":
        return "unresolved" if labels.get("result") == "dns_failed" else ""
    return "up" if name == "hatang_service_up" else ""
