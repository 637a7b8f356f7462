"""What discover and add take on the command line."""

import pytest

from agent.cli import build_parser


def parsed(*words):
    """Return what the command line means."""
    return build_parser().parse_args(["switch", *words])


def test_discover_has_defaults():
    """Port 161, the rate of the settings, no neighbours."""
    options = parsed("discover")
    assert (options.ranges, options.port, options.rate) == ([], 161, None)
    assert not options.neighbours
    assert options.config is None


def test_the_settings_file_may_stand_before_or_behind_the_action():
    """As with every other command."""
    for words in (("--config", "F", "discover"), ("discover", "--config", "F")):
        assert parsed(*words).config == "F"
    assert parsed("add", "192.0.2.1", "--config", "F").config == "F"


def test_options_are_read():
    """Ranges, credentials and manners."""
    options = parsed(
        *("discover", "192.0.2.0/24", "192.0.2.9", "--rate", "0.5", "--port", "1161"),
        *("--within", "10.0.0.0/8", "--community", "c", "--v3-user", "u", "--json"),
    )
    assert options.ranges == ["192.0.2.0/24", "192.0.2.9"]
    assert (options.rate, options.port, options.within) == (0.5, 1161, ["10.0.0.0/8"])
    added = parsed("add", "192.0.2.1", "--name", "core", "--room", "Tầng 1")
    assert (added.name, added.room, added.site) == ("core", "Tầng 1", "")


@pytest.mark.parametrize(
    "words",
    [
        ("discover", "--rate", "0"),
        ("discover", "--rate", "x"),
        ("discover", "--rate", "5000"),
        ("discover", "--port", "0"),
        ("discover", "--port", "-1"),
        ("add",),
    ],
)
def test_nonsense_is_refused(words, capsys):
    """With the usage."""
    with pytest.raises(SystemExit) as ended:
        parsed(*words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
