"""A whole collector in its own process: it serves, it ends, it begins again."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from agent.shared.token import decode_token
from tests.support.processes import wait_for

ROOT = Path(__file__).parents[2]


class Running:
    """A ``serve`` of its own, on ports that were free."""

    def __init__(self, folder, *addresses):
        self.folder = folder
        addresses = addresses or ("https://127.0.0.1:0", "http://127.0.0.1:0")
        words = [w for a in addresses for w in ("--web.listen-address", a)]
        self.log = folder.parent / "log"
        (folder / "addresses.json").unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command(folder, "serve", *words), cwd=ROOT, stdout=log, stderr=log
            )

    def __enter__(self):
        def addresses():
            if self.process.poll() is not None:
                raise AssertionError(self.log.read_text())
            return json.loads((self.folder / "addresses.json").read_text())["urls"]

        self.urls = wait_for(addresses, within_s=30)
        self.http = next(url for url in self.urls if url.startswith("http:"))
        wait_for(lambda: self.get("/-/ready").ok, within_s=30)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def get(self, path, **options):
        """Ask over plain http on loopback."""
        return requests.get(self.http + path, timeout=10, **options)


def command(folder, *words):
    """Return the command line for one data directory."""
    common = ["--data-directory", str(folder), "--language", "en"]
    return [sys.executable, "-m", "collector", *common, *words]


def run(folder, *words):
    """Run one command to its end."""
    return subprocess.run(
        command(folder, *words), cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path):
    """Return a data directory that is not there yet."""
    return tmp_path / "data"


def test_it_serves_ends_cleanly_and_begins_again(folder):
    """SIGTERM ends it with 0; the second start keeps the CA."""
    with Running(folder) as running:
        assert running.get("/-/healthy").ok
        assert running.get("/sd").json() == []
        https = next(url for url in running.urls if url.startswith("https:"))
        pem = requests.get(https + "/ca.pem", verify=folder / "tls/ca.pem", timeout=9)
        assert pem.content == (folder / "tls/ca.pem").read_bytes()
        assert run(folder, "serve").returncode == 1
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(15) == 0
    with Running(folder):
        assert pem.content == (folder / "tls/ca.pem").read_bytes()
    assert "Traceback" not in (folder.parent / "log").read_text()


def test_commands_work_while_it_serves(folder):
    """Tokens carry the address at which it listens; doctor is content."""
    with Running(folder) as running:
        made = run(folder, "token", "create")
        token = decode_token(made.stdout)
        https = next(url for url in running.urls if url.startswith("https:"))
        assert token.urls == (https,)
        assert run(folder, "doctor").returncode == 0
        assert run(folder, "backup", str(folder / "copy.db")).returncode == 0
        running.process.send_signal(signal.SIGHUP)
        assert running.get("/-/ready").ok


def test_an_open_address_gets_a_first_user(folder):
    """Its password lies in a file, never in a log; without it nobody sees anything."""
    with Running(folder, "https://0.0.0.0:0", "http://127.0.0.1:0") as running:
        assert running.get("/sd").status_code == 401
        password = (folder / "admin-password").read_text().strip()
        assert running.get("/sd", auth=("admin", password)).ok
    log = (folder.parent / "log").read_text()
    assert password not in log
    assert "admin-password" in log


def test_what_cannot_start_says_why_in_one_line(folder, tmp_path):
    """A taken port, wrong settings, an unknown store: code 1, no traceback."""
    with Running(folder) as running:
        taken = running.urls[0]
        other = tmp_path / "other"
        results = [run(other, "serve", "--web.listen-address", taken)]
    (other / "collector.toml").write_text("nonsense = 1")
    results.append(run(other, "serve", "--web.listen-address", "127.0.0.1:0"))
    (other / "collector.toml").replace(other / "hatang.db")
    results.append(run(other, "serve", "--web.listen-address", "127.0.0.1:0"))
    for result in results:
        assert result.returncode == 1
        assert result.stderr.startswith("hatang-collector: ")
        assert len(result.stderr.strip().splitlines()) == 1
