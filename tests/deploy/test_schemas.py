"""The schemas of what programs read: they are those of the code, and real ones fit them."""

import json

import jsonschema_rs
import msgspec
import pytest

from collector.planning.shapes.plan import Plan
from collector.reports.plan_json import plan_json
from deploy.dev.schemas import SCHEMAS, path_of, schema
from tests.support.need_cases import machine
from tests.support.plan_cases import PAGING, memory, plan
from tests.support.sample_plan import sample_plan


def validator(name):
    """Return what judges by the schema *name*."""
    return jsonschema_rs.validator_for(json.loads(path_of(name).read_text()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_that_of_the_code(name):
    """Written by ``python deploy/dev/reference.py``."""
    assert path_of(name).read_text(encoding="utf-8") == schema(SCHEMAS[name])


@pytest.mark.parametrize(
    "made", [sample_plan(), plan(machine("a", signals=PAGING, **memory())), plan()]
)
def test_plans_fit_their_schema(made):
    """Those made by hand and those of the planner."""
    validator("plan").validate(json.loads(plan_json(made)))


def test_a_plan_without_its_lines_does_not_fit():
    """The schema is no open door."""
    broken = json.loads(msgspec.json.encode(sample_plan()))
    del broken["lines"]
    assert not validator("plan").is_valid(broken)
    assert msgspec.json.schema(Plan)["$ref"] == "#/$defs/Plan"
