"""The command line as a whole."""

import pytest

from agent import __version__
from collector.store.interface import StoreError
from tests.support.collector_cli import Cli


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line over an empty store."""
    return Cli(tmp_path, capsys)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["serve"],
        ["token"],
        ["token", "create"],
        ["token", "show"],
        ["agents"],
        ["agents", "approve"],
        ["check"],
        ["doctor"],
        ["backup"],
    ],
)
def test_every_command_explains_itself(cli, capsys, words):
    """--help ends with 0."""
    with pytest.raises(SystemExit) as ended:
        cli(*words, "--help")
    assert ended.value.code == 0
    assert "hatang-collector" in capsys.readouterr().out


def test_help_teaches_with_examples_and_exit_codes(cli, capsys):
    """The first page shows how to begin."""
    with pytest.raises(SystemExit):
        cli("--help")
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "exit codes:" in shown


def test_version_is_told(cli, capsys):
    """As with every program."""
    with pytest.raises(SystemExit) as ended:
        cli("--version")
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["nonsense"], ["token"], ["--language", "fr"]])
def test_wrong_arguments_end_with_2(cli, words):
    """Argparse says what is wrong."""
    with pytest.raises(SystemExit) as ended:
        cli(*words)
    assert ended.value.code == 2


def test_common_options_may_follow_the_command(cli, tmp_path):
    """Both places mean the same."""
    other = tmp_path / "other"
    assert cli("token", "create", "--data-directory", str(other)).code == 0
    assert (other / "tls" / "ca.pem").exists()


def test_an_expected_failure_is_a_sentence_without_a_traceback(cli, tmp_path):
    """And the exit code is 1."""
    (tmp_path / "collector.toml").write_text("urls = 5")
    result = cli("token", "create")
    assert result.code == 1
    assert "collector.toml: urls" in result.err
    assert "Traceback" not in result.err


def test_a_store_that_cannot_be_opened_is_such_a_failure(cli):
    """For example one of a newer version."""

    def refuse():
        raise StoreError("hatang.db: is of a newer version: upgrade hatang")

    cli.store.tokens = refuse
    result = cli("token", "list")
    assert (result.code, result.out) == (1, "")
    assert "newer version" in result.err
