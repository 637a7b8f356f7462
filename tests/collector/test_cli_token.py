"""Making and revoking tokens."""

import argparse
import json

import pytest

from agent.shared.token import decode_token
from collector.authority import Authority
from collector.cli_options import CommandError
from collector.cli_token import make_token, reachable_urls
from collector.hosts import own_addresses
from collector.settings import CollectorSettings
from tests.support.collector_cli import NOW, Cli


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over a store in memory."""
    return Cli(tmp_path / "data", capsys)


def test_create_prints_the_token_alone_and_keeps_only_its_hash(cli):
    """What is printed can be piped; the store could not give it away."""
    result = cli("token", "create", "--uses", "60", "--subnet", "10.1.0.0/16")
    assert result.code == 0
    token = decode_token(result.out)
    assert result.out.count("\n") == 1
    (kept,) = cli.store.tokens()
    assert token.secret.matches(kept.secret_digest)
    assert (kept.max_uses, kept.subnets) == (60, ("10.1.0.0/16",))
    assert kept.expires == NOW + 7 * 86400
    assert token.ca_pin == Authority(cli.folder / "tls").ca_pin()
    assert token.secret.reveal() not in str(cli.store.audit()) + result.err
    assert cli.store.audit()[0].action == "token_created"


def test_place_and_purpose_are_kept(cli):
    """They become those of the machines that enrol."""
    words = ["--site", "so-a", "--department", "Phòng A", "--room", "101"]
    words += ["--role", "kiosk", "--kind", "switches", "--queue"]
    assert cli("token", "create", *words).code == 0
    (kept,) = cli.store.tokens()
    assert (kept.site, kept.department, kept.room) == ("so-a", "Phòng A", "101")
    assert (kept.role, kept.kind, kept.auto_approve) == ("kiosk", "switches", False)


@pytest.mark.parametrize(
    "words",
    [
        ["--subnet", "10.1.0.0/99"],
        ["--uses", "0"],
        ["--days", "-1"],
        ["--url", "http://a:1"],
        ["--url", "a"],
    ],
)
def test_what_makes_no_sense_is_refused(cli, words):
    """With a sentence and code 1; nothing is stored."""
    result = cli("token", "create", *words)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("hatang-collector: --")
    assert cli.store.tokens() == []


def test_list_and_show_tell_all_but_the_secret(cli):
    """Show takes the token's text or its id."""
    text = cli("token", "create", "--department", "Phòng A").out
    token = decode_token(text)
    listed = json.loads(cli("token", "list", "--json").out)
    assert "secret_digest" not in listed[0]
    assert token.id in cli("token", "list").out
    for name in (text.strip(), token.id):
        shown = cli("token", "show", name)
        assert shown.code == 0
        assert token.id in shown.out
        assert token.secret.reveal() not in shown.out
        assert "Phòng A" in shown.out
    assert cli("token", "show", "hatang1_xx").code == 1
    assert cli("token", "show", "0000").code == 1


def test_revoke_makes_a_token_useless(cli):
    """Once more says the same; an unknown one is an error."""
    token = decode_token(cli("token", "create").out)
    assert cli("token", "revoke", token.id).code == 0
    assert cli.store.tokens()[0].revoked
    assert cli.store.audit()[0].action == "token_revoked"
    assert cli("token", "revoke", "nope").code == 1


def test_addresses_come_from_settings_else_from_where_it_listens():
    """All addresses of the host stand in for the unspecified one."""
    named = CollectorSettings(urls=("https://a:1",))
    assert reachable_urls(named, ["https://127.0.0.1:5"]) == ["https://a:1"]
    none = CollectorSettings()
    assert reachable_urls(none, []) == ["https://127.0.0.1:9847"]
    listening = ["http://127.0.0.1:2", "https://10.0.0.1:3"]
    assert reachable_urls(none, listening) == ["https://10.0.0.1:3"]
    found = reachable_urls(none, ["https://0.0.0.0:4"])
    for address in [a for a in own_addresses() if ":" not in a][:1]:
        assert f"https://{address}:4" in found


def test_a_subnet_may_be_written_from_a_host_in_it():
    """10.1.2.3/16 means 10.1.0.0/16."""
    words = {"uses": 1, "days": 1.0, "subnet": ["10.1.2.3/16"], "queue": False}
    place = dict.fromkeys(("site", "department", "room", "role", "kind"), "")
    token, secret, _ = make_token(argparse.Namespace(**words, **place), now=NOW)
    assert secret.matches(token.secret_digest)
    assert token.subnets == ("10.1.0.0/16",)
    words["subnet"] = ["nonsense"]
    with pytest.raises(CommandError, match="--subnet"):
        make_token(argparse.Namespace(**words, **place), now=NOW)
