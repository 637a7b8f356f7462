"""The image of the collector: built from its Containerfile, run as compose.yaml says.

Its base is a Debian of our own, because no registry can be asked here; the images of
Prometheus, Alertmanager and Grafana are not run.
"""

import subprocess
import sys
from pathlib import Path

import bcrypt
import pytest
import yaml

from tests.support.podman import Podman, options
from tests.support.processes import need, wait_for

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text())["services"]
IMAGE = COMPOSE["collector"]["image"]
BASE = "localhost/hatang-base:test"
SPACE = "hatang-compose"
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Return a folder with all that the image installs."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    into = ["download", "--dest", str(folder)]
    limits = ["--constraint", str(ROOT / "constraints.txt")]
    for words in (
        [*into, *limits, f"{ROOT}[collector]"],
        [*into, *limits, "hatchling"],
    ):
        done = subprocess.run(
            [*pip, *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    (folder / "pip.conf").write_text(
        "[global]\nno-index = true\nfind-links = /wheels\n"
    )
    return folder


@pytest.fixture(scope="module")
def podman(tmp_path_factory, wheels):
    """Give podman with the built image."""
    found = Podman(tmp_path_factory.mktemp("podman"))
    source = tmp_path_factory.mktemp("source") / "src"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(source)], check=True)
    try:
        found.python_image(BASE)
        found.build(
            IMAGE,
            ROOT / "deploy/compose/Containerfile",
            *("--build-arg", f"BASE={BASE}", "--volume", f"{wheels}:/wheels:ro"),
            *("--volume", f"{wheels / 'pip.conf'}:/etc/pip.conf:ro"),
            str(source),
        )
        yield found
    finally:
        found.clear()


@pytest.fixture(scope="module")
def collector(podman, tmp_path_factory):
    """Give the name of the collector's container, which runs in a network of its own."""
    secrets = tmp_path_factory.mktemp("secrets")
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    (secrets / "web_config").write_text(f"basic_auth_users:\n  admin: {hashed}\n")
    (secrets / "web_config").chmod(0o444)
    subprocess.run([need("ip"), "netns", "add", SPACE], check=True)
    try:
        subprocess.run(["ip", "-n", SPACE, "link", "set", "lo", "up"], check=True)
        service = COMPOSE["collector"]
        podman(
            *("run", "--detach", "--name", "collector"),
            *("--network", f"ns:/run/netns/{SPACE}", *options(service, secrets)),
            *(f"localhost/{IMAGE}", *service["command"]),
        )
        yield "collector"
        podman("rm", "--force", "--time", "5", "collector")
    finally:
        subprocess.run(["ip", "netns", "delete", SPACE], check=False)


def answer(*words):
    """Return what curl prints inside the container's network."""
    command = ["ip", "netns", "exec", SPACE, need("curl"), "--silent", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=20
    ).stdout


def test_it_is_healthy_with_nothing_but_its_volumes(podman, collector):
    """Read-only, without capabilities, as a user of its own; its health check agrees."""
    wait_for(
        lambda: answer("http://127.0.0.1:9848/-/ready"),
        within_s=60,
        name="the collector",
    )
    assert podman.healthy(collector)
    assert podman("exec", collector, "id", "-u").strip() == "10847"
    status = podman("exec", collector, "cat", "/proc/1/status")
    assert "CapBnd:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status
    podman("exec", collector, "test", "!", "-w", "/opt/hatang")
    mode = podman("exec", collector, "stat", "-c", "%a", "/var/lib/hatang/hatang.db")
    assert mode.strip() == "600"


def test_its_pages_ask_for_the_password_of_the_secret(collector):
    """TLS by its own CA; a stranger gets 401."""
    where = ("--insecure", "--output", "/dev/null", "--write-out", "%{http_code}")
    url = "https://127.0.0.1:9847/"
    assert answer(*where, url) == "401"
    assert answer(*where, "--user", f"admin:{PASSWORD}", url) == "200"


def test_the_backup_service_copies_the_store(podman, collector):
    """The command of compose.yaml, over the same volumes, without a network."""
    service = COMPOSE["backup"]
    (command,) = service["command"]
    once = command.replace("$$", "$").replace("sleep 86400", "exit 0")
    assert once.count("exit 0") == 1
    podman(
        *("run", "--rm", "--network", "none", "--entrypoint", "sh"),
        *(*options(service, Path()), f"localhost/{IMAGE}", "-c", once),
    )
    names = podman("exec", collector, "ls", "/var/backups/hatang").split()
    assert len(names) == 1
    assert names[0].startswith("hatang-")
