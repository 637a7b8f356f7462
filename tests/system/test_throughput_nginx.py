"""Throughput against Debian's nginx, and its snmpd at the edge: what real ones do."""

import subprocess

import pytest

from agent.shared.switch_settings import (
    CredentialSettings,
    DeviceSettings,
    SwitchSettings,
)
from agent.shared.throughput_settings import ThroughputServer
from agent.switches.port_traffic import PortTraffic
from agent.switches.start import connecting
from agent.throughput.engine import measure
from agent.throughput.shapes import Limits, NoFigureError
from agent.throughput.usage import PORT_LOOK_S
from agent.throughput.web import WebDoor
from tests.support.processes import free_port, need, started, wait_for
from tests.support.snmpd import snmpd
from tests.support.web_far_end import far_end

pytestmark = pytest.mark.system

LIMITS = Limits(2.0, 0.5, 10**11, 2)
CONF = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; root {folder}/www;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    listen 127.0.0.1:{secure} ssl;
    ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
    location /early {{ client_max_body_size 0; return 200; }}
    location /usual {{ return 200; }}
    location /small {{ client_max_body_size 100k; return 200; }}
    location /moved {{ return 301 https://elsewhere.example/large; }}
    location /login {{ default_type text/html; return 200 "<html>Please log in</html>"; }}
    location /static/ {{ alias {folder}/www/; }}
  }}
}}
"""


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    """Return the addresses of a running nginx, plain and secure."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    (folder / "www").mkdir()
    with (folder / "www/large").open("wb") as file:
        file.truncate(200_000_000)
    subprocess.run(
        [
            *(need("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
            *("-days", "2", "-subj", "/CN=127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port(2)
    conf = folder / "nginx.conf"
    text = CONF.format(folder=folder, port=port, secure=port + 1)
    conf.write_text(f"user root;\n{text}")
    with started([need("nginx"), "-c", str(conf)], folder / "log") as program:
        wait_for((folder / "pid").exists, within_s=10, name=program.output())
        yield f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port + 1}"


def measured(address, path, direction="down"):
    """Return the figure of *path*."""
    url = f"{address}/{path}"
    server = ThroughputServer(address=url, upload=url)
    return measure(WebDoor(server, LIMITS), direction, LIMITS)


def test_a_file_is_downloaded_again_and_again(nginx):
    """Over connections that stay."""
    found = measured(nginx[0], "large")
    assert found.used_bytes > 400_000_000
    assert found.rate_bytes > 50_000_000


def test_an_upload_that_is_answered_early_goes_on(nginx):
    """It throws away what comes: good enough for a test."""
    found = measured(nginx[0], "early", "up")
    assert found.used_bytes > 50_000_000


def test_a_server_as_it_comes_takes_small_bodies(nginx):
    """Of one megabyte each, if nobody has told nginx otherwise."""
    found = measured(nginx[0], "usual", "up")
    assert found.used_bytes > 50_000_000


@pytest.mark.parametrize(
    ("path", "direction", "words"),
    [
        ("moved", "down", "not followed: https://elsewhere.example/large"),
        ("moved", "up", "not followed: https://elsewhere.example/large"),
        ("login", "down", "login page"),
        ("none", "down", "answers 404"),
        ("small", "up", "answers 413|not take"),
        ("large", "up", "answers 405|not take"),
    ],
)
def test_what_it_refuses_is_told(nginx, path, direction, words):
    """With its own reason."""
    with pytest.raises(NoFigureError, match=words):
        measured(nginx[0], path, direction)


def test_a_certificate_that_nobody_trusts_is_told(nginx):
    """Nothing is sent."""
    with pytest.raises(NoFigureError, match="not trusted: self-signed"):
        measured(nginx[1], "large")


def test_the_port_of_a_real_device_tells_what_passes(tmp_path):
    """Debian's snmpd, and its loopback as the port: it renews its counters seldom."""
    secret = tmp_path / "community"
    secret.write_text("public")
    secret.chmod(0o600)
    with snmpd(tmp_path / "snmpd", lines=["rocommunity public"]) as (address, _program):
        settings = SwitchSettings(
            credentials=(CredentialSettings("read", community_file=secret),),
            devices=(DeviceSettings("edge", f"{address.host}:{address.port}"),),
        )
        read = PortTraffic(settings, connecting(settings)).reader("edge", "lo")
        before = read()
        assert before is not None
        with far_end() as (_server, web):
            used = measured(web, "file").used_bytes

        def passed():
            after = read()
            return after is not None and after.down_bytes - before.down_bytes >= used

        wait_for(passed, within_s=PORT_LOOK_S, name="renewed counters")
