"""Programs read the topology, and where something is and was."""

import asyncio

import pytest
from starlette.applications import Starlette

from collector.devices import device_id
from collector.store.device import Sighting
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import services
from tests.support.lan import office_lan
from tests.support.lan_model import TIME
from tests.support.stored_lan import store_lan

LAN = office_lan(fill=1.0)
PC = LAN.named("PC-11")


@pytest.fixture(scope="module")
def parts():
    """Return the parts of a collector that knows an office."""
    made = services()
    store_lan(made.store, LAN)
    made.store.put_sightings(
        [Sighting(PC.mac, LAN.named("sw-t5-cuoi").id, "9", TIME - 99, TIME - 9, 10)]
    )
    made.registry.load()
    made.devices.load()
    made.topology.run()
    return made


def get(parts, *paths):
    """Ask for *paths*."""

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        return [await ask(app, "GET", path) for path in paths]

    return asyncio.run(conversation(parts))


def test_the_whole_topology_is_told_with_names(parts):
    """Links, stations, what is inferred, uplinks."""
    (answer,) = get(parts, "/api/v1/topology")
    told = answer.json()
    assert answer.status == 200
    links = {(k["a"]["name"], k["b"]["name"]) for k in told["links"]}
    assert {("sw-loi-1", "router-so"), ("router-so", "sw-loi-1")} & links
    (pc,) = [s for s in told["stations"] if s["mac"] == PC.mac]
    assert pc["at"]["name"] == "sw-t1-ketoan"
    assert pc["at"]["port"] == "Gi1/0/2"
    assert told["gateways"] == [LAN.named("router-so").id]
    uplink = told["uplinks"][LAN.named("sw-t2-vanthu").id]
    assert uplink["port"] == "gigabitEthernet 1/0/24"


def test_a_machine_is_found_with_its_way_and_its_past(parts):
    """By any of its names; a switch and who is off, too."""
    queries = (PC.mac.replace(":", "-"), PC.address, "pc-11", "sw-t1-ketoan")
    answers = get(parts, *(f"/api/v1/where?q={query}" for query in queries))
    for answer in answers[:3]:
        (found,) = answer.json()["found"]
        assert found["name"] == "PC-11"
        assert found["agent"] == device_id("agents", "PC-11")
        assert found["at"]["port"] == "Gi1/0/2"
        assert [hop["name"] for hop in found["way"][1:]] == [
            *("sw-t1-ketoan", "sw-loi-1", "router-so")
        ]
        assert [seen["port"] for seen in found["seen"]] == ["9"]
    (switch,) = answers[3].json()["found"]
    assert switch["at"]["name"] == "sw-loi-1"
    assert switch["way"][0]["left"] == "Gi1/0/48"


def test_many_that_fit_are_counted(parts):
    """The first are told."""
    (answer,) = get(parts, "/api/v1/where?q=pc-")
    assert len(answer.json()["found"]) == 20
    assert answer.json()["more"] > 20


def test_an_empty_or_endless_query_is_refused(parts):
    """Nothing fits what nobody knows."""
    empty, long, none = get(
        parts, "/api/v1/where", f"/api/v1/where?q={'x' * 300}", "/api/v1/where?q=zzz"
    )
    assert (empty.status, long.status) == (400, 400)
    assert none.json() == {"found": [], "more": 0}
