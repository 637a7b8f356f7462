"""Throughput of lines of known rates, measured back in network namespaces."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.netlab import SERVER, cable
from tests.support.processes import need, started, wait_for

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
RATES = (5, 20, 100)
PAYLOAD = 1448 / 1514
"""What TCP carries of an Ethernet line: a segment of each full frame."""
WEB = {"address": f"http://{SERVER}:8080/file", "upload": f"http://{SERVER}:8080/up"}
IPERF = {"address": f"{SERVER}:5201", "method": "iperf3"}
LIMITS = (6.0, 2.0, 400_000_000, 4)


def shape(link, megabits):
    """Let the line carry *megabits* both ways, with a queue of 60 ms."""
    for side in (link.server, link.client):
        reno = ["sysctl", "-qw", "net.ipv4.tcp_congestion_control=reno"]
        subprocess.run(link.inside(side, reno), check=True)
    burst = f"{max(5, round(megabits * 0.4))}kb"
    for side in (link.server, link.client):
        subprocess.run(
            [
                *("tc", "-n", side, "qdisc", "replace", "dev", "lan", "root", "tbf"),
                *("rate", f"{megabits}mbit", "burst", burst, "latency", "60ms"),
            ],
            check=True,
        )


@contextlib.contextmanager
def line(folder, megabits):
    """Yield a line with a web server and iperf3 at its far end."""
    with contextlib.ExitStack() as stack:
        link = stack.enter_context(cable())
        shape(link, megabits)
        web = [sys.executable, "-m", "tests.support.web_far_end", SERVER, "8080"]
        iperf = [need("iperf3"), "--server"]
        for name, command in (("web", web), ("iperf3", iperf)):
            inside = link.inside(link.server, command)
            stack.enter_context(
                started(inside, folder / f"{name}-{megabits}.log", cwd=ROOT)
            )
        for port in (8080, 5201):
            wait_for(
                lambda port=port: f":{port} " in listening(link),
                within_s=20,
                name=f"port {port}",
            )
        yield link


def listening(link):
    """Return what listens at the far end."""
    found = subprocess.run(
        link.inside(link.server, ["ss", "-ltn"]),
        check=True,
        capture_output=True,
        text=True,
    )
    return found.stdout


def measuring(link, **wanted):
    """Start to measure on the client's side."""
    argv = [sys.executable, "-m", "tests.support.throughput_run", json.dumps(wanted)]
    return subprocess.Popen(
        link.inside(link.client, argv),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def figures(process):
    """Return what it measured."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out)


def test_known_rates_are_measured_back(tmp_path):
    """5, 20 and 100 Mbit/s, down and up, by HTTP and by iperf3: within 5 %."""
    with contextlib.ExitStack() as stack:
        links = {rate: stack.enter_context(line(tmp_path, rate)) for rate in RATES}
        processes = {
            rate: measuring(
                link, servers=[WEB, IPERF], limits=LIMITS, expected=rate * 125_000
            )
            for rate, link in links.items()
        }
        found = {rate: figures(process) for rate, process in processes.items()}
    for rate, four in found.items():
        possible = rate * 125_000 * PAYLOAD
        for name, figure in zip(
            ("web down", "web up", "iperf down", "iperf up"), four, strict=True
        ):
            share = figure.get("rate_bytes", 0) / possible
            sys.stdout.write(f"{rate} Mbit/s {name}: {share:.4f} of what is possible\n")
    for rate, four in found.items():
        for figure in four:
            assert "error" not in figure
            assert figure["rate_bytes"] == pytest.approx(
                rate * 125_000 * PAYLOAD, rel=0.05
            )
            assert figure["loaded_s"] > figure["idle_s"]
