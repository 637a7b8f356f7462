"""Devices on the command line."""

import json

import pytest

from collector.devices import device_id
from collector.store.interface import Commit
from tests.support.collector_cli import NOW, Cli
from tests.support.devices import surveyed
from tests.support.exposition import agent
from tests.support.store_values import AUDIT, finding, sighting

A, B = agent(1, site="hn"), agent(2, site="vt")
SW1 = device_id(A.id, "core")


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over three devices of two agents."""
    made = Cli(tmp_path, capsys)
    for one in (A, B):
        made.store.put_agent(one, AUDIT)
    core = {"name": "HP-2530", "address": "10.0.0.1", "vendor": "V", "model": "M 24"}
    made.store.commit(
        Commit(
            surveys=[
                surveyed(A.id, "core", time=NOW - 60, **core),
                surveyed(A.id, "p1", time=NOW - 90, kind="printer", ports=()),
                surveyed(B.id, "sw1", time=NOW),
            ]
        )
    )
    return made


def test_devices_are_listed_with_where_they_stand(cli):
    """By site and name, with who reads them."""
    lines = cli("devices", "list").out.splitlines()
    assert [line.split()[1] for line in lines[1:]] == ["core", "p1", "sw1"]
    assert "V M 24" in lines[1]
    assert "0/2" in lines[1]
    assert "10.0.0.1" in lines[1]
    assert "pc-1" in lines[1]
    assert "printer" in lines[2]
    found = json.loads(cli("devices", "list", "--json").out)
    assert [each["site"] for each in found] == ["hn", "hn", "vt"]
    assert found[0]["id"] == SW1


def test_one_device_is_shown_by_whatever_it_is_called(cli):
    """Two agents may call a device alike; then its id says which."""
    for name in ("CORE", "core", SW1, SW1[:8]):
        assert f"id: {SW1}" in cli("devices", "show", name).out
    whole = json.loads(cli("devices", "show", "core", "--json").out)
    assert [port["key"] for port in whole["survey"]["ports"]] == ["Gi0/1", "Gi0/2"]
    assert cli("devices", "show", "sw1").out.startswith("id: ")
    missing = cli("devices", "show", "sw9")
    assert missing.code != 0
    assert "devices list" in missing.err


def test_a_name_that_fits_several_is_refused(cli):
    """With the ids to choose from."""
    cli.store.commit(Commit(surveys=[surveyed(B.id, "X"), surveyed(A.id, "x")]))
    result = cli("devices", "show", "x")
    assert result.code != 0
    assert device_id(A.id, "x")[:12] in result.err


def test_a_device_is_forgotten_with_a_record_of_who_did_it(cli):
    """All that are named, or none if one is not there."""
    cli.store.put_sightings([sighting(1.0, 2.0, device=SW1)])
    cli.store.put_findings([finding("port_flaps", agent=SW1)])
    assert cli("devices", "forget", "core", "nobody").code != 0
    assert len(cli.store.devices()) == 3
    done = cli("devices", "forget", "core", "p1")
    assert done.code == 0
    assert "core" in done.err
    assert [d.agent for d in cli.store.devices()] == [B.id]
    assert cli.store.sightings() == cli.store.findings() == []
    record = cli.store.audit()[0]
    assert record.action == "device_forgotten"


def test_without_devices_a_person_gets_a_hint(cli):
    """And a program an empty list."""
    for device in cli.store.devices():
        cli.store.forget_device(device.id)
    result = cli("devices", "list")
    assert result.out == ""
    assert "discover" in result.err
    assert json.loads(cli("devices", "list", "--json").out) == []


def test_a_name_cannot_command_the_terminal_nor_make_up_a_row(cli):
    """Devices and agents say what they like."""
    name = "core\x1b]0;gone\x07\u202e\nfake  row"
    cli.store.commit(Commit(surveys=[surveyed(A.id, "evil", time=NOW, name=name)]))
    listed, shown = cli("devices", "list").out, cli("devices", "show", "evil").out
    assert len(listed.splitlines()) == 5
    for text in (listed, shown):
        assert "core\\u001b]0;gone\\u0007\\u202e" in text
        assert not set(text) & {"\x1b", "\x07", "\u202e"}
