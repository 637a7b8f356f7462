"""TLS that follows its files."""

import ssl

import pytest

from collector.authority import Authority
from collector.web.config_file import WebConfigFile
from collector.web.config_shapes import WebConfigError
from collector.web.tls import TlsFiles

NOW = 1_795_000_000.0


def files(folder):
    """Return the TLS files of a new authority, without web.config."""
    authority = Authority(folder)
    authority.ensure(["localhost"], now=NOW)
    return TlsFiles(WebConfigFile(None).current, authority.server_file)


def test_nothing_older_than_tls_1_2_is_spoken(tmp_path):
    """Whatever a client offers."""
    assert files(tmp_path).current().minimum_version == ssl.TLSVersion.TLSv1_2


def test_an_unchanged_file_is_not_loaded_again(tmp_path):
    """A handshake costs a look at the file's time."""
    tls = files(tmp_path)
    assert tls.current() is tls.current()


def test_a_changed_file_is_loaded_and_a_broken_one_is_not(tmp_path):
    """While a file is broken the certificate before it stays."""
    tls = files(tmp_path)
    first = tls.current()
    Authority(tmp_path).ensure(["localhost"], now=NOW + 300 * 86400)
    second = tls.current()
    assert second is not first
    (tmp_path / "server.pem").write_text("half of a certificate")
    assert tls.current() is second


def test_a_new_connection_gets_the_present_context(tmp_path):
    """The listening socket keeps one context that asks for the present one."""
    tls = files(tmp_path)
    listening = tls.listening()
    side = listening.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
    assert side.context is tls.current()


def test_a_missing_certificate_is_an_error_at_the_start(tmp_path):
    """The error names the file."""
    with pytest.raises(WebConfigError, match=r"gone\.pem"):
        TlsFiles(WebConfigFile(None).current, tmp_path / "gone.pem")
