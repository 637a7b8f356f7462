"""``switch discover``: what may be asked, by what, and how it is printed."""

import io
import json

import pytest

from agent.__main__ import main
from agent.cli import build_parser
from agent.commands_discover import ProgressLine, plan_of
from agent.shared.address_ranges import RangeError
from agent.shared.switch_settings import DeviceSettings, SwitchSettings

SETTINGS = SwitchSettings(
    ranges=("192.0.2.0/28",), devices=(DeviceSettings("core", "192.0.2.1"),)
)


def plan(*words, settings=SETTINGS):
    """Return what the command line and *settings* allow."""
    options = build_parser().parse_args(["switch", "discover", *words])
    return plan_of(options, settings)


def test_the_ranges_of_the_command_line_win():
    """Those of the settings then only bound the neighbours."""
    assert [r.text for r in plan().ranges] == ["192.0.2.0/28"]
    asked = plan("198.51.100.7", "--within", "10.0.0.0/8")
    assert [r.text for r in asked.ranges] == ["198.51.100.7"]
    assert [r.text for r in asked.within] == ["192.0.2.0/28", "10.0.0.0/8"]
    assert asked.neighbours
    assert asked.known == {"192.0.2.1": "core"}


def test_without_any_range_nothing_is_asked():
    """There is no default range: nobody's network is guessed."""
    with pytest.raises(RangeError, match="RANGE"):
        plan(settings=SwitchSettings())


def settings_file(tmp_path, text):
    """Return the path of a settings file with one credential and *text*."""
    secret = tmp_path / "community"
    secret.write_text("hush-hush\n", encoding="utf-8")
    secret.chmod(0o600)
    path = tmp_path / "agent.toml"
    credential = f"[[switches.credentials]]\nname = 'read'\ncommunity_file = '{secret}'"
    path.write_text(f"{text}\n{credential}\n", encoding="utf-8")
    return str(path)


def test_the_settings_alone_are_enough(tmp_path, capsys):
    """Ranges and credentials; here nobody listens, and the text says what to check."""
    path = settings_file(tmp_path, "switches.ranges = ['127.0.0.9']")
    words = ["switch", "discover", "--config", path, "--port", "9", "--retries", "0"]
    assert main([*words, "--timeout-s", "0.05"]) == 0
    told = capsys.readouterr()
    assert "0 devices found; 1 addresses were asked." in told.out
    assert "161" in told.out
    assert main([*words, "--timeout-s", "0.05", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"asked": 1, "proposals": [], "seen": [], "problems": {}}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["10.0.0.0/8", "--community", "c"], "at most 4,096"),
        (["nonsense", "--community", "c"], "nonsense"),
        (["192.0.2.1"], "--community-file"),
        (["192.0.2.1", "--community-file", "gone"], "gone"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(words, what, capsys, tmp_path):
    """Before anything is sent."""
    path = tmp_path / "agent.toml"
    path.write_text("", encoding="utf-8")
    assert main(["switch", "discover", *words, "--config", str(path)]) == 2
    error = capsys.readouterr().err
    assert what in error
    assert error.count("\n") == 1


def test_settings_that_were_named_must_be_good(tmp_path, capsys):
    """Even where the command line has all that is needed."""
    path = tmp_path / "agent.toml"
    path.write_text("nonsense = 1", encoding="utf-8")
    words = ["127.0.0.9", "--community", "c", "--config", str(path)]
    assert main(["switch", "discover", *words]) == 2
    assert "nonsense" in capsys.readouterr().err


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_progress_is_one_line_on_a_terminal():
    """That goes away at the end; elsewhere there is none."""
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        line = ProgressLine(stream)
        line.show("read", 9, 254)
        line.show("read", 10, 254)
        line.show("", 1, 2)
        line.close()
    assert "\rread: 10/254" in terminal.getvalue()
    assert "\rreading devices: 1/2" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")
    assert pipe.getvalue() == ""
