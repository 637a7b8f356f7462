import gzip
import json

import pytest
from starlette.applications import Starlette

from collector.devices import device_id
from collector.fleet import SILENT_AFTER_S
from collector.store.interface import StoreError
from collector.web.exposition_routes import routes
from tests.support.devices import poll_table, port_values, ports_table, surveyed
from tests.support.exposition import (
    MONDAY_NOON,
    agent,
    get,
    services,
    status,
    table,
    tell,
)

A = agent(1, site="Sở A", department="IT")
B = agent(2)


@pytest.fixture
def parts():
    """Return services that know two agents, of which A reports."""
    made = services()
    made.registry.add(A, status(A))
    made.registry.add(B)
    tell(made.live, A.id, (table(), [1.5]))
    return made


@pytest.fixture
def app(parts):
    """Return the routes alone."""
    return Starlette(routes=routes(parts))


def test_service_discovery_lists_every_agent_at_the_address_it_was_asked_by(app):
    """Agents that never reported are there too."""
    code, headers, body = get(app, "/sd", headers={"host": "collector:1234"})
    groups = json.loads(body)
    assert (code, headers["content-type"]) == (200, "application/json")
    assert [g["targets"] for g in groups] == [["collector:1234"]] * 2
    assert [g["labels"]["instance"] for g in groups] == ["pc-1", "pc-2"]
    assert {g["labels"]["__scheme__"] for g in groups} == {"http"}


def test_service_discovery_by_site(app):
    """One target for each site."""
    _, _, body = get(app, "/sd", query="mode=site")
    assert [g["labels"]["instance"] for g in json.loads(body)] == ["-", "Sở A"]
    assert get(app, "/sd", query="mode=rack")[0] == 400


def test_service_discovery_without_agents_is_an_empty_list():
    """And nothing else is."""
    assert get(Starlette(routes=routes(services())), "/sd")[2] == b"[]"


def test_service_discovery_fails_loudly(app, parts):
    """An inner error is no empty list."""
    parts.registry.broken = True
    with pytest.raises(StoreError):
        get(app, "/sd")


def test_a_host_that_is_none_is_not_handed_to_prometheus(app):
    """Unless the settings know a better one, the request is refused."""
    code, headers, _ = get(app, "/sd", headers={"host": "a b/c"})
    assert (code, headers["content-type"]) == (400, "application/problem+json")
    made = services(urls=("https://known.example:9847",))
    made.registry.add(A)
    _, _, body = get(Starlette(routes=routes(made)), "/sd", headers={"host": "a b"})
    (group,) = json.loads(body)
    assert group["targets"] == ["known.example:9847"]
    assert group["labels"]["__scheme__"] == "https"


def test_an_agents_page_follows_accept_and_encoding(app):
    """Text by default, OpenMetrics and gzip for whoever takes them."""
    path = f"/metrics/agent/{A.id}"
    code, headers, body = get(app, path)
    assert code == 200
    assert headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert b"hatang_cpu_load 1.5\n" in body
    asked = {"accept": "application/openmetrics-text", "accept-encoding": "gzip"}
    _, headers, packed = get(app, path, headers=asked)
    assert headers["content-type"].startswith("application/openmetrics-text; version=1")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed).endswith(b"# EOF\n")


def test_a_stopped_agent_is_answered_without_its_own_series(app, parts):
    """Its target is up, its machine is not, and its series go stale at once."""
    parts.registry.add(A, status(A, stopped=True))
    code, _, body = get(app, f"/metrics/agent/{A.id}")
    assert code == 200
    assert b"hatang_agent_up 0\n" in body
    assert b"hatang_agent_silent 0\n" in body
    assert b"hatang_cpu_load" not in body


def test_a_killed_agent_goes_stale_and_then_silent(app, parts):
    """Series vanish after 2.5 intervals, the silence is named after ten minutes."""
    parts.clock.time = MONDAY_NOON + 151
    body = get(app, f"/metrics/agent/{A.id}")[2]
    assert b"hatang_agent_up 1\n" in body
    assert b"hatang_cpu_load" not in body
    parts.clock.time = MONDAY_NOON + SILENT_AFTER_S + 1
    body = get(app, f"/metrics/agent/{A.id}")[2]
    assert b"hatang_agent_up 0\n" in body
    assert b"hatang_agent_silent 1\n" in body


@pytest.mark.parametrize("state", ["revoked", "pending"])
def test_a_stranger_is_not_found(app, parts, state):
    """So are agents that are not shown."""
    assert get(app, f"/metrics/agent/{'f' * 32}")[0] == 404
    parts.registry.add(agent(3, state=state))
    assert get(app, f"/metrics/agent/{agent(3).id}")[0] == 404


def test_a_sites_page_names_its_agents(app):
    """Names with spaces and letters of any language are found."""
    code, _, body = get(app, "/metrics/site/Sở A")
    assert code == 200
    assert b'hatang_cpu_load{instance="pc-1",department="IT"} 1.5\n' in body
    assert b"pc-2" not in body
    _, _, rest = get(app, "/metrics/site/-")
    assert b'hatang_agent_up{instance="pc-2"} 0\n' in rest
    assert get(app, "/metrics/site/nowhere")[0] == 404


def test_a_site_can_be_read_in_parts(app):
    """Both parts together are the site; a part that is none is refused."""
    pages = [
        get(app, "/metrics/site/Sở A", query=f"part={n}/2")[2].count(b'"pc-1"')
        for n in (1, 2)
    ]
    assert sorted(map(bool, pages)) == [False, True]
    for bad in ("3/2", "0/1", "x", "1/99999"):
        assert get(app, "/metrics/site/Sở A", query=f"part={bad}")[0] == 400


def test_missing_reports_come_from_the_store(app, parts):
    """They are asked for once a minute, not at every scrape."""
    parts.store.miss(A, 7)
    path = f"/metrics/agent/{A.id}"
    assert b"hatang_agent_missing_reports 7\n" in get(app, path)[2]
    parts.store.miss(A, 1)
    assert b"hatang_agent_missing_reports 7\n" in get(app, path)[2]
    parts.clock.time += 61
    assert b"hatang_agent_missing_reports 8\n" in get(app, path)[2]


def test_own_metrics_know_the_fleet(app, parts):
    """States are counted by site; revoked agents too."""
    parts.registry.add(agent(3, state="revoked"))
    code, _, body = get(app, "/metrics")
    assert code == 200
    assert 'hatang_fleet_agents{site="Sở A",state="fresh"} 1.0'.encode() in body
    assert b'hatang_fleet_agents{site="",state="expected"} 1.0' in body
    assert b'hatang_fleet_agents{site="",state="revoked"} 1.0' in body
    assert b"hatang_collector_live_agents 1.0" in body
    assert b'hatang_collector_store_rows{table="reports"} 2.0' in body
    assert b'exposition_series_left_out{reason="conflict"} 0.0' in body


def test_a_store_that_fails_does_not_hide_the_fleet(app, parts):
    """The page is there, and says that the store is not."""
    parts.store.fails = True
    code, _, body = get(app, "/metrics")
    assert code == 200
    assert b"hatang_collector_store_success 0.0" in body


def test_values_of_an_agent_that_is_gone_are_dropped(app, parts):
    """Memory follows the registry."""
    get(app, "/sd")
    parts.registry.drop(A)
    get(app, "/sd")
    assert len(parts.live) == 0


@pytest.mark.parametrize(
    "path", ["/sd", "/metrics", f"/metrics/agent/{A.id}", "/metrics/site/-"]
)
def test_every_page_answers_head(app, path):
    """With the headers of GET."""
    code, headers, _ = get(app, path, method="HEAD")
    assert code == 200
    assert headers["content-type"] == get(app, path)[1]["content-type"]


def test_a_large_page_is_packed_outside_the_event_loop():
    """What is unpacked is the page."""
    made = services()
    big = table(
        "cpu",
        ("hatang_cpu_load", "gauge", ("x",)),
        series=tuple((0, (f"{n:05}",)) for n in range(4000)),
    )
    for number in (1, 2, 3):
        who = agent(number)
        made.registry.add(who, status(who))
        tell(made.live, who.id, (big, [1.0] * 4000))
    app = Starlette(routes=routes(made))
    plain = get(app, "/metrics/site/-")[2]
    packed = get(app, "/metrics/site/-", headers={"accept-encoding": "gzip"})[2]
    assert gzip.decompress(packed) == plain
    assert len(plain) > 256 * 1024


SW1 = device_id(A.id, "sw1")
PORTS = ports_table("sw1", ("Gi0/1", 'lô "g"\n'))


def poll(parts, *, up=1.0, time=MONDAY_NOON):
    """Let agent A read its switch."""
    readings = [(poll_table("sw1"), [up, 5.0, 0.5, 0.25, 40.0, 50.0])]
    if up:
        readings.append((PORTS, port_values(2, receive_bytes=7.0)))
    tell(parts.live, A.id, *readings, time=time)


@pytest.fixture
def with_switch(parts):
    """Return services of which agent A reads a switch."""
    parts.devices.keep([surveyed(A.id, time=MONDAY_NOON - 5)])
    poll(parts)
    return Starlette(routes=routes(parts))


def test_a_device_has_a_page_of_its_own(with_switch, parts):
    """Its target carries its name, and the agent's page does not show it."""
    code, _, body = get(with_switch, f"/metrics/device/{SW1}")
    assert code == 200
    assert b"hatang_device_up 1\n" in body
    fleet = f'hatang_fleet_devices{{kind="switch",site="{A.site}",state="up"}} 1.0\n'
    assert fleet in get(with_switch, "/metrics")[2].decode()
    seen = b"hatang_device_last_seen_timestamp_seconds %d\n" % MONDAY_NOON
    assert seen in body
    assert b'hatang_switch_port_receive_bytes_total{port="Gi0/1"} 7\n' in body
    assert b'port="l\xc3\xb4 \\"g\\"\\n"' in body
    assert b"hatang_switch_port" not in get(with_switch, f"/metrics/agent/{A.id}")[2]
    assert get(with_switch, f"/metrics/device/{'f' * 32}")[0] == 404
    assert get(with_switch, f"/metrics/device/{A.id}")[0] == 404
    (listed,) = [
        g["labels"]
        for g in json.loads(get(with_switch, "/sd")[2])
        if g["labels"]["kind"] == "switch"
    ]
    assert (listed["instance"], listed["site"]) == ("sw1", A.site)


def test_a_site_shows_its_devices(with_switch, parts):
    """Each line has the device's name; machines carry the switch they hang on."""
    parts.switch_of = {A.id: "sw1"}.get
    body = get(with_switch, f"/metrics/site/{A.site}")[2].decode()
    own = 'instance="sw1",department="IT",switch="sw1"'
    assert f"hatang_device_up{{{own}}} 1\n" in body
    assert f'hatang_switch_port_up{{{own},port="Gi0/1"}} 0\n' in body
    assert 'hatang_agent_up{instance="pc-1",department="IT",switch="sw1"} 1\n' in body


def test_a_device_that_does_not_answer_keeps_its_target(with_switch, parts):
    """Its ports go stale at once; what its polls say stays."""
    poll(parts, up=0.0, time=MONDAY_NOON + 60)
    parts.clock.time = MONDAY_NOON + 60
    code, _, body = get(with_switch, f"/metrics/device/{SW1}")
    assert code == 200
    assert b"hatang_device_up 0\n" in body
    assert b"hatang_device_polls_total 5\n" in body
    assert b"hatang_switch_port" not in body


@pytest.mark.parametrize("stopped", [True, False])
def test_a_device_whose_agent_is_silent_keeps_its_target(with_switch, parts, stopped):
    """Nobody knows whether it is up; its series do not lie."""
    parts.registry.add(A, status(A, stopped=stopped))
    parts.clock.time = MONDAY_NOON + (10 if stopped else SILENT_AFTER_S + 1)
    code, _, body = get(with_switch, f"/metrics/device/{SW1}")
    assert code == 200
    assert b"hatang_device_up 0\n" in body
    assert b"hatang_device_identity_info{" in body
    assert b"hatang_device_polls_total" not in body
    assert b"hatang_switch_port" not in body
    assert b"/metrics/device/" in get(with_switch, "/sd")[2]
