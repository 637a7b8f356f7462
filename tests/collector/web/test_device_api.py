"""Programs read devices as the collector knows them now."""

from starlette.applications import Starlette

from agent.shared.survey import Survey
from agent.shared.wire import Event, Reading, encode, table_id
from collector.devices import device_id
from collector.web import exposition_routes
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import (
    AGENT,
    BEARER,
    NOW,
    agent,
    batch,
    report,
    run,
    services,
)
from tests.support.devices import poll_table, surveyed

POLL = poll_table("sw1")
SW1 = device_id(AGENT, "sw1")


def reported(survey=None, **changes):
    """Return a delivery of one report that tells of a switch."""
    survey = survey or surveyed(AGENT, name="core").survey
    reading = Reading(table_id(POLL), 0.0, (1.0, 5.0, 0.5, 0.25, 40.0, 50.0))
    told = report(surveys=(survey,), readings=(reading,), **changes)
    return encode(batch(told, tables={table_id(POLL): POLL}))


def talk(parts, body, *paths):
    """Deliver *body* and ask for *paths*."""

    async def conversation(_parts):
        app = Starlette(routes=[*routes(parts), *exposition_routes.routes(parts)])
        head = {"authorization": BEARER}
        delivered = await ask(app, "POST", "/api/v1/reports", body, head)
        assert delivered.json()["outcomes"][0]["result"] == "stored"
        host = {"host": "collector:1"}
        return [await ask(app, "GET", path, b"", host) for path in paths]

    return run(parts, conversation)


def test_a_device_is_told_of_from_the_report_on():
    """With its state, its place and its survey."""
    everything, one, none = talk(
        services(),
        reported(),
        "/api/v1/devices",
        f"/api/v1/devices/{SW1}",
        f"/api/v1/devices/{'f' * 32}",
    )
    (listed,) = everything.json()["devices"]
    detail = one.json()
    assert detail.pop("survey")["ports"][0]["key"] == "Gi0/1"
    assert detail == listed
    assert (listed["id"], listed["name"], listed["state"]) == (SW1, "sw1", "up")
    assert (listed["site"], listed["agent_hostname"]) == ("hn", "pc-1")
    assert listed["last_seen"] == listed["survey_time"] == NOW
    assert (none.status, none.json()["reason"]) == (404, "unknown_device")


def test_devices_can_be_narrowed():
    """By site and kind; another word is refused."""
    found = talk(
        services(),
        reported(),
        "/api/v1/devices?site=hn&kind=switch",
        "/api/v1/devices?site=vt",
        "/api/v1/devices?kind=printer",
        "/api/v1/devices?kind=toaster",
    )
    assert [len(a.json()["devices"]) for a in found[:3]] == [1, 0, 0]
    assert (found[3].status, found[3].json()["reason"]) == (400, "bad_parameter")


def test_devices_of_a_revoked_agent_are_not_told():
    """Its agent may not speak for them any more."""
    parts = services()
    talk(parts, reported())
    parts.store.put_agent(agent(state="revoked"), None)
    again = services(parts.store, agents=())

    async def conversation(_parts):
        app = Starlette(routes=routes(again))
        return await ask(app, "GET", f"/api/v1/devices/{SW1}")

    assert run(again, conversation).status == 404


def test_what_happened_on_a_device_is_filed_under_its_id():
    """The collector's own conclusions as well as what the agent tells."""
    parts = services()
    event = Event("port_down", -5.0, attributes={"port": "Gi0/1"}, device="sw1")
    talk(parts, reported(events=(event,)))
    found = [(e.time, e.event.kind) for e in parts.store.events(agent=SW1)]
    assert found == [(NOW, "device_first_seen"), (NOW - 5, "port_down")]
    assert parts.store.events(agent=AGENT) == []


def test_a_survey_that_is_none_never_costs_its_report(caplog):
    """It is counted, and logged once for a delivery."""
    parts = services()
    bad = Survey(device="")
    good = surveyed(AGENT, "sw2").survey
    body = encode(batch(report(surveys=(bad, bad, good))))
    talk(parts, body)
    assert [d.key for d in parts.devices.all()] == ["sw2"]
    assert b"hatang_collector_surveys_refused_total 2.0" in parts.metrics.render()
    told = [r for r in caplog.records if "surveys are not taken" in r.getMessage()]
    assert len(told) == 1


def test_a_device_that_never_answered_is_there_and_down():
    """It is listed, has a page that says what to check, and is a target."""
    stub = Survey(
        device="sw1", address="10.0.0.9", answered=False, tried=("read",), room="Kho"
    )
    down = Reading(table_id(POLL), 0.0, (0.0, 5.0, 0.5, 0.25, 40.0, 50.0))
    told = report(surveys=(stub,), readings=(down,))
    body = encode(batch(told, tables={table_id(POLL): POLL}))
    listed, targets, series = talk(
        services(), body, "/api/v1/devices", "/sd", f"/metrics/device/{SW1}"
    )
    (one,) = listed.json()["devices"]
    assert (one["answered"], one["state"], one["last_seen"]) == (False, "down", 0.0)
    paths = [each["labels"]["__metrics_path__"] for each in targets.json()]
    assert f"/metrics/device/{SW1}" in paths
    lines = series.body.decode().splitlines()
    assert "hatang_device_up 0" in lines
    assert "hatang_device_last_seen_timestamp_seconds 0" in lines
