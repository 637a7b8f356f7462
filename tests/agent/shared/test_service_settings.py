"""What the settings say of services."""

from pathlib import Path

import pytest

from agent.settings import Settings
from agent.shared.toml import SettingsError, decode_settings, read_settings

EXAMPLE = Path(__file__).parents[3] / "deploy/examples/services.toml"


def read(text):
    """Return the settings that *text* says."""
    return decode_settings(text, Settings, name="agent.toml")


def one(url, more=""):
    """Return settings with one service."""
    return read(f'[[services]]\nname = "a"\nurl = "{url}"\n{more}')


@pytest.mark.parametrize(
    "url",
    [
        *("https://portal.example/path?x=1", "http://10.0.0.1:8080", "tcp://h:22"),
        *("dns://10.0.0.1/portal.example", "ldaps://dc.example", "https://[::1]/"),
        *("postgresql://db.example", "imaps://mail.example", "smtp://mail.example:587"),
    ],
)
def test_an_address_says_how_and_where(url):
    """The scheme is the kind, the port is the usual one."""
    assert one(url).services[0].url == url


@pytest.mark.parametrize(
    ("url", "more", "place"),
    [
        ("portal.example", "", "SCHEME"),
        ("gopher://portal.example", "", "SCHEME"),
        ("https://", "", "SCHEME"),
        ("https://h:99999/", "", "SCHEME"),
        ("https://user:word@h/", "", "password"),
        ("tcp://h", "", "port"),
        ("dns://10.0.0.1", "", "name"),
        ("https://h/", "status = [20]", "status"),
        ("https://h/", "interval_s = 1", "interval_s"),
        ("https://h/", 'redirects = "all"', "redirects"),
        ("https://h/", "word = 1", "word"),
        ("https://h/", '[[services]]\nname = "a"\nurl = "https://h/"', "called a"),
    ],
)
def test_what_is_wrong_is_named(url, more, place):
    """Before anything is asked."""
    with pytest.raises(SettingsError, match=place):
        one(url, more)


def test_the_example_is_accepted():
    """It names what the department's work rests on."""
    found = read_settings(EXAMPLE, Settings).services
    assert len(found) >= 7
