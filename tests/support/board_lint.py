"""The rules of grafana/dashboard-linter, as its documentation states them, on our JSON."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_DRAWN = {"stat", "table", "timeseries", "bargauge", "gauge"}
_UNITS = {
    *(
        "none",
        "string",
        "short",
        "percent",
        "percentunit",
        "bytes",
        "bps",
        "pps",
        "cps",
    ),
    *("ops", "s", "currencyVND", "dateTimeFromNow", "celsius", "watt", "rpm"),
}
_SELECTOR = re.compile(r"([a-zA-Z_:][\w:]*)?\{([^{}]*)\}(\[[^\]]+\])?")
_BARE = re.compile(r"(?<![\w:])(hatang_\w+|\w+:hatang_[\w:]+|up|ALERTS)(?![\w:{])")


class Fault(NamedTuple):
    """One rule that a board breaks."""

    rule: str
    dashboard: str
    panel: str
    text: str


def faults(board: dict[str, Any]) -> Iterator[Fault]:
    """Yield everything that the linter would say of *board*."""
    title = board["title"]
    for rule, text in [*_templates(board), *_whole(board)]:
        yield Fault(rule, title, "", text)
    for panel in panels(board):
        for rule, text in [*_panel(panel), *_targets(panel)]:
            yield Fault(rule, title, panel["title"], text)


def panels(board: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all panels, also those of collapsed rows."""
    for panel in board["panels"]:
        if panel["type"] == "row":
            yield from panel["panels"]
        else:
            yield panel


def _templates(board: dict[str, Any]) -> Iterator[tuple[str, str]]:
    by_name = {one["name"]: one for one in board["templating"]["list"]}
    sources = [one for one in by_name.values() if one["type"] == "datasource"]
    if [(s["name"], s["label"]) for s in sources] != [("datasource", "Data source")]:
        yield "template-datasource-rule", "one variable datasource, 'Data source'"
    for name in ("job", "instance"):
        one = by_name.get(name, {})
        rule = f"template-{name}-rule"
        if one.get("type") != "query" or one["datasource"]["uid"] != "${datasource}":
            yield rule, "is no query of the data source"
        elif not one["multi"] or one["allValue"] != ".+":
            yield rule, "is not multi with .+ for all"
        elif one["label"] != name.title():
            yield rule, f"label is {one['label']}"
    for one in by_name.values():
        if one["type"] != "query":
            continue
        query = one["query"]["query"]
        if not re.fullmatch(r"label_values\(\w+(\{[^{}]*\})?, \w+\)", query):
            yield "template-label-promql-rule", query
        if one["refresh"] != 2:
            yield "template-on-time-change-reload-rule", one["name"]


def _whole(board: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if board["editable"]:
        yield "uneditable-dashboard", "can be edited"


def _panel(panel: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if panel["type"] not in _DRAWN:
        return
    if panel["datasource"]["uid"] != "${datasource}":
        yield "panel-datasource-rule", panel["datasource"]["uid"]
    if not panel["title"] or not panel["description"]:
        yield "panel-title-description-rule", "title or description is missing"
    if panel["fieldConfig"]["defaults"].get("unit") not in _UNITS:
        yield "panel-units-rule", str(panel["fieldConfig"]["defaults"].get("unit"))
    if not panel["targets"]:
        yield "panel-no-targets-rule", "asks for nothing"


def _targets(panel: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for target in panel.get("targets", ()):
        expr = target["expr"]
        for bare in _BARE.findall(_without_grouping(expr)):
            yield "target-job-rule", f"{bare} has no matchers"
        for name, matchers, span in _SELECTOR.findall(expr):
            for label in ("job", "instance"):
                if f'{label}=~"${label}"' not in matchers.split(","):
                    yield f"target-{label}-rule", f"{name}{{{matchers}}}"
            if span and span != "[$__rate_interval]":
                yield "target-rate-interval-rule", f"{name}{span}"
            if name.endswith("_total") and not re.search(
                rf"(?:rate|irate|increase)\({re.escape(name)}\{{{re.escape(matchers)}\}}\[",
                expr,
            ):
                yield "target-counter-agg-rule", name


def _without_grouping(expr: str) -> str:
    bare = re.sub(r"\{[^{}]*\}", "{}", expr)
    return re.sub(
        r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)", "", bare
    )
