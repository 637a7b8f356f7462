"""What ``make demo`` starts: an office, its pages, a clean end, kept data."""

import json
import os
import signal
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import free_port, started, wait_for

pytestmark = pytest.mark.system

SCRIPT = Path(__file__).parents[2] / "deploy" / "dev" / "demo.py"
FEW = ["--pcs", "8", "--switches", "2", "--lines", "1", "--days", "8"]


def get(port: int, path: str) -> str:
    """Return one page."""
    url = f"http://127.0.0.1:{port + 1}{path}"
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def look(port: int) -> dict:
    """Look at the pages that a visitor opens first; return the machines."""
    machines = json.loads(get(port, "/api/v1/machines"))["machines"]
    names = {machine["hostname"] for machine in machines}
    assert "PC-VP-01" in get(port, "/fleet?lang=vi")
    assert "sw-loi" in get(port, "/switches")
    assert names >= {"PC-VP-01", "SRV-GIAMSAT"}
    return {machine["id"]: machine["hostname"] for machine in machines}


def alert_is_visible(port: int, mail: Path) -> None:
    """Wait for an alert in Prometheus, in Alertmanager, and as a mail."""

    def asked(number: int, path: str) -> list:
        url = f"http://127.0.0.1:{port + number}{path}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            found = json.load(answer)
        return found["data"]["result"] if isinstance(found, dict) else found

    names = "/api/v1/query?query=ALERTS%7Balertname=%22HatangDiskFailing%22%7D"
    wait_for(lambda: asked(2, names), within_s=90, name="an alert in Prometheus")
    wait_for(
        lambda: len(asked(3, "/api/v2/alerts")) > 1, within_s=60, name="in Alertmanager"
    )
    wait_for(lambda: list(mail.glob("*.txt")), within_s=60, name="its mail")
    first = (mail / "0001.txt").read_text(encoding="utf-8")
    assert first.startswith("[ALERT]")
    assert "/runbooks/Hatang" in first
    rates = "/api/v1/query?query=instance:hatang_cpu_busy:ratio_rate5m"
    wait_for(lambda: asked(2, rates), within_s=90, name="a recorded rate")


def test_it_shows_an_office_and_a_second_run_keeps_it(tmp_path):
    """Pages have content; the second start simulates nothing."""
    port = free_port(5)
    environment = {
        **os.environ,
        "HATANG_RUN": str(tmp_path / "demo"),
        "HATANG_PORT": str(port),
        "LANGUAGE": "en",
    }
    found = []
    for number, more in enumerate((FEW, [])):
        command = [sys.executable, str(SCRIPT), *more]
        log = tmp_path / f"{number}.log"
        with started(command, log, env=environment) as program:
            wait_for(
                lambda program=program: (
                    "Pages" in program.output() or not program.running
                ),
                within_s=120,
                name="the pages",
            )
            assert program.running, program.output()
            found.append(look(port))
            if number == 0:
                alert_is_visible(port, tmp_path / "demo" / "mail")
            program.process.send_signal(signal.SIGINT)
            assert program.process.wait(timeout=40) == 0, program.output()
            assert ("Simulating" in program.output()) == (number == 0)
    assert found[0] == found[1]
    assert len(found[0]) == 9
    assert (tmp_path / "demo" / "truth.json").exists()
