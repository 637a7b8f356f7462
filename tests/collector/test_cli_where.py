"""Where something hangs and hung, on the command line."""

import json

import pytest

from collector.store.device import Sighting
from tests.support.collector_cli import Cli
from tests.support.lan import office_lan
from tests.support.lan_model import TIME
from tests.support.stored_lan import store_lan

LAN = office_lan(fill=1.0)
PC = LAN.named("PC-11")


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over an office, and where one PC was last week."""
    made = Cli(tmp_path, capsys)
    store_lan(made.store, LAN)
    old = LAN.named("sw-t5-cuoi").id
    week = 7 * 86400
    made.store.put_sightings(
        [
            Sighting(PC.mac, old, "9", TIME - 2 * week, TIME - week, 10),
            Sighting("00:11:22:33:44:55", old, "8", TIME - week, TIME - week),
        ]
    )
    return made


def test_a_machine_is_told_with_its_way_and_its_past(cli):
    """Found by address and by name."""
    for query in (PC.mac, PC.address, "pc-11"):
        result = cli("where", query)
        assert result.code == 0
        lines = result.out.splitlines()
        assert "sw-t1-ketoan > sw-loi-1 > router-so" in lines[1]
        assert "Gi1/0/2" in lines[1]
        assert "Where PC-11 was:" in lines
        assert lines[-1].startswith("sw-t5-cuoi  9")


def test_one_that_is_gone_has_only_a_past(cli):
    """Nobody knows where it is now."""
    out = cli("where", "0011.2233.4455").out
    assert "not known" in out
    assert "sw-t5-cuoi" in out


def test_what_nobody_knows_fails(cli):
    """With a word about it."""
    result = cli("where", "no such thing")
    assert (result.code, result.out) == (1, "")
    assert "Nothing fits no such thing." in result.err


def test_it_is_printed_as_json(cli):
    """For programs."""
    (found,) = json.loads(cli("where", "pc-11", "--json").out)
    assert found["switch"] == "sw-t1-ketoan"
    assert found["way"] == ["sw-t1-ketoan", "sw-loi-1", "router-so"]
    assert found["stays"][0]["port"] == "9"
