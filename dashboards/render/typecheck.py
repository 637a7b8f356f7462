"""Checks boards against Grafana's own types: a misspelt option does not pass."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dashboards.render.toolbox import WEB, ToolboxError, run, toolbox

FIELDS = {
    "bargauge": "NoFields",
    "stat": "NoFields",
    "table": "table.FieldConfig",
    "text": "NoFields",
    "timeseries": "timeseries.FieldConfig",
}
IMPORTS = (
    "import type { Board, Defaults, Json, Matcher, NoFields, Panel, PanelType, "
    "Property, Query, RowPanel, Transformation, bargauge, stat, table, text, "
    "timeseries } from './grafana';"
)
CONFIG = {
    "compilerOptions": {
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "types": [],
    },
    "include": ["*.ts"],
}
FAULT = re.compile(r"^(board\d+)\.ts\((\d+),\d+\): error (TS\d+: .*)$")


class Part(NamedTuple):
    """A piece of a board: what a person calls it, its TypeScript type, its value."""

    name: str
    type_name: str
    value: Any


def type_errors(paths: Sequence[Path]) -> list[str]:
    """Return what is wrong with the types of the boards at *paths*, one line each.

    ``tsc`` runs once for all. Checked are each panel's options, field options,
    overrides, queries and transformations, and the board around them, against
    @grafana/schema and @grafana/data. What is left out is not missed: every option
    has a default.

    Raises:
        ToolboxError: tsc or Grafana's packages are missing.
    """
    tools = toolbox()
    known: dict[str, tuple[Path, list[str]]] = {}
    with tempfile.TemporaryDirectory(dir=tools, prefix="types-") as made:
        folder = Path(made)
        (folder / "tsconfig.json").write_text(json.dumps(CONFIG), encoding="utf-8")
        grafana = (WEB / "types" / "grafana.ts").read_text(encoding="utf-8")
        (folder / "grafana.ts").write_text(grafana, encoding="utf-8")
        for number, path in enumerate(paths):
            board = json.loads(path.read_text(encoding="utf-8"))
            names, text = source(parts(board))
            (folder / f"board{number}.ts").write_text(text, encoding="utf-8")
            known[f"board{number}"] = (path, names)
        program = str(tools / "node_modules" / ".bin" / "tsc")
        output = run([program, "--pretty", "false"], folder, may_fail=True)
    return list(_faults(output, known))


def parts(board: dict[str, Any]) -> Iterator[Part]:
    """Yield what is checked of *board*."""
    around = {key: value for key, value in board.items() if key != "panels"}
    yield Part("board", "Json<Board>", around)
    panels = list(board.get("panels", []))
    for panel in panels:
        panels += panel.get("panels", [])
        yield from _panel_parts(panel)


def _panel_parts(panel: dict[str, Any]) -> Iterator[Part]:
    kind = panel["type"]
    name = f"panel {panel.get('id')} “{panel.get('title', '')}”"
    if kind == "row":
        whole = {key: value for key, value in panel.items() if key != "panels"}
        yield Part(name, "Json<RowPanel>", whole)
        return
    if kind not in FIELDS:
        yield Part(f"{name} type", "PanelType", kind)
        return
    apart = ("options", "fieldConfig", "targets", "transformations")
    whole = {key: value for key, value in panel.items() if key not in apart}
    yield Part(name, "Json<Panel>", whole)
    yield Part(f"{name} options", f"Json<{kind}.Options>", panel.get("options", {}))
    yield from _field_parts(name, FIELDS[kind], panel.get("fieldConfig", {}))
    for target in panel.get("targets", []):
        yield Part(f"{name} query {target.get('refId')}", "Json<Query>", target)
    for each in panel.get("transformations", []):
        yield Part(f"{name} transformation {each.get('id')}", "Transformation", each)


def _field_parts(name: str, fields: str, config: dict[str, Any]) -> Iterator[Part]:
    yield Part(
        f"{name} field options", f"Defaults<{fields}>", config.get("defaults", {})
    )
    for rule in config.get("overrides", []):
        label = f"{name} override of {rule['matcher'].get('options')}"
        yield Part(label, "Json<Matcher>", rule["matcher"])
        for each in rule["properties"]:
            yield Part(f"{label} {each.get('id')}", f"Property<{fields}>", each)


def source(found: Iterator[Part]) -> tuple[list[str], str]:
    """Return the name of each line, and TypeScript with one part per line."""
    lines = [IMPORTS]
    names = ["imports"]
    for number, part in enumerate(found):
        value = json.dumps(part.value, ensure_ascii=True)
        lines.append(f"export const part{number}: {part.type_name} = {value};")
        names.append(part.name)
    return names, "\n".join(lines) + "\n"


def _faults(output: str, known: dict[str, tuple[Path, list[str]]]) -> Iterator[str]:
    """Say of each complaint of tsc which board and panel it is about."""
    mine = False
    for line in output.splitlines():
        fault = FAULT.match(line)
        if fault is not None:
            path, names = known[fault[1]]
            where = f"{path.parent.name}/{path.name}"
            yield f"{where}: {names[int(fault[2]) - 1]}: {fault[3]}"
        elif not mine or not line.startswith("  "):
            raise ToolboxError(output)
        mine = True
