"""Links are listed, pinned and forbidden on the command line."""

import json

import pytest

from tests.support.collector_cli import NOW, Cli
from tests.support.lan import office_lan
from tests.support.stored_lan import store_lan

LAN = office_lan(fill=1.0)


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over an office."""
    made = Cli(tmp_path, capsys)
    store_lan(made.store, LAN)
    return made


def lines(cli):
    """Return the listed links by both names."""
    told = json.loads(cli("links", "list", "--json").out)
    return {(k["device"], k["port"], k["other"]): k for k in told["links"]}


def test_links_are_listed_with_ports_confidence_and_evidence(cli):
    """By name, in a table or as JSON."""
    out = cli("links", "list").out
    assert "DEVICE" in out.splitlines()[0]
    (line,) = [k for k in out.splitlines() if "sw-t2-vanthu" in k and "sw-loi-1" in k]
    assert "Gi1/0/4" in line
    assert "99%" in line
    assert "LLDP, forwarding tables" in line
    found = lines(cli)["sw-loi-1", "Gi1/0/4", "sw-t2-vanthu"]
    assert found["state"] == "found"
    assert "(unmanaged switch)" in out


def test_a_link_is_forbidden_and_allowed_again(cli):
    """From either end; the audit log tells who."""
    words = ("sw-t5-cuoi", "16", "sw-t5-thanhtra")
    result = cli("links", "forbid", *words, "--note", "cáp cũ")
    assert result.code == 0
    assert "forbidden: sw-t5-cuoi 16 – sw-t5-thanhtra" in result.err
    assert lines(cli)["sw-t5-cuoi", "16", "sw-t5-thanhtra"]["state"] == "forbidden"
    (rule,) = cli.store.link_rules()
    assert (rule.action, rule.note, rule.time) == ("forbid", "cáp cũ", NOW)
    (audit,) = [a for a in cli.store.audit() if a.action == "link_forbid"]
    assert audit.detail["note"] == "cáp cũ"
    assert cli("links", "remove", *words).code == 0
    assert cli.store.link_rules() == []
    assert "link_rule_removed" in {a.action for a in cli.store.audit()}
    again = cli("links", "remove", *words)
    assert again.code == 1
    assert "nobody has pinned or forbidden" in again.err


def test_a_pinned_link_replaces_what_was_said_before(cli):
    """Whichever end was named first."""
    cli("links", "forbid", "sw-t5-cuoi", "16", "sw-t5-thanhtra", "51")
    result = cli("links", "pin", "sw-t5-thanhtra", "51", "sw-t5-cuoi", "16")
    assert result.code == 0
    (rule,) = cli.store.link_rules()
    assert rule.action == "pin"
    found = [k for k in lines(cli).values() if k["state"] == "pinned"]
    assert [k["confidence"] for k in found] == [1.0]


def test_a_machine_is_pinned_by_its_address(cli):
    """It then hangs there."""
    pc = LAN.named("PC-11")
    assert cli("links", "pin", "sw-t5-cuoi", "9", pc.mac.upper()).code == 0
    out = cli("where", pc.mac).out
    assert "sw-t5-cuoi" in out
    assert "100%" in out


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("nobody", "1", "sw-loi-1"), "no device is called nobody"),
        (("sw-loi-1", "Gi9/9/9", "sw-loi-2"), "no port called Gi9/9/9"),
        (("sw-loi-1", "Gi1/0/1", "sw-loi-2", "99"), "no port called 99"),
        (("sw-loi-1", "Gi1/0/1", "sw-loi-1"), "the same device"),
        (("sw-loi-1", "Gi1/0/1", "00:11:22:33:44:55", "3"), "has no port"),
    ],
)
def test_what_is_not_there_is_refused(cli, words, text):
    """With what there is."""
    result = cli("links", "pin", *words)
    assert result.code == 1
    assert text in result.err
    assert cli.store.link_rules() == []


def test_an_empty_store_has_no_links(tmp_path, capsys):
    """And says so."""
    assert "No link is known" in Cli(tmp_path, capsys)("links", "list").err
