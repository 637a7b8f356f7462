"""A plan as JSON: the documented form, the same bytes each time."""

import msgspec

from collector.planning.shapes.plan import Plan


def plan_json(plan: Plan) -> bytes:
    """Return *plan* with sorted keys and one value a line, as UTF-8."""
    return msgspec.json.format(msgspec.json.encode(plan, order="sorted")) + b"\n"


def plan_schema() -> bytes:
    """Return the JSON Schema of what ``plan_json`` writes."""
    schema = msgspec.json.schema(Plan)
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted")) + b"\n"
