"""The columns of a table: joined, named, coloured, sorted."""

from typing import Any

from grafana_foundation_sdk.builders import common
from grafana_foundation_sdk.models.dashboard import (
    DataTransformerConfig,
    DynamicConfigValue,
)

from dashboards.alert import Told
from dashboards.boards.spec import Column, Panel, say

_NAN = [{"type": "special", "options": {"match": "nan", "result": {"text": "–"}}}]
_NEVER = ("Time", "__name__", "job")


def finish(made: Any, one: Panel, language: str) -> Any:
    """Give the table *made* the columns of *one*."""
    if len(one.queries) > 1:
        made.with_transformation(DataTransformerConfig(id_val="merge", options={}))
    made.with_transformation(
        DataTransformerConfig(
            id_val="filterFieldsByName",
            options={"include": {"names": [column.field for column in one.columns]}},
        )
    )
    made.with_transformation(
        DataTransformerConfig(
            id_val="organize",
            options={
                "excludeByName": dict.fromkeys(_NEVER, True),
                "indexByName": {c.field: n for n, c in enumerate(one.columns)},
                "renameByName": {
                    column.field: say(column.told, language) for column in one.columns
                },
            },
        )
    )
    nothing = [DynamicConfigValue("noValue", "–"), DynamicConfigValue("mappings", _NAN)]
    made.override_by_regexp(".*", nothing)
    for column in one.columns:
        made.override_by_name(say(column.told, language), _properties(column, language))
    if one.sort is not None:
        field, descending = one.sort
        told = next(c.told for c in one.columns if c.field == field)
        made.sort_by(
            [
                common.TableSortByFieldState()
                .display_name(say(told, language))
                .desc(descending)
            ]
        )
    return made


def _properties(column: Column, language: str) -> list[DynamicConfigValue]:
    found: list[tuple[str, object]] = []
    if column.unit:
        found.append(("unit", column.unit))
    if column.width:
        found.append(("custom.width", column.width))
    if column.hidden:
        found.append(("custom.hidden", True))
    if column.decimals is not None:
        found.append(("decimals", column.decimals))
    if column.levels is not None:
        found += _coloured(column)
    if column.bar:
        found += [("min", 0), ("max", 1)]
        cell = {"type": "gauge", "mode": "basic", "valueDisplayMode": "text"}
        found.append(("custom.cellOptions", cell))
    if column.shades:
        found += _named(column, language)
    if column.links:
        found.append(("links", [_link(*link, language) for link in column.links]))
    return [DynamicConfigValue(id_val=name, value=value) for name, value in found]


def _coloured(column: Column) -> list[tuple[str, object]]:
    from dashboards.boards.panels import thresholds

    assert column.levels is not None  # noqa: S101
    found: list[tuple[str, object]] = [
        ("thresholds", thresholds(column.levels).build()),
        ("color", {"mode": "thresholds"}),
    ]
    if not column.bar:
        found.append(("custom.cellOptions", {"type": "color-text"}))
    return found


def _named(column: Column, language: str) -> list[tuple[str, object]]:
    options = {
        value: {"text": say(shade.told, language), "color": shade.color, "index": n}
        for n, (value, shade) in enumerate(column.shades.items())
    }
    return [
        ("mappings", [{"type": "value", "options": options}]),
        ("custom.cellOptions", {"type": "color-text"}),
    ]


def _link(told: Told, url: str, language: str) -> dict[str, object]:
    blank = url.startswith("${collector}")
    return {
        "title": say(told, language),
        "url": url.replace("LANG", language),
        "targetBlank": blank,
    }
