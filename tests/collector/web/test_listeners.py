"""Addresses to listen on."""

import contextlib
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.web.listeners import Address, ListenError, bind, parse_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.1:9847", Address("https", "127.0.0.1", 9847)),
        ("https://pc:1", Address("https", "pc", 1)),
        ("pc", Address("https", "pc", 9847)),
        (":9847", Address("https", "0.0.0.0", 9847)),  # noqa: S104 - parsed only
        ("[::1]:0", Address("https", "::1", 0)),
        ("http://127.0.0.1:9848", Address("http", "127.0.0.1", 9848)),
        ("http://localhost:0/", Address("http", "localhost", 0)),
    ],
)
def test_addresses_are_read(text, expected):
    """Https unless it says http."""
    assert parse_address(text) == expected


@pytest.mark.parametrize(
    "text",
    ["http://0.0.0.0:1", "http://10.0.0.1:1", "ftp://x:1", "x:99999", "x:y", "x:1/p"],
)
def test_what_is_no_address_is_refused(text):
    """Plain http beyond loopback neither."""
    with pytest.raises(ListenError):
        parse_address(text)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_an_error(text):
    """Nothing but ListenError comes out of junk."""
    with contextlib.suppress(ListenError):
        assert isinstance(parse_address(text), Address)


def test_port_0_gives_the_port_that_was_got():
    """Tests and make run ask for any free port."""
    (listener,) = bind(Address("https", "127.0.0.1", 0))
    with listener.socket:
        assert listener.address.port == listener.socket.getsockname()[1] > 0


def test_a_taken_port_is_an_error_that_names_it():
    """The text says that another program may be there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=f"{port}.*another program"):
            bind(Address("https", "127.0.0.1", port))
