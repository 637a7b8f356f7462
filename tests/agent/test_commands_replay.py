"""What ``hatang-agent replay`` says on the command line."""

import json

from agent.__main__ import main


def test_an_unknown_kind_lists_those_that_there_are(capsys):
    """The person need not look it up."""
    assert main(["replay", "x", "--kind", "windows-nothing"]) == 2
    assert "smbios-raw" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    """One line, no trace."""
    path = tmp_path / "gone.txt"
    assert main(["replay", str(path), "--kind", "smartctl"]) == 1
    assert str(path) in capsys.readouterr().err


def test_a_hostile_report_commands_no_terminal(capsys, tmp_path):
    """Names in facts are shown as they are written, not obeyed."""
    health = {"verdict": "failing", "evidence": "\x1b]0;owned\x07"}
    facts = {"disk_health": {"sda\x1b[2J\u202e\x9b1m": {"attributes": health}}}
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"facts": facts, "time": 1.8e9}), encoding="utf-8")
    for form in ("--text", "--json"):
        assert main(["replay", str(path), form]) == 0
        told = capsys.readouterr().out
        assert "sda" in told
        assert not set("\x1b\x07\x9b\u202e") & set(told)
