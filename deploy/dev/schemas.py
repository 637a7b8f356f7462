"""Writes docs/*.schema.json: the JSON Schemas of what programs may read of Hatang."""

import json
from pathlib import Path
from typing import Any

import msgspec

from collector.planning.shapes.plan import Plan
from collector.planning.shapes.quarter import QuarterReport

ROOT = Path(__file__).parents[2]
SCHEMAS: dict[str, type[msgspec.Struct]] = {"plan": Plan, "quarter": QuarterReport}


def path_of(name: str) -> Path:
    """Return where the schema *name* stands."""
    return ROOT / "docs" / f"{name}.schema.json"


def schema(shape: type[msgspec.Struct]) -> str:
    """Return the schema of *shape*; descriptions are those of the code."""
    found = msgspec.json.schema(shape)
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
    return json.dumps(_told(found), indent=1, ensure_ascii=False) + "\n"


def _told(part: Any) -> Any:
    """Return *part* with descriptions on one line."""
    if isinstance(part, dict):
        return {
            name: " ".join(value.split())
            if name == "description" and isinstance(value, str)
            else _told(value)
            for name, value in part.items()
        }
    return [_told(one) for one in part] if isinstance(part, list) else part


def write() -> None:
    """Write them all."""
    for name, shape in SCHEMAS.items():
        path_of(name).write_text(schema(shape), encoding="utf-8")


if __name__ == "__main__":
    write()
