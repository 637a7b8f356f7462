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
    first, second = kept(None, survey(1.0)), kept(None, survey(2.0, "sw2"))
    same = msgspec.structs.replace(
        second, survey=msgspec.structs.replace(second.survey, name="sw1")
    )
    clash = f"sw1~{second.id[:8]}"
    liar = msgspec.structs.replace(
        first, id="f" * 32, survey=msgspec.structs.replace(first.survey, name=clash)
    )
    names = instance_names([same, liar, first])
    assert names[first.id] == "sw1"
    assert len(set(names.values())) == 3
    assert names[liar.id] == clash
    assert names[same.id] == f"sw1~{second.id}"


def test_devices_of_a_revoked_agent_are_not_believed():
    """Those of an agent that nobody knows any more are."""
    device = kept(None, survey(1.0))
    assert is_believed(device, {})
    assert is_believed(device, {AGENT: agent_of()})
    assert not is_believed(
        device, {AGENT: msgspec.structs.replace(agent_of(), state="revoked")}
    )
