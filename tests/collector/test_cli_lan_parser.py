"""The commands about the LAN are there, with help."""

import pytest

from collector.cli_parser import build_parser


@pytest.mark.parametrize(
    "words",
    [
        ["links", "list", "--json"],
        ["links", "pin", "a", "1", "b", "2", "--note", "x"],
        ["links", "forbid", "a", "1", "b"],
        ["links", "remove", "a", "1", "b"],
        ["where", "pc", "--json"],
    ],
)
def test_the_commands_are_read(words):
    """Each has its handler."""
    assert callable(build_parser().parse_args(words).handler)


def test_a_rule_is_removed_without_a_note(capsys):
    """There is nothing to say."""
    with pytest.raises(SystemExit):
        build_parser().parse_args(["links", "remove", "a", "1", "b", "--note", "x"])
    assert "--note" in capsys.readouterr().err
