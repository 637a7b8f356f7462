"""What lies in deploy/, judged by the programs that it is for, and run in front of a collector."""

import contextlib
import json
import os
import subprocess
from pathlib import Path
from typing import Literal

import msgspec
import pytest
import yaml

from dashboards.boards.every import boards as every_board
from dashboards.provisioning import BOARDS, FOLDERS, files
from tests.support.processes import free_port, need, started, wait_for
from tests.support.prometheus import promtool
from tests.support.rig import AgentRig, CollectorRig

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


class Source(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """A data source as Grafana's provisioning documents it."""

    name: str
    uid: str
    type: Literal["prometheus"]
    access: Literal["proxy"]
    url: str
    is_default: bool
    editable: bool
    json_data: dict[str, str]


class Sources(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """The file of data sources."""

    api_version: Literal[1]
    datasources: list[Source]


class Provider(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """A provider of boards as Grafana's provisioning documents it."""

    name: str
    org_id: int
    folder: str
    folder_uid: str
    type: Literal["file"]
    disable_deletion: bool
    allow_ui_updates: bool
    update_interval_seconds: int
    options: dict[str, str]


class Providers(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """The file of providers."""

    api_version: Literal[1]
    providers: list[Provider]


def run(*command, **options):
    """Run a program; it fails where that finds fault."""
    done = subprocess.run(
        [need(command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_grafana_is_provisioned_in_the_documented_shape():
    """No Grafana can run here: the shape is all that is proved."""
    told = dict(files(place=BOARDS))
    source = told["provisioning/datasources/hatang.yaml"]
    (one,) = msgspec.yaml.decode(source, type=Sources).datasources
    assert one.json_data["httpMethod"] == "POST"
    text = told["provisioning/dashboards/hatang.yaml"]
    found = msgspec.yaml.decode(text, type=Providers).providers
    assert {one.folder for one in found} == set(FOLDERS.values())
    assert not any(one.allow_ui_updates for one in found)
    for language in FOLDERS:
        boards = [name for name in told if name.startswith(f"boards/{language}/")]
        assert len(boards) == len(every_board("en"))
        for name in boards:
            board = json.loads(told[name])
            variable = board["templating"]["list"][0]
            assert variable["current"]["value"] == one.uid


def test_prometheus_takes_its_configuration(tmp_path):
    """With our rules beside it, by promtool."""
    text = (DEPLOY / "prometheus/prometheus.yml").read_text()
    text = text.replace("/etc/prometheus/hatang", str(ROOT / "dashboards/prometheus"))
    password = tmp_path / "password"
    password.write_text("x")
    path = tmp_path / "prometheus.yml"
    path.write_text(text.replace("/run/secrets/prometheus_password", str(password)))
    told = promtool("check", "config", str(path))
    assert "rules found" in told


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Return a copy of the compose folder after prepare.sh, and what a second run said."""
    root = tmp_path_factory.mktemp("compose")
    run("cp", "-r", str(DEPLOY), str(root / "deploy"))
    (root / "dashboards").mkdir()
    for name in ("grafana", "alertmanager", "prometheus"):
        run(
            "cp", "-r", str(ROOT / "dashboards" / name), str(root / "dashboards" / name)
        )
    binaries = str(ROOT / ".venv" / "bin")
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"}
    folder = root / "deploy/compose"
    words = ("bash", "prepare.sh", "--collector-url", "https://10.0.0.5:9847")
    run(*words, cwd=folder, env=environment)
    secrets = {p.name: p.read_text() for p in (folder / "secrets").iterdir()}
    again = run(*words, cwd=folder, env=environment)
    assert secrets == {p.name: p.read_text() for p in (folder / "secrets").iterdir()}
    return folder, again


def test_prepare_makes_secrets_and_boards_once(prepared):
    """Closed to others; a second run keeps them."""
    folder, again = prepared
    assert "Nothing to change." in again
    assert (folder / "secrets").stat().st_mode & 0o777 == 0o700
    board = (folder / "boards/vi/overview.json").read_text()
    assert "https://10.0.0.5:9847" in board
    assert "collector.example" not in board
    users = yaml.safe_load((folder / "secrets/web.config.yml").read_text())
    assert set(users["basic_auth_users"]) == {"admin", "prometheus"}
    promtool("check", "web-config", str(folder / "secrets/web.config.yml"))


def test_compose_takes_its_file(prepared):
    """By docker-compose; every service is tight, checked and pinned."""
    folder, _again = prepared
    told = yaml.safe_load(
        run("docker-compose", "-f", str(folder / "compose.yaml"), "config")
    )
    services = told["services"]
    assert set(services) == {
        "collector",
        "prometheus",
        "alertmanager",
        "grafana",
        "backup",
    }
    for name, one in services.items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert ":" in one["image"].rpartition("/")[2], name
        assert "latest" not in one["image"], name
        assert "mem_limit" in one, name
        assert "healthcheck" in one or name in {"collector", "backup"}
    assert "HEALTHCHECK" in (folder / "Containerfile").read_text()
    for secret in told["secrets"].values():
        assert Path(secret["file"]).exists()


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    """Return a running collector with a user, as behind a proxy."""
    rig = CollectorRig(tmp_path_factory.mktemp("rig"))
    rig.start()
    yield rig
    rig.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return the files of a certificate of its own."""
    folder = tmp_path_factory.mktemp("certificate")
    crt, key = folder / "hatang.crt", folder / "hatang.key"
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
        *(
            "-subj",
            "/CN=hatang.example",
            "-addext",
            "subjectAltName=DNS:hatang.example",
        ),
        *("-keyout", str(key), "-out", str(crt)),
    )
    return crt, key


def curl(certificate, port, path):
    """Return the status of a page at the proxy, and its body."""
    told = run(
        *("curl", "-sS", "--cacert", str(certificate[0])),
        *("--resolve", f"hatang.example:{port}:127.0.0.1", "-w", "\n%{http_code}"),
        f"https://hatang.example:{port}{path}",
    )
    body, _, status = told.rpartition("\n")
    return int(status), body


@contextlib.contextmanager
def nginx(collector, certificate, folder):
    """Run nginx with our example for a block; yield its ports of pages and agents."""
    pages, agents = free_port(), free_port()
    text = (DEPLOY / "proxy/nginx.conf").read_text()
    for old, new in (
        ("listen 443", f"listen {pages}"),
        ("listen 9847", f"listen {agents}"),
        ("127.0.0.1:19847", collector.https.removeprefix("https://")),
        ("127.0.0.1:9848", collector.http.removeprefix("http://")),
        ("/etc/nginx/hatang.crt", str(certificate[0])),
        ("/etc/nginx/hatang.key", str(certificate[1])),
    ):
        assert old in text
        text = text.replace(old, new)
    module = next(Path("/usr/lib/nginx/modules").glob("ngx_stream_module.so"))
    head = f"load_module {module};\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
    path = folder / "nginx.conf"
    path.write_text(head + text)
    run("nginx", "-t", "-c", str(path))
    command = [need("nginx"), "-c", str(path), "-g", "daemon off;"]
    with started(command, folder / "nginx.log") as program:
        yield pages, agents
        program.stop()


def test_nginx_shows_pages_and_passes_agents_on(collector, certificate, tmp_path):
    """A stranger behind it is not taken for somebody on this machine; agents enrol."""
    with nginx(collector, certificate, tmp_path) as (pages, agents):
        status, _body = wait_for(
            lambda: _tried(certificate, pages, "/-/ready"), within_s=20
        )
        assert status == 200
        assert curl(certificate, pages, "/fleet")[0] in {401, 403}
        assert curl(certificate, pages, "/metrics")[0] in {401, 403}
        token = collector.command(
            *("token", "create", "--uses", "1", "--days", "1"),
            *("--url", f"https://127.0.0.1:{agents}"),
        ).strip()
        rig = AgentRig(tmp_path / "agent", settings="report_interval_s = 5\n")
        rig.enrol(token, own_machine=False)
        try:
            rig.start()
            wait_for(
                lambda: any(one["state"] == "fresh" for one in collector.machines()),
                within_s=60,
                name="a report through nginx",
            )
        finally:
            rig.kill()


def test_caddy_shows_pages(collector, certificate, tmp_path):
    """Its file is valid, and strangers are not let in."""
    text = (DEPLOY / "proxy/Caddyfile").read_text()
    port = free_port()
    for old, new in (
        ("https://hatang.example", f"https://hatang.example:{port}"),
        ("127.0.0.1:9848", collector.http.removeprefix("http://")),
        ("/etc/caddy/hatang.crt", str(certificate[0])),
        ("/etc/caddy/hatang.key", str(certificate[1])),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "Caddyfile"
    path.write_text(text)
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    words = ("--adapter", "caddyfile", "--config", str(path))
    run("caddy", "validate", *words, env=environment)
    command = [need("caddy"), "run", *words]
    with started(command, tmp_path / "caddy.log", env=environment):
        status, _body = wait_for(
            lambda: _tried(certificate, port, "/-/ready"), within_s=20
        )
        assert status == 200
        assert curl(certificate, port, "/fleet")[0] in {401, 403}


def _tried(certificate, port, path):
    try:
        return curl(certificate, port, path)
    except AssertionError:
        return None
