"""The options of ``hatang-agent switch``."""

import pytest

from agent.cli import build_parser

READ = ["switch", "read", "192.0.2.1"]


def test_communities_can_be_given_again():
    """They are tried in order."""
    options = build_parser().parse_args([*READ, "--community", "a", "--community", "b"])
    assert options.community == ["a", "b"]
    assert (options.snmp_version, options.timeout_s, options.retries) == ("2c", 2, 1)


@pytest.mark.parametrize(
    "words",
    [
        ["--timeout-s", "0"],
        ["--timeout-s", "x"],
        ["--timeout-s", "nan"],
        ["--retries", "-1"],
        ["--retries", "11"],
        ["--version", "3"],
        ["--v3-auth-protocol", "rot13"],
    ],
)
def test_what_makes_no_sense_is_refused(words, capsys):
    """Before anything is asked."""
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args([*READ, *words])
    assert caught.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_the_help_warns_of_the_list_of_processes(capsys):
    """And names the way out."""
    with pytest.raises(SystemExit):
        build_parser().parse_args(["switch", "read", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "list of processes" in told
    assert "--community-file" in told


def test_the_language_may_stand_after_the_action_too():
    """Where people put it."""
    parser = build_parser()
    for words in (
        ["switch", "--language", "vi", "discover", "192.0.2.1"],
        ["switch", "discover", "192.0.2.1", "--language", "vi"],
    ):
        assert parser.parse_args(words).language == "vi"
    assert parser.parse_args(["switch", "discover"]).language is None
