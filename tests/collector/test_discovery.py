import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.device_roster import DeviceRoster
from collector.devices import kept
from collector.discovery import MOST_PER_PAGE, parts_of, target_address, targets
from collector.roster import Roster
from tests.support.devices import surveyed
from tests.support.exposition import agent


def found(mode, *agents):
    """Return the target groups of *agents*."""
    roster = Roster({one.id: one for one in agents})
    return targets(roster, mode, address="collector:9847", scheme="https")


def test_every_agent_is_a_target_with_its_place_as_labels():
    """Labels without a value are not sent."""
    who = agent(site="so-a", department="IT", room="302", role="desktop")
    (group,) = found("agent", who)
    assert group.targets == ("collector:9847",)
    assert group.labels == {
        "__scheme__": "https",
        "__metrics_path__": f"/metrics/agent/{who.id}",
        "__meta_hatang_agent_id": who.id,
        "__meta_hatang_state": "active",
        "instance": "pc-1",
        "site": "so-a",
        "department": "IT",
        "room": "302",
        "role": "desktop",
        "kind": "workstation",
    }
    assert "site" not in found("agent", agent())[0].labels


def test_every_site_is_one_target():
    """Prometheus escapes the path, so the site stands in it as it is called."""
    groups = found("site", agent(1, site="Sở A"), agent(2, site="Sở A"), agent(3))
    assert [g.labels for g in groups] == [
        {"__scheme__": "https", "__metrics_path__": "/metrics/site/-", "instance": "-"},
        {
            "__scheme__": "https",
            "__metrics_path__": "/metrics/site/Sở A",
            "instance": "Sở A",
            "site": "Sở A",
        },
    ]


def test_a_large_site_is_several_targets_with_names_of_their_own():
    """No scrape has to carry more than some hundreds of machines."""
    groups = found("site", *(agent(n, site="a") for n in range(MOST_PER_PAGE + 1)))
    assert [g.labels["__param_part"] for g in groups] == ["1/2", "2/2"]
    assert [g.labels["instance"] for g in groups] == ["a 1/2", "a 2/2"]
    assert parts_of(0) == parts_of(MOST_PER_PAGE) == 1


def test_nobody_enrolled_is_an_empty_list():
    """Only then."""
    assert found("agent") == found("site") == []


@pytest.mark.parametrize(
    ("host", "scheme", "address"),
    [
        ("127.0.0.1:9848", "http", "127.0.0.1:9848"),
        ("collector.example", "https", "collector.example:443"),
        ("[::1]:9847", "https", "[::1]:9847"),
        ("[::1]", "http", "[::1]:80"),
        ("", "https", None),
        ("a:0", "https", None),
        ("a:65536", "https", None),
        ("a:b", "https", None),
        ("a/b:1", "https", None),
        ("user@a:1", "https", None),
        ("a:1\n", "https", None),
        ("a b", "https", None),
        ("a", "ftp", None),
    ],
)
def test_the_host_of_the_request_is_the_address_of_the_targets(host, scheme, address):
    """Only if it is a host and a port."""
    assert target_address(host, scheme) == address


@given(st.text(max_size=40))
def test_any_host_header_is_answered(host):
    """Junk never becomes a target."""
    address = target_address(host, "https")
    assert address is None or not set(address) & set(' /@"\n\\?#')


def devices(who, *records):
    """Return the roster of the devices that *who* reads."""
    made = [kept(None, record) for record in records]
    names = {one.id: one.survey.name for one in made}
    return DeviceRoster({who.id: who}, made, names.__getitem__)


def test_every_device_is_a_target_of_its_own():
    """It is its own switch; what hangs on it carries its name, too."""
    who = agent(site="so-a", department="IT")
    told = devices(who, surveyed(who.id, name="core", room="rack", address="10.0.0.1"))
    of_agent, of_device = targets(
        Roster({who.id: who}),
        "agent",
        address="collector:9847",
        scheme="https",
        devices=told,
        switch_of={who.id: "core"}.get,
    )
    (entry,) = told.entries()
    assert of_agent.labels["switch"] == "core"
    assert of_device.targets == ("collector:9847",)
    assert of_device.labels == {
        "__scheme__": "https",
        "__metrics_path__": f"/metrics/device/{entry.device.id}",
        "__meta_hatang_device_id": entry.device.id,
        "__meta_hatang_device_key": "sw1",
        "__meta_hatang_device_address": "10.0.0.1",
        "__meta_hatang_agent_id": who.id,
        "instance": "core",
        "site": "so-a",
        "department": "IT",
        "room": "rack",
        "switch": "core",
        "kind": "switch",
    }


def test_devices_make_a_site_larger_and_may_have_one_of_their_own():
    """A switch with many ports counts as several machines."""
    who = agent(site="a")
    many = (surveyed(who.id, f"sw{n}", ports=("1",) * 48) for n in range(40))
    told = devices(who, *many, surveyed(who.id, "far", site="b"))
    groups = targets(
        Roster({who.id: who}), "site", address="c:1", scheme="http", devices=told
    )
    assert [g.labels["instance"] for g in groups] == ["a 1/2", "a 2/2", "b"]
