"""The OpenAPI 3.1 document, made of the shapes that the code itself decodes by."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from agent import __version__
from agent.shared.survey import Survey
from agent.shared.wire import Problem, Report
from collector.web.problems import TITLES, TYPE

# The reader opens each of these on its own.
_OPENED_LATER = (("Batch", "reports", "Report"), ("Report", "surveys", "Survey"))
_REF = "#/components/schemas/{name}"
_SECURITY: dict[str, list[dict[str, list[str]]]] = {
    "agent": [{"agent": []}],
    "token": [],  # the token stands in the body
    "user": [{"user": []}, {}],  # without users: this machine alone
}
_SCHEMES = {
    "agent": {
        "type": "http",
        "scheme": "bearer",
        "description": "<agent id>.<credential>, as made at enrolment.",
    },
    "user": {
        "type": "http",
        "scheme": "basic",
        "description": "A user of web.config. If there is none, only this machine.",
    },
}
_IN_PATH = {"agent": "The agent's id.", "device": "The device's id."}


class Operation(NamedTuple):
    """One documented call. ``caller`` is who may: an agent, a token, or a user."""

    method: Literal["GET", "POST"]
    path: str
    name: str
    summary: str
    caller: Literal["agent", "token", "user"]
    answer: Any = None  # its shape; None: 204, nothing
    body: Any = None
    problems: tuple[int, ...] = ()
    query: tuple[tuple[str, str, dict[str, Any]], ...] = ()


def document(operations: Sequence[Operation]) -> bytes:
    """Return the document of *operations* as JSON."""
    shapes: list[Any] = [Problem, Report, Survey]
    for each in operations:
        shapes += [shape for shape in (each.answer, each.body) if shape is not None]
    unique = list(dict.fromkeys(shapes))
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REF)
    for whole, part, shape in _OPENED_LATER:
        if whole in components:
            items = {"$ref": _REF.format(name=shape)}
            components[whole]["properties"][part]["items"] = items
    by_shape = dict(zip(unique, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for each in operations:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(
            each, by_shape
        )
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": "Hatang collector",
            "version": __version__,
            "description": "Times are Unix seconds (UTC); names carry their units.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": _SCHEMES},
    }
    return msgspec.json.encode(told)


def _operation(each: Operation, by_shape: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": each.name,
        "summary": each.summary,
        "security": _SECURITY[each.caller],
        "responses": {**_success(each, by_shape), **_problems(each, by_shape)},
    }
    parameters = [
        {"name": name, "in": "query", "description": text, "schema": schema}
        for name, text, schema in each.query
    ]
    for name in re.findall(r"\{(\w+)\}", each.path):
        parameters.insert(0, _path_parameter(name))
    if parameters:
        told["parameters"] = parameters
    if each.body is not None:
        told["requestBody"] = {
            "required": True,
            "description": "As it is, or with Content-Encoding: gzip.",
            "content": {"application/json": {"schema": by_shape[each.body]}},
        }
    return told


def _path_parameter(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": _IN_PATH[name],
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    }


def _success(each: Operation, by_shape: dict[Any, Any]) -> dict[str, Any]:
    if each.answer is None:
        return {"204": {"description": "It is noted."}}
    content = {"application/json": {"schema": by_shape[each.answer]}}
    return {"200": {"description": "The answer.", "content": content}}


def _problems(each: Operation, by_shape: dict[Any, Any]) -> dict[str, Any]:
    return {
        str(status): {
            "description": TITLES[status],
            "content": {TYPE: {"schema": by_shape[Problem]}},
            **_retry(status),
        }
        for status in _unique(each.problems)
    }


def _unique(statuses: Iterable[int]) -> list[int]:
    return sorted(set(statuses))


def _retry(status: int) -> dict[str, Any]:
    if status not in {429, 503}:
        return {}
    schema = {"type": "integer", "minimum": 1}
    text = "Seconds to wait."
    return {"headers": {"Retry-After": {"description": text, "schema": schema}}}
