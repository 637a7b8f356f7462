"""Tests for ``collector.devices``."""

import re

import msgspec

from collector.devices import device_id, instance_names, is_believed, kept, place_of
from collector.store.interface import Agent
from tests.support.store_values import AGENT, agent_of, survey


def test_a_device_is_named_by_its_agent_and_key():
    """Two agents may call different devices the same."""
    one, other = "a" * 32, "b" * 32
    assert device_id(one, "sw1") == device_id(one, "sw1")
    assert (
        len({device_id(one, "sw1"), device_id(other, "sw1"), device_id(one, "2")}) == 3
    )


def test_it_looks_like_the_id_of_an_agent():
    """Whatever the key holds."""
    assert re.fullmatch(r"[0-9a-f]{32}", device_id("a" * 32, "tầng 2/ữ"))


def test_a_device_stands_where_its_survey_says_or_else_its_agent():
    """An agent reads the switches of several sites."""
    agents = {AGENT: Agent(AGENT, "active", "", "pc", "hn", "IT", "101")}
    plain = kept(None, survey(1.0))
    assert place_of(plain, agents) == ("hn", "IT", "101")
    elsewhere = msgspec.structs.replace(plain.survey, site="vt", room="rack")
    moved = msgspec.structs.replace(plain, survey=elsewhere)
    assert place_of(moved, agents) == ("vt", "IT", "rack")
    assert place_of(moved, {}) == ("vt", "", "rack")


def test_names_stay_whoever_comes_later():
    """Even if someone is called what another was renamed to."""
    first = kept(None, survey(1.0))
    same = msgspec.structs.replace(first, id="b" * 32, first_seen=2.0)
    clash = f"sw1~{same.id[:8]}"
    liar = msgspec.structs.replace(first, id="f" * 32, key=clash)
    names = instance_names([same, liar, first])
    assert names[first.id] == "sw1"
    assert len(set(names.values())) == 3
    assert names[liar.id] == clash
    assert names[same.id] == f"sw1~{same.id}"


def test_what_a_person_calls_a_device_wins():
    """Many call themselves by their model, and all of them alike."""
    told = survey(1.0, "sw-floor-2")
    said = msgspec.structs.replace(told.survey, name="HP-2530-24G")
    device = kept(None, msgspec.structs.replace(told, survey=said))
    assert instance_names([device]) == {device.id: "sw-floor-2"}


def test_a_device_that_stopped_answering_keeps_what_it_once_said():
    """An agent that lost its memory tells of it as if it never had."""
    real, stub = survey(1.0), survey(2.0)
    silent = msgspec.structs.replace(stub.survey, answered=False, ports=())
    stub = msgspec.structs.replace(stub, survey=silent)
    assert kept(kept(None, real), stub).survey == real.survey
    assert kept(kept(None, stub), real).first_seen == 1.0
    later = msgspec.structs.replace(real, time=3.0)
    assert kept(kept(None, stub), later).survey == real.survey
    early = msgspec.structs.replace(real, time=1.5)
    assert kept(kept(None, stub), early).survey == real.survey


def test_devices_of_a_revoked_agent_are_not_believed():
    """Those of an agent that nobody knows any more are."""
    device = kept(None, survey(1.0))
    assert is_believed(device, {})
    assert is_believed(device, {AGENT: agent_of()})
    assert not is_believed(
        device, {AGENT: msgspec.structs.replace(agent_of(), state="revoked")}
    )
