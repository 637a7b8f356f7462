"""Hostile surveys and tables of devices, through the door that agents use."""

import json

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from starlette.applications import Starlette
from starlette.routing import Route

from agent.shared import wire
from agent.shared.survey import Neighbour, Port, Survey
from collector.device_signals import port_signal
from collector.devices import device_id
from collector.rollup import run_due
from collector.rollup_row import decode_rollup
from collector.web import exposition_routes
from collector.web.device_api import DeviceApi
from collector.web.reports import Reports
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, NOW, batch, report, run, services
from tests.support.devices import poll_table, port_values, ports_table

ASK = {"authorization": BEARER}
OPENMETRICS = {"accept": "application/openmetrics-text"}
words = st.text(
    st.characters(codec="utf-8") | st.sampled_from('"\\\n{},%=# \r\u2028\x85\x00é'),
    max_size=12,
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
    ),
    max_leaves=12,
)
FIELDS = [field.encode_name for field in msgspec.structs.fields(Survey)]
odd_surveys = values | st.dictionaries(st.sampled_from(FIELDS), values, max_size=8)
ports = st.builds(Port, st.integers(0, 9), words, link=st.sampled_from(["up", ""]))
neighbours = st.builds(
    Neighbour,
    st.just("lldp"),
    st.none() | st.integers(0, 9),
    name=words,
    capabilities=st.just(("bridge",)),
)
surveys = st.builds(
    Survey,
    device=words,
    name=words,
    site=words,
    department=words,
    room=words,
    address=words,
    model=words,
    serial=words,
    ports=st.lists(ports, max_size=3).map(tuple),
    neighbours=st.lists(neighbours, max_size=2).map(tuple),
)


def talk(parts, *conversations):
    """Run each of *conversations* with the application of *parts*."""
    routes = [
        Route("/api/v1/reports", Reports(parts), methods=["POST"]),
        Route("/api/v1/devices", DeviceApi(parts).everything),
        *exposition_routes.routes(parts),
    ]

    async def main(_parts):
        app = Starlette(routes=routes)
        return [await one(app) for one in conversations]

    return run(parts, main)


def delivery(body):
    """Return the conversation that delivers *body*."""
    return lambda app: ask(app, "POST", "/api/v1/reports", body, ASK)


def reading(path, headers=None):
    """Return the conversation that reads *path*."""
    return lambda app: ask(app, "GET", path, headers=headers or {})


@settings(max_examples=30, deadline=None)
@given(st.lists(odd_surveys | surveys.map(msgspec.to_builtins), max_size=4))
def test_whatever_stands_in_place_of_surveys_the_report_is_stored(bodies):
    """The devices that are known afterwards can be listed."""
    parts = services()
    told = msgspec.to_builtins(report())
    raw = json.dumps(told | {"surveys": bodies}).encode()
    answer, listed = talk(
        parts, delivery(wire.encode(batch(raw))), reading("/api/v1/devices")
    )
    assert answer.json()["outcomes"][0]["result"] == "stored"
    keys = {device.key for device in parts.devices.all()}
    assert {d["key"] for d in listed.json()["devices"]} == keys
    assert "" not in keys
    assert list(parts.devices.all()) == parts.store.devices()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_mutated_deliveries_meet_clean_answers(data):
    """Whatever arrives, the answer is an acknowledgement or a problem."""
    poll = poll_table("sw1")
    name = wire.table_id(poll)
    one = report(
        surveys=(data.draw(surveys),),
        readings=(wire.Reading(name, 0.0, (1.0,) * 6),),
        events=(wire.Event("port_up", device="sw1"),),
    )
    whole = wire.encode(batch(one, tables={name: poll}))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    junk = data.draw(
        st.binary(max_size=8)
        | st.sampled_from([b"1e999", b"9" * 400, b"null", b'"\\ud800"', b"[" * 5000])
    )
    parts = services()
    (answer,) = talk(parts, delivery(whole[:start] + junk + whole[end:]))
    assert answer.status in {200, 400, 413}
    assert list(parts.devices.all()) == parts.store.devices()


@settings(max_examples=30, deadline=None)
@given(surveys.filter(lambda s: s.device), st.lists(words, unique=True, max_size=4))
def test_whatever_devices_and_ports_are_called_their_pages_can_be_read(survey, keys):
    """Names, places and keys of ports come back as they are; roll-ups, too."""
    parts = services()
    ports = ports_table(survey.device, tuple(keys))
    tables = {wire.table_id(t): t for t in (poll_table(survey.device), ports)}
    poll_id, ports_id = tables
    given_ports = port_values(len(keys), up=1.0, speed_bytes=1000.0)
    readings = (
        wire.Reading(poll_id, 0.0, (1.0,) * 6),
        wire.Reading(ports_id, 0.0, tuple(given_ports)),
    )
    first = report(
        1, surveys=(survey,), readings=readings, time=NOW - 60, uptime_s=940.0
    )
    body = wire.encode(batch(first, report(2, readings=readings), tables=tables))
    id_ = device_id(AGENT, survey.device)
    answer, page, listed = talk(
        parts,
        delivery(body),
        reading(f"/metrics/device/{id_}", OPENMETRICS),
        reading("/sd", {"host": "collector:1"}),
    )
    assert [o["result"] for o in answer.json()["outcomes"]] == ["stored"] * 2
    found = {
        sample.labels["port"]
        for family in parse_openmetrics(page.body.decode())
        for sample in family.samples
        if sample.name == "hatang_switch_port_up"
    }
    assert found == {key.replace("\x00", "\ufffd") for key in keys}
    labels = [group["labels"] for group in listed.json()]
    (ours,) = [one for one in labels if "__meta_hatang_device_id" in one]
    assert ours["instance"] == survey.device.replace("\x00", "\ufffd")
    assert run_due(parts.store, now=NOW + 7200) == 2
    *_, row = parts.store.rollups(id_, start=0, end=10**9)
    wanted = {port_signal("port_receive_ratio", key) for key in keys}
    assert decode_rollup(row.packed).sketches.keys() >= wanted
