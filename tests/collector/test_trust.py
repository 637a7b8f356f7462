"""Which certificate agents trust."""

import pytest

from collector.authority import Authority
from collector.authority_certificates import AuthorityError, pin_of
from collector.places import Places
from collector.trust import trusted_pem, web_config_path

NOW = 1_795_000_000.0


@pytest.fixture
def places(tmp_path):
    """Return a data directory with the collector's own CA."""
    made = Places(tmp_path / "data")
    Authority(made.tls).ensure(["localhost"], now=NOW)
    return made


def test_it_is_the_own_ca_unless_web_config_names_another(places, tmp_path):
    """A certificate of the office's CA changes what tokens pin."""
    own = Authority(places.tls)
    assert trusted_pem(places, own) == (own.ca_pem(), own.ca_pin())
    office = Authority(tmp_path / "office")
    office.ensure(["localhost"], now=NOW)
    config = tmp_path / "web.yml"
    config.write_text(
        "tls_server_config: {cert_file: office/server.pem, "
        "key_file: office/server.pem}\n"
    )
    pem, pin = trusted_pem(places, own, web_config=config)
    assert pin == pin_of(pem) == office.ca_pin()


def test_a_certificate_without_its_ca_is_an_error(places, tmp_path):
    """Agents could not trust it; the text says what to append."""
    office = Authority(tmp_path / "office")
    office.ensure(["localhost"], now=NOW)
    whole = office.server_file.read_text()
    end = whole.index("-----END CERTIFICATE-----") + len("-----END CERTIFICATE-----\n")
    office.server_file.write_text(whole[:end])
    places.web_config.write_text(
        f"tls_server_config:\n  cert_file: {office.server_file}\n"
        f"  key_file: {office.server_file}\n"
    )
    assert web_config_path(None, places) == places.web_config
    with pytest.raises(AuthorityError, match="append"):
        trusted_pem(places, Authority(places.tls))
