"""The parser of the command line."""

import pytest

from agent.cli import build_parser


@pytest.mark.parametrize("command", ["run", "once", "enrol", "check", "doctor"])
def test_every_command_takes_the_common_options(command):
    """The place of settings and data, logs and language."""
    words = [command, "--config", "c", "--data-directory", "d", "--language", "vi"]
    options = build_parser().parse_args(words)
    assert (options.command, options.config, options.language) == (command, "c", "vi")
