"""Credentials that do not print themselves."""

from agent.shared.secret import Secret
from agent.sources.snmp.credential import (
    AUTH_PROTOCOLS,
    PRIV_PROTOCOLS,
    Community,
    User,
)


def test_a_credential_never_shows_its_secret():
    """Not in any of the ways that logs and traces use."""
    key = Secret("hush-hush")
    user = User("v3-user", "monitor", "sha", key, "aes", key)
    for credential in (Community("first", key), user):
        assert "hush-hush" not in f"{credential} {credential!r}"
        assert credential.name in repr(credential)


def test_protocols_have_one_name_each():
    """As the command line takes them."""
    assert len(set(AUTH_PROTOCOLS + PRIV_PROTOCOLS)) == 13
