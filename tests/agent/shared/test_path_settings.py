"""What the settings say of lines and of the LAN path."""

import pytest

from agent.settings import Settings
from agent.shared.toml import SettingsError, decode_settings

GOOD = """
[paths]
interval_s = 10
peers = ["files.example"]

[[lines]]
id = "main"
operator = ["198.51.100.1"]
domestic = ["one.example", "two.example"]
dns = ["198.51.100.53"]
source = "192.168.1.10"
"""


def read(text):
    """Return the settings that *text* says."""
    return decode_settings(text, Settings, name="agent.toml")


def test_a_line_names_what_it_is_asked_by():
    """Everything else has a default."""
    (line,) = read(GOOD).lines
    assert (line.id, line.interval_s, line.dns_name) == ("main", 1.0, ".")
    assert read("").paths.enabled
    assert read("").lines == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[lines]]\nid = "a"', "needs hosts"),
        ('[[lines]]\nid = "a"\ndns = ["one.example"]', "an address"),
        ('[[lines]]\nid = "a"\noperator = ["x"]\nsource = "eth0"', "source"),
        ('[[lines]]\nid = "a"\noperator = ["x y"]', "operator"),
        ('[[lines]]\nid = ""\noperator = ["x"]', "id"),
        ('[[lines]]\nid = "a"\noperator = ["x"]\ninterval_s = 0.1', "interval_s"),
        ("[paths]\ninterval_s = 0.1", "interval_s"),
        ("[paths]\nhosts = []", "hosts"),
        (GOOD + '\n[[lines]]\nid = "main"\noperator = ["x"]', "main"),
    ],
)
def test_what_is_wrong_is_named(text, place):
    """Before anything is asked."""
    with pytest.raises(SettingsError, match=place):
        read(text)
