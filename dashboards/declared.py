"""Every series that a board or a rule may name, with its labels."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from collector import (
    agent_series,
    device_series,
    finding_series,
    incident_series,
    plan_series,
    topology_series,
)
from collector.self_metrics import SelfMetrics

TARGET = frozenset(
    {"job", "instance", "site", "department", "room", "role", "kind", "switch"}
)
"""Labels that service discovery gives to every series of a machine or device."""

ANY_LABEL = frozenset({"*"})
_NAME = re.compile(r"(?<![\w\"$:])([a-zA-Z_][\w]*(?::[\w:]+)?)(\{[^{}]*\})?")
_LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"")
_TYPE = re.compile(r"^# TYPE (\S+) (\S+)$", re.MULTILINE)
_OURS = ("hatang_", "process_")
_OF_PROMETHEUS = {
    "up": frozenset[str](),
    "ALERTS": frozenset({"alertname", "alertstate", "severity", "finding", "subject"}),
}


class UnknownSeriesError(ValueError):
    """An expression names a series or label that nobody declares."""


@cache
def declared() -> Mapping[str, frozenset[str]]:
    """Return name → labels of all series of agents, devices and the collector."""
    return dict(_of_agents()) | dict(_of_collector()) | _OF_PROMETHEUS


def _of_agents() -> Iterator[tuple[str, frozenset[str]]]:
    text = resources.files("collector.web").joinpath("collected.json")
    for reading in json.loads(text.read_text(encoding="utf-8")).values():
        for name, *labels in reading["metrics"]:
            yield name, frozenset(labels)


def _of_collector() -> Iterator[tuple[str, frozenset[str]]]:
    for part in (
        agent_series.METRICS,
        device_series.METRICS,
        finding_series.METRICS,
        finding_series.DEVICE_METRICS,
        plan_series.METRICS,
        topology_series.METRICS,
        incident_series.METRICS,
    ):
        for metric in part:
            yield metric.name, frozenset(metric.labels)
    for name, kind in _TYPE.findall(SelfMetrics().render().decode()):
        yield name, ANY_LABEL
        if kind == "histogram":
            for end in ("_bucket", "_count", "_sum"):
                yield name + end, ANY_LABEL


def check(expr: str, recorded: Iterable[str] = ()) -> None:
    """See that *expr* names nothing but declared and *recorded* series.

    Raises:
        UnknownSeriesError: it names another, or a label that the series has not.
    """
    known, recorded = declared(), set(recorded)
    bare = re.sub(
        r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)", "", expr
    )
    for name, matchers in _NAME.findall(bare):
        if ":" in name:
            if name not in recorded:
                raise UnknownSeriesError(f"no rule records {name}")
            continue
        if name not in known:
            if name.startswith(_OURS) or matchers:
                raise UnknownSeriesError(f"nobody declares {name}")
            continue
        labels = known[name]
        for label in _LABEL.findall(matchers):
            if labels != ANY_LABEL and label not in labels | TARGET:
                raise UnknownSeriesError(f"{name} has no label {label}")
