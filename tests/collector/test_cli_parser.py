"""The commands and their options."""

from collector.cli_parser import build_parser


def test_listen_addresses_may_be_repeated():
    """One for agents, one for this machine's browser."""
    words = ["serve", "--web.listen-address", "a:1", "--web.listen-address", "b:2"]
    assert build_parser().parse_args(words).listen_address == ["a:1", "b:2"]


def test_a_token_lives_seven_days_for_one_machine_unless_asked_otherwise():
    """The careful choice is the default."""
    made = build_parser().parse_args(["token", "create"])
    assert (made.uses, made.days, made.subnet, made.queue) == (1, 7.0, [], False)
