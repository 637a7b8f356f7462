"""What ``make run`` starts: both programs, one page, a clean end, kept data."""

import json
import os
import signal
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import Program, free_port, started, wait_for

pytestmark = pytest.mark.system

SCRIPT = Path(__file__).parents[2] / "deploy" / "dev" / "run.py"


def machines(port: int) -> list[dict]:
    """Return what the collector of this run lists."""
    url = f"http://127.0.0.1:{port + 1}/api/v1/machines"
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)["machines"]


def use(program: Program, port: int, folder: Path) -> dict:
    """Wait for the first report, end the run as Ctrl-C does, return the machine."""

    def told() -> bool:
        assert program.running, evidence(program, folder)
        return "/fleet" in program.output()

    try:
        wait_for(told, within_s=240, name="the first report")
    except TimeoutError as err:
        raise AssertionError(evidence(program, folder)) from err
    (machine,) = machines(port)
    program.process.send_signal(signal.SIGINT)
    assert program.process.wait(timeout=40) == 0, evidence(program, folder)
    return machine


def evidence(program: Program, folder: Path) -> str:
    """Return what all three programs have printed."""
    logs = [log.read_text(errors="replace") for log in sorted(folder.glob("*.log"))]
    return "\n---\n".join([program.output(), *logs])


def test_it_shows_this_machine_and_a_second_run_keeps_the_data(tmp_path):
    """Facts and readings of this machine arrive; the identity survives a restart."""
    port = free_port(2)
    environment = {
        **os.environ,
        "HATANG_RUN": str(tmp_path / "run"),
        "HATANG_PORT": str(port),
    }
    command = [sys.executable, str(SCRIPT)]
    found = []
    for number in range(2):
        log = tmp_path / f"{number}.log"
        with started(command, log, env=environment) as program:
            found.append(use(program, port, tmp_path / "run"))
    assert found[0]["id"] == found[1]["id"]
    assert found[0]["facts"]["cpu"]
    assert found[1]["reports"] > found[0]["reports"]
    with pytest.raises(OSError, match="refused"):
        machines(port)


def test_a_taken_port_is_said_plainly(tmp_path):
    """Another collector on the port is not taken for our own."""
    port = free_port(2)
    for number, name in enumerate(("first", "second")):
        environment = {
            **os.environ,
            "HATANG_RUN": str(tmp_path / name),
            "HATANG_PORT": str(port),
            "LANGUAGE": "en",
        }
        log = tmp_path / f"{name}.log"
        if number == 0:
            first = Program([sys.executable, str(SCRIPT)], log, env=environment)
            wait_for(lambda: machines(port), within_s=60, name="the first runs")
            continue
        try:
            with started([sys.executable, str(SCRIPT)], log, env=environment) as second:
                assert second.process.wait(timeout=40) == 1
                assert "did not start" in second.output()
        finally:
            first.process.send_signal(signal.SIGINT)
            assert first.process.wait(timeout=40) == 0
