"""A panel of a board as Grafana's own model."""

from collections.abc import Mapping
from typing import Any

from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    stat,
    table,
    text,
    timeseries,
)
from grafana_foundation_sdk.builders import dashboard as builders
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.models import common as shapes
from grafana_foundation_sdk.models.dashboard import (
    DashboardSpecialValueMapOptions,
    DynamicConfigValue,
    FieldColorModeId,
    GridPos,
    SpecialValueMap,
    SpecialValueMatch,
    Threshold,
    ThresholdsMode,
    ValueMap,
    ValueMappingResult,
)
from grafana_foundation_sdk.models.prometheus import PromQueryFormat
from grafana_foundation_sdk.models.text import TextMode

from dashboards.alert import Told
from dashboards.boards.columns import finish
from dashboards.boards.matchers import filled
from dashboards.boards.spec import Board, Panel, Query, Shade, say
from dashboards.boards.variables import SOURCE
from dashboards.levels import Levels

GREEN, YELLOW, RED = "green", "#EAB839", "red"
_NO_DATA = Told("Khi trống", "When empty")
_DO = Told("Việc cần làm", "What to do")


def panel(one: Panel, board: Board, language: str, place: GridPos) -> Any:
    """Return the builder of *one*, placed."""
    made = _MAKERS[one.kind](one, board, language)
    made.title(say(one.title, language)).grid_pos(place)
    if one.kind == "text":
        return made.transparent(True).description(say(one.shows, language))
    made.datasource(SOURCE).description(description(one, language))
    made.unit(one.unit).no_value(say(one.empty, language))
    if one.least is not None:
        made.min(one.least)
    if one.most is not None:
        made.max(one.most)
    if one.decimals is not None:
        made.decimals(one.decimals)
    if one.levels is not None:
        made.thresholds(thresholds(one.levels))
    else:
        made.thresholds(_plain())
    if mappings := _mappings(one, language):
        made.mappings(mappings)
    for series, shade in one.names.items():
        made.override_by_name(series, _named(shade, language))
    if one.link is not None:
        name, url = one.link
        link = builders.DashboardLink(say(name, language)).url(addressed(url, language))
        made.data_links([link.target_blank(url.startswith("${collector}"))])
    return made


def description(one: Panel, language: str) -> str:
    """Return what the panel shows, what to do, and what it means when it is empty."""
    return (
        f"{say(one.shows, language)}\n\n"
        f"**{say(_DO, language)}:** {say(one.do, language)}\n\n"
        f"**{say(_NO_DATA, language)}:** {say(one.empty, language)}."
    )


def addressed(url: str, language: str) -> str:
    """Return *url* with the language of boards in the place of ``LANG``."""
    return url.replace("LANG", language)


def thresholds(levels: Levels) -> builders.ThresholdsConfig:
    """Return *levels* as Grafana's steps, green being the good side."""
    warn, critical = levels
    if warn <= critical:
        steps = [Threshold(None, GREEN), Threshold(warn, YELLOW)]
        if critical > warn:
            steps.append(Threshold(critical, RED))
        else:
            steps[1] = Threshold(warn, RED)
    else:
        steps = [Threshold(None, RED), Threshold(critical, YELLOW)]
        steps.append(Threshold(warn, GREEN))
    return builders.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def _plain() -> builders.ThresholdsConfig:
    steps = [Threshold(None, "blue")]
    return builders.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def mapping(shades: Mapping[str, Shade], language: str) -> ValueMap:
    """Return what values are called."""
    return ValueMap(
        options={
            value: ValueMappingResult(
                text=say(shade.told, language), color=shade.color, index=number
            )
            for number, (value, shade) in enumerate(shades.items())
        }
    )


def _mappings(one: Panel, language: str) -> list[ValueMap | SpecialValueMap]:
    found: list[ValueMap | SpecialValueMap] = []
    if one.shades:
        found.append(mapping(one.shades, language))
    if one.kind == "stat":
        found.append(_nothing(say(one.empty, language)))
    return found


def _nothing(text: str) -> SpecialValueMap:
    """Return what is shown where there is no value: grey, for green would be a lie."""
    return SpecialValueMap(
        options=DashboardSpecialValueMapOptions(
            match=SpecialValueMatch.NULL_AND_NAN,
            result=ValueMappingResult(text=text, color="#808080", index=0),
        )
    )


def _named(shade: Shade, language: str) -> list[DynamicConfigValue]:
    color = {"mode": "fixed", "fixedColor": shade.color}
    return [
        DynamicConfigValue("displayName", say(shade.told, language)),
        DynamicConfigValue("color", color),
    ]


def _targets(made: Any, one: Panel, board: Board, language: str) -> Any:
    for number, query in enumerate(one.queries):
        made.with_target(_target(query, one, board, language).ref_id(chr(65 + number)))
    return made


def _target(query: Query, one: Panel, board: Board, language: str) -> Dataquery:
    found = Dataquery().expr(filled(query.expr, board)).datasource(SOURCE)
    if query.legend:
        found.legend_format(say(query.legend, language))
    if one.kind == "table":
        return found.instant().format(PromQueryFormat.TABLE)
    return found.range() if one.kind == "timeseries" else found.instant()


def _timeseries(one: Panel, board: Board, language: str) -> Any:
    calcs = ["lastNotNull", "max"]
    legend = (
        common.VizLegendOptions()
        .show_legend(True)
        .placement(shapes.LegendPlacement.BOTTOM)
        .display_mode(shapes.LegendDisplayMode.TABLE)
        .calcs(calcs)
    )
    if len(one.queries) > 1 or one.stacked:
        legend.display_mode(shapes.LegendDisplayMode.LIST).calcs([])
    made = (
        timeseries.Panel()
        .legend(legend)
        .tooltip(
            common.VizTooltipOptions()
            .mode(shapes.TooltipDisplayMode.MULTI)
            .sort(shapes.SortOrder.DESCENDING)
        )
        .line_width(1)
        .fill_opacity(40 if one.stacked else 8)
        .show_points(shapes.VisibilityMode.AUTO)
        .color_scheme(builders.FieldColor().mode(FieldColorModeId.PALETTE_CLASSIC))
    )
    if one.stacked:
        made.stacking(common.StackingConfig().mode(shapes.StackingMode.NORMAL))
    if one.levels is not None:
        style = shapes.GraphThresholdsStyleMode.DASHED
        made.thresholds_style(common.GraphThresholdsStyleConfig().mode(style))
    return _targets(made, one, board, language)


def _reduced() -> common.ReduceDataOptions:
    return common.ReduceDataOptions().calcs(["lastNotNull"]).values(False)


def _stat(one: Panel, board: Board, language: str) -> Any:
    whole = len(one.queries) == 1 and not one.queries[0].legend
    made = (
        stat.Panel()
        .reduce_options(_reduced())
        .graph_mode(shapes.BigValueGraphMode.NONE)
        .color_mode(
            shapes.BigValueColorMode.BACKGROUND
            if one.levels or one.shades
            else shapes.BigValueColorMode.VALUE
        )
        .text_mode(
            shapes.BigValueTextMode.VALUE
            if whole
            else shapes.BigValueTextMode.VALUE_AND_NAME
        )
        .justify_mode(shapes.BigValueJustifyMode.CENTER)
        .color_scheme(builders.FieldColor().mode(FieldColorModeId.THRESHOLDS))
    )
    return _targets(made, one, board, language)


def _bargauge(one: Panel, board: Board, language: str) -> Any:
    made = (
        bargauge.Panel()
        .reduce_options(_reduced())
        .orientation(shapes.VizOrientation.HORIZONTAL)
        .display_mode(shapes.BarGaugeDisplayMode.BASIC)
        .value_mode(shapes.BarGaugeValueMode.TEXT)
        .color_scheme(builders.FieldColor().mode(FieldColorModeId.THRESHOLDS))
        .min(0)
    )
    return _targets(made, one, board, language)


def _table(one: Panel, board: Board, language: str) -> Any:
    made = table.Panel().cell_height(shapes.TableCellHeight.SM).show_header(True)
    return finish(_targets(made, one, board, language), one, language)


def _text(one: Panel, _board: Board, language: str) -> Any:
    return text.Panel().mode(TextMode.MARKDOWN).content(say(one.text, language))


_MAKERS = {
    "timeseries": _timeseries,
    "stat": _stat,
    "bargauge": _bargauge,
    "table": _table,
    "text": _text,
}
