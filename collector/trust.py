"""Which certificate agents trust: the collector's own CA, or that of web.config."""

from pathlib import Path

from collector.authority import Authority
from collector.authority_certificates import anchor_pem, pin_of
from collector.places import Places
from collector.web.config_file import WebConfigFile


def web_config_path(given: Path | None, places: Places) -> Path | None:
    """Return the web.config to use: the one that was named, else the default's."""
    return given or (places.web_config if places.web_config.exists() else None)


def trusted_pem(
    places: Places, authority: Authority, *, web_config: Path | None = None
) -> tuple[bytes, str]:
    """Return the certificate that agents trust, and its pin.

    Raises:
        AuthorityError: web.config names a certificate whose CA is not with it.
        WebConfigError: web.config cannot be used.
    """
    path = web_config_path(web_config, places)
    tls = WebConfigFile(path).current().tls_server_config
    if tls.cert_file:
        pem = anchor_pem(Path(tls.cert_file).read_bytes())
    else:
        pem = authority.ca_pem()
    return pem, pin_of(pem)
