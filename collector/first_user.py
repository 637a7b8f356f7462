"""Gives a collector that is open to the network its first user."""

import logging
import secrets
from collections.abc import Iterable, Sequence

from collector.hosts import is_loopback
from collector.places import Places, write_private
from collector.web.config_file import make_hash
from collector.web.listeners import Address

log = logging.getLogger(__name__)

NAME = "admin"
_WORD = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def make_password() -> str:
    """Return a password of about 79 random bits that can be read out aloud."""
    groups = ("".join(secrets.choice(_WORD) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def needs_user(addresses: Iterable[Address], users: Sequence[str]) -> bool:
    """Return whether somebody beyond this machine can knock and nobody may enter."""
    return not users and not all(is_loopback(address.host) for address in addresses)


def make_first_user(places: Places) -> str:
    """Write web.config.yml with the user ``admin``; return the password.

    The password also lies in ``admin-password`` until somebody removes it.
    """
    password = make_password()
    text = (
        "# Users of the collector, in the format of Prometheus' exporter-toolkit.\n"
        "# htpasswd -nBC 10 NAME makes a line; changes hold at once.\n"
        f"basic_auth_users:\n  {NAME}: {make_hash(password)}\n"
    )
    write_private(places.admin_password, password + "\n")
    write_private(places.web_config, text)
    return password
