"""Making and reading certificates."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from collector.authority_certificates import (
    AuthorityError,
    anchor_pem,
    is_due,
    issue,
    new_key,
    pin_of,
    read_certificate,
    read_key,
    self_sign,
)

NOW = 1_795_000_000.0
DAY = 86400.0


def test_what_agents_trust_is_the_last_certificate_of_a_chain():
    """A chain that ends in its CA can be pinned; one that does not cannot."""
    key = new_key()
    ca = self_sign(key, now=NOW)
    pem = issue(key, ca, ["pc"], now=NOW)
    assert anchor_pem(pem) == ca.public_bytes(Encoding.PEM)
    assert pin_of(pem) == pin_of(ca.public_bytes(Encoding.PEM))
    leaf = read_certificate(pem).public_bytes(Encoding.PEM)
    with pytest.raises(AuthorityError, match="append"):
        anchor_pem(leaf)


def test_a_clock_that_was_set_back_makes_a_new_certificate():
    """A certificate of the future is worth nothing today."""
    key = new_key()
    ca = self_sign(key, now=NOW)
    leaf = read_certificate(issue(key, ca, ["pc"], now=NOW))
    assert not is_due(leaf, ca, ["pc"], now=NOW)
    assert is_due(leaf, ca, ["pc"], now=NOW - 3 * DAY)


def test_names_that_dns_cannot_hold_are_left_out():
    """A host name with an empty part or a strange letter does not stop the start."""
    key = new_key()
    ca = self_sign(key, now=NOW)
    names = ["phòng-a", "a" * 80, "", "x..y", "fe80::1%eth0", "[::1]", "ok"]
    assert read_certificate(issue(key, ca, names, now=NOW))


@given(names=st.lists(st.text(max_size=30), max_size=4))
def test_any_names_make_a_certificate(names):
    """What a host calls itself cannot break the start."""
    key = new_key()
    ca = self_sign(key, now=NOW)
    leaf = read_certificate(issue(key, ca, [*names, "localhost"], now=NOW))
    assert not is_due(leaf, ca, names, now=NOW)


@given(st.binary(max_size=400))
def test_what_is_no_certificate_or_key_is_an_authority_error(junk):
    """Nothing but AuthorityError comes out of junk."""
    for read in (pin_of, read_certificate, read_key):
        with pytest.raises(AuthorityError):
            read(junk)
    with pytest.raises(AuthorityError):
        read_certificate(b"-----BEGIN CERTIFICATE-----\n" + junk)
