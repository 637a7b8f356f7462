"""What ``hatang-agent switch read`` prints, and says when it fails."""

import json

import pytest

from agent.__main__ import main
from agent.cli import build_parser
from agent.commands_switch import CredentialError, advice, credentials, read
from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community, User
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    NoAnswerError,
    WrongCredentialError,
)
from tests.support.snmp_agreement import PARTS
from tests.support.snmp_exchange import FakeExchange

SYSTEM = {oid("1.3.6.1.2.1.1.5.0"): b"core\x1b[2J"}
HIDDEN = Community("community 1", Secret("hush-hush"))


def options(*words):
    """Return what the command line means."""
    return build_parser().parse_args(["switch", "read", "192.0.2.1", *words])


def test_a_device_is_printed_as_json(capsys):
    """All parts, the credential that worked by name, and no problem."""
    exchange = FakeExchange(SYSTEM)
    assert read("sw", [HIDDEN], lambda _: Asker(exchange, lambda: 0.0)) == 0
    told = capsys.readouterr().out
    document = json.loads(told)
    assert tuple(document) == (*PARTS, "credential", "problems")
    assert document["credential"] == "community 1"
    assert document["problems"] == {}
    assert "hush-hush" not in told
    assert "\x1b" not in told
    assert exchange.closed


def test_what_the_agent_would_report_is_printed_when_asked(capsys):
    """The survey and the levels, by the names of metrics."""
    exchange = FakeExchange({**SYSTEM, oid("1.3.6.1.2.1.25.3.3.1.2.9"): 40})
    connect = lambda _: Asker(exchange, lambda: 0.0)  # noqa: E731
    assert read("sw", [HIDDEN], connect, survey=True) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["survey"]["device"] == "sw"
    assert document["survey"]["credential"] == "community 1"
    assert document["levels"] == [
        {
            "metric": "hatang_device_cpu_busy_ratio",
            "labels": {"cpu": "CPU 1"},
            "value": 0.4,
        }
    ]


def test_a_silent_device_says_what_to_check(capsys):
    """Without the community."""
    exchange = FakeExchange(SYSTEM)
    exchange.dead = True
    assert read("sw", [HIDDEN], lambda _: Asker(exchange, lambda: 0.0)) == 1
    told = capsys.readouterr().err
    assert "sw: no answer" in told
    assert "community" in told
    assert "hush-hush" not in told


@pytest.mark.parametrize("why", Fault)
def test_every_fault_has_its_advice(why):
    """In words of its own."""
    assert advice("sw", WrongCredentialError(why)).startswith("sw: it")


def test_nonsense_is_said_so():
    """With the class of what was wrong."""
    assert "emptyResponse" in advice("sw", GarbledError("emptyResponse"))
    assert "161" in advice("sw", NoAnswerError("no answer"))


def test_credentials_stand_in_the_order_in_which_they_are_tried(tmp_path):
    """The user, the communities of the line, those of the file."""
    keys = tmp_path / "key"
    keys.write_text("hush-hush\n", encoding="utf-8")
    file = tmp_path / "communities"
    file.write_text("second\n\n third \r\n", encoding="utf-8")
    found = credentials(
        options(
            *("--community", "first", "--community-file", str(file)),
            *("--v3-user", "monitor", "--v3-auth-key-file", str(keys)),
            *("--version", "1"),
        )
    )
    user, *communities = found
    assert user == User("v3-user", "monitor", "sha", Secret("hush-hush"))
    assert [c.community.reveal() for c in communities] == ["first", "second", "third"]
    assert [c.name for c in communities] == [
        "community 1",
        "community-file 2",
        "community-file 3",
    ]
    assert {c.version for c in communities} == {"1"}


def test_a_credential_is_needed():
    """Nobody's public community is guessed."""
    with pytest.raises(CredentialError):
        credentials(options())


@pytest.mark.parametrize(
    "words",
    [
        ("--community-file", "gone"),
        ("--v3-user", "u", "--v3-auth-key-file", "gone"),
        ("--v3-user", "u", "--v3-auth-key-file", "short"),
        ("--v3-user", "u", "--v3-priv-key-file", "long"),
    ],
)
def test_files_that_do_not_do_are_named(words, tmp_path, monkeypatch):
    """Before anything is asked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short").write_text("1234567", encoding="utf-8")
    (tmp_path / "long").write_text("12345678", encoding="utf-8")
    with pytest.raises(CredentialError):
        credentials(options(*words))


def test_what_cannot_be_used_is_told_in_one_line(capsys):
    """No credential, or no address."""
    assert main(["switch", "read", "192.0.2.1"]) == 2
    assert "--community-file" in capsys.readouterr().err
    assert main(["switch", "read", "a b", "--community", "c"]) == 2
    assert "a b" in capsys.readouterr().err
