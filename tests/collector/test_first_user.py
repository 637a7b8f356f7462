"""The first user of a collector that is open to the network."""

import stat

import bcrypt
import pytest

from collector.first_user import make_first_user, make_password, needs_user
from collector.places import Places
from collector.web.config_file import read
from collector.web.listeners import parse_address


@pytest.mark.parametrize(
    ("addresses", "users", "expected"),
    [
        (["127.0.0.1:1", "http://localhost:2"], [], False),
        (["127.0.0.1:1", "0.0.0.0:2"], [], True),
        (["10.0.0.1:1"], ["lan"], False),
        (["pc.example:1"], [], True),
    ],
)
def test_a_user_is_needed_beyond_loopback(addresses, users, expected):
    """Loopback alone needs none, and who has users needs no other."""
    parsed = [parse_address(text) for text in addresses]
    assert needs_user(parsed, users) is expected


def test_the_password_opens_what_was_written(tmp_path):
    """web.config.yml holds its hash, admin-password itself, for this user alone."""
    places = Places(tmp_path)
    password = make_first_user(places)
    hashed = read(places.web_config).basic_auth_users["admin"]
    assert bcrypt.checkpw(password.encode(), hashed.encode())
    assert places.admin_password.read_text().strip() == password
    assert stat.S_IMODE(places.admin_password.stat().st_mode) == 0o600
    assert password not in places.web_config.read_text()


def test_no_two_passwords_are_alike():
    """They are random and can be read out."""
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(word) == 19 for word in made)
