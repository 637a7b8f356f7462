import json

import pytest

from agent.shared.wire import Acknowledgement, Batch, CredentialRequest
from collector.web.openapi import Operation, document

GET = Operation("GET", "/things/{agent}", "one", "One.", "user", Acknowledgement)
POST = Operation(
    "POST", "/things", "add", "Add.", "agent", None, CredentialRequest, (429, 400, 400)
)


def told(*operations):
    """Return the document of *operations*."""
    return json.loads(document(operations))


def test_paths_carry_their_parameters_and_answers():
    """An {agent} in a path is a documented parameter."""
    one = told(GET)["paths"]["/things/{agent}"]["get"]
    assert one["operationId"] == "one"
    assert one["parameters"][0]["schema"]["pattern"] == "^[0-9a-f]{32}$"
    content = one["responses"]["200"]["content"]["application/json"]
    assert content["schema"]["$ref"].endswith("/Acknowledgement")


def test_bodies_and_refusals_are_told_once():
    """What answers nothing is a 204; a wait tells its header."""
    add = told(POST)["paths"]["/things"]["post"]
    assert list(add["responses"]) == ["204", "400", "429"]
    assert "Retry-After" in add["responses"]["429"]["headers"]
    assert "application/problem+json" in add["responses"]["400"]["content"]
    assert add["requestBody"]["required"]


@pytest.mark.parametrize(
    ("caller", "security"),
    [("agent", [{"agent": []}]), ("token", []), ("user", [{"user": []}, {}])],
)
def test_each_operation_tells_who_may_call(caller, security):
    """By the schemes that the document declares."""
    whole = told(GET._replace(caller=caller))
    assert whole["paths"][GET.path]["get"]["security"] == security
    assert {"agent", "user"} <= whole["components"]["securitySchemes"].keys()


def test_the_reports_of_a_batch_have_their_shape():
    """The collector opens each report on its own; the document tells what they are."""
    whole = told(POST._replace(body=Batch))
    reports = whole["components"]["schemas"]["Batch"]["properties"]["reports"]
    assert reports["items"]["$ref"].endswith("/Report")
    surveys = whole["components"]["schemas"]["Report"]["properties"]["surveys"]
    assert surveys["items"]["$ref"].endswith("/Survey")
