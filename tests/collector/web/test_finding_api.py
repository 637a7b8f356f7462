"""Programs read findings as the pages show them."""

import dataclasses

from starlette.applications import Starlette

from agent.shared.wire import Item, encode, facts_id
from collector.store.device import SurveyRecord
from collector.store.interface import Commit
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, batch, report, run, services
from tests.support.port_faults import slow_link
from tests.support.port_judging import judged as judged_month
from tests.support.port_month import AGENT as SWITCH_AGENT
from tests.support.port_month import Month

FACTS = {
    "operating_system": {"": Item({"name": "Windows 7", "build": "7601"})},
    "backup": {},
}


def talk(parts, *paths, judged=True):
    """Deliver facts, judge them, and ask for *paths*."""
    body = encode(batch(report(facts=FACTS, facts_id=facts_id(FACTS))))

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        await ask(app, "POST", "/api/v1/reports", body, {"authorization": BEARER})
        if judged:
            assert parts.findings.run([AGENT]) == 1
        return [await ask(app, "GET", path) for path in paths]

    return run(parts, conversation)


def test_the_findings_of_a_machine_are_told_with_their_dates():
    """Risk, end of support and the way to Windows 11 stand beside them."""
    one, everything = talk(
        services(), f"/api/v1/agents/{AGENT}/findings", "/api/v1/findings"
    )
    told = one.json()
    kinds = {f["kind"]: f for f in told["findings"]}
    assert kinds["backup_none"]["severity"] == "critical"
    assert kinds["backup_none"]["since"] == told["facts_time"]
    assert "system" in kinds["os_unsupported"]["evidence"]
    assert told["data_at_risk_score"] > 0
    assert told["support_end"] < 1_600_000_000
    assert told["windows11"]["outcome"] == "unknown"
    assert everything.json()["machines"] == [told]


def test_findings_can_be_narrowed():
    """A machine without any that fits is left out."""
    critical, kind, none, wrong = talk(
        services(),
        "/api/v1/findings?severity=critical",
        "/api/v1/findings?kind=backup_none",
        "/api/v1/findings?kind=nothing",
        "/api/v1/findings?severity=awful",
    )
    (machine,) = critical.json()["machines"]
    assert {f["severity"] for f in machine["findings"]} == {"critical"}
    assert len(kind.json()["machines"][0]["findings"]) == 1
    assert none.json()["machines"] == []
    assert (wrong.status, wrong.json()["reason"]) == (400, "bad_parameter")


def test_a_machine_that_was_not_judged_says_so():
    """Nothing known is not nothing wrong."""
    known, unknown = talk(
        services(),
        f"/api/v1/agents/{AGENT}/findings",
        f"/api/v1/agents/{'f' * 32}/findings",
        judged=False,
    )
    assert known.json()["facts_time"] is None
    assert known.json()["data_at_risk_score"] is None
    assert unknown.status == 404


def test_findings_of_devices_stand_beside_those_of_machines():
    """By the name that pages give the device; its ports are subjects."""
    month = Month(3)
    slow_link(month, month.add("sw-1", 4, days=1), 1)
    keeper = judged_month(month)
    parts = dataclasses.replace(services(), ports=keeper)
    survey = SurveyRecord(SWITCH_AGENT, 1.0, month.survey(month.switches[0]))
    parts.store.commit(Commit(surveys=[survey]))
    everything, critical = talk(
        parts, "/api/v1/findings", "/api/v1/findings?severity=critical"
    )
    (device,) = everything.json()["devices"]
    assert (device["name"], device["key"], device["kind"]) == ("sw-1", "sw-1", "switch")
    kinds = {f["kind"]: f for f in device["findings"]}
    assert kinds["port_slow_link"]["subject"] == "Gi1/0/1"
    assert critical.json()["devices"] == []
