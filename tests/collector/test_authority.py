"""The collector's own CA and server certificate."""

import ssl
import stat

import pytest
from cryptography import x509

from collector.authority import Authority
from collector.authority_certificates import AuthorityError, read_certificate

NOW = 1_795_000_000.0
DAY = 86400.0
NAMES = ["pc.example", "localhost", "127.0.0.1", "::1"]


def leaf_of(authority):
    """Return the certificate that the server shows."""
    return read_certificate(authority.server_file.read_bytes())


def test_the_first_start_makes_a_ca_and_a_certificate_that_it_signed(tmp_path):
    """Both are there after one call, and a second call makes nothing."""
    authority = Authority(tmp_path / "tls")
    assert authority.ensure(NAMES, now=NOW)
    assert not authority.ensure(NAMES, now=NOW + DAY)
    ca = read_certificate(authority.ca_pem())
    leaf_of(authority).verify_directly_issued_by(ca)
    chain = x509.load_pem_x509_certificates(authority.server_file.read_bytes())
    assert chain[1] == ca


def test_nobody_else_may_read_the_keys(tmp_path):
    """The folder is 0700, the keys are 0600."""
    authority = Authority(tmp_path / "tls")
    authority.ensure(NAMES, now=NOW)
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700
    for name in ("ca.key", "server.pem"):
        assert stat.S_IMODE((tmp_path / "tls" / name).stat().st_mode) == 0o600


def test_the_certificate_names_this_host_and_lives_at_most_397_days(tmp_path):
    """Clients refuse certificates that live longer, or lack the name they asked for."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    leaf = leaf_of(authority)
    life = leaf.not_valid_after_utc - leaf.not_valid_before_utc
    assert life.days <= 397
    san = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert san.get_values_for_type(x509.DNSName) == ["pc.example", "localhost"]
    assert {str(a) for a in san.get_values_for_type(x509.IPAddress)} == {
        "127.0.0.1",
        "::1",
    }


def test_the_certificate_is_renewed_at_two_thirds_of_its_life(tmp_path):
    """Renewal keeps the CA, and with it every agent's trust."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    before, pin = leaf_of(authority), authority.ca_pin()
    assert not authority.ensure(NAMES, now=NOW + 260 * DAY)
    assert authority.ensure(NAMES, now=NOW + 265 * DAY)
    assert leaf_of(authority).serial_number != before.serial_number
    assert authority.ca_pin() == pin


def test_a_new_name_makes_a_new_certificate(tmp_path):
    """An address that the host has got since is served at once."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    assert authority.ensure([*NAMES, "10.1.2.3"], now=NOW)
    assert not authority.ensure(NAMES, now=NOW)


def test_a_damaged_server_certificate_is_replaced(tmp_path):
    """A file cut off by a full disk does not stop the collector."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    authority.server_file.write_text("-----BEGIN CERT")
    assert authority.ensure(NAMES, now=NOW)
    assert leaf_of(authority)


def test_a_lost_ca_key_is_not_silently_replaced(tmp_path):
    """A new key would lock every agent out: a person decides."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    (tmp_path / "ca.key").unlink()
    with pytest.raises(AuthorityError, match="backup"):
        authority.ensure(NAMES, now=NOW)


def test_a_foreign_ca_certificate_is_an_error(tmp_path):
    """Key and certificate of the CA belong together."""
    one, other = Authority(tmp_path / "a"), Authority(tmp_path / "b")
    one.ensure(NAMES, now=NOW)
    other.ensure(NAMES, now=NOW)
    one.ca_file.write_bytes(other.ca_pem())
    with pytest.raises(AuthorityError, match=r"not the certificate of ca\.key"):
        one.ensure(NAMES, now=NOW)


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "tls").write_text("")
    with pytest.raises(AuthorityError, match="tls"):
        Authority(tmp_path / "tls").ensure(NAMES, now=NOW)


def test_python_trusts_the_chain_with_the_ca_alone(tmp_path):
    """A strict client that knows nothing but ca.pem completes the handshake."""
    authority = Authority(tmp_path)
    authority.ensure(NAMES, now=NOW)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(authority.server_file)
    client = ssl.create_default_context(cafile=authority.ca_file)
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    ends = [ssl.MemoryBIO() for _ in range(4)]
    sides = [
        server.wrap_bio(ends[0], ends[1], server_side=True),
        client.wrap_bio(ends[2], ends[3], server_hostname="pc.example"),
    ]
    done = set()
    for _ in range(6):
        for index, side in enumerate(sides):
            try:
                side.do_handshake()
                done.add(index)
            except ssl.SSLWantReadError:
                pass
        ends[0].write(ends[3].read())
        ends[2].write(ends[1].read())
    assert done == {0, 1}
