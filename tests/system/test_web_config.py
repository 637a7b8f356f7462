"""Our reading of web.config and promtool's are the same."""

import subprocess

import pytest

from collector.authority import Authority
from collector.web.config_file import read
from collector.web.config_shapes import WebConfigError
from tests.support.processes import need

pytestmark = pytest.mark.system

HASH = "$2b$10$fzzzzzzzzzzzzzzzzzzzzu4mKzRE6jRjsRJYjRtd4tQu6ZWRbC6Gi"
TLS = "tls_server_config:\n  cert_file: server.pem\n  key_file: server.pem\n"
GOOD = {
    "empty": "",
    "users": "basic_auth_users:\n  lan: HASH\n  hà: HASH\n",
    "tls": TLS,
    "versions": TLS + "  min_version: TLS12\n  max_version: TLS13\n",
    "client": TLS
    + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.pem\n",
    "given": TLS
    + "  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: ca.pem\n",
    "asked": TLS + "  client_auth_type: RequestClientCert\n",
    "headers": "http_server_config:\n  http2: false\n  headers:\n"
    "    X-Frame-Options: deny\n",
    "whole": TLS + "http_server_config:\n  http2: true\nbasic_auth_users:\n  a: HASH\n",
}
BAD = {
    "key": "basic_auth_user: {}\n",
    "nested": TLS + "  cert: x\n",
    "plain": "basic_auth_users:\n  lan: secret\n",
    "twice": "basic_auth_users:\n  lan: HASH\n  lan: HASH\n",
    "no_key": "tls_server_config:\n  cert_file: server.pem\n",
    "no_cert": "tls_server_config:\n  key_file: server.pem\n",
    "gone": "tls_server_config:\n  cert_file: gone.pem\n  key_file: gone.pem\n",
    "version": TLS + "  min_version: SSL3\n",
    "auth": TLS + "  client_auth_type: Maybe\n",
    "ca_alone": TLS + "  client_ca_file: ca.pem\n",
    "header": "http_server_config:\n  headers:\n    Server: x\n",
    "header_value": "http_server_config:\n  headers:\n    X-Frame-Options: DENY\n",
    "list": "- basic_auth_users\n",
    "not_yaml": "basic_auth_users: [\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a certificate in it."""
    made = tmp_path_factory.mktemp("web")
    Authority(made).ensure(["localhost"], now=1_795_000_000.0)
    return made


def both(folder, name, text):
    """Return whether promtool takes *text*, and whether we do."""
    path = folder / f"{name}.yml"
    path.write_text(text.replace("HASH", HASH), encoding="utf-8")
    told = subprocess.run(
        [need("promtool"), "check", "web-config", str(path)],
        capture_output=True,
        check=False,
    )
    try:
        read(path)
    except WebConfigError:
        return told.returncode == 0, False
    return told.returncode == 0, True


@pytest.mark.parametrize("name", GOOD)
def test_what_promtool_takes_we_take(folder, name):
    """A file of Prometheus' own can be used here."""
    assert both(folder, name, GOOD[name]) == (True, True)


@pytest.mark.parametrize("name", BAD)
def test_what_promtool_refuses_we_refuse(folder, name):
    """A file that is good here is good for Prometheus."""
    assert both(folder, name, BAD[name]) == (False, False)
