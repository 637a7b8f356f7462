"""Pushgateway as a peer: the same series pushed into it, and its page scraped."""

import http.client
import socket
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from collector.exposition import Exposition, Shown
from collector.live import LiveState


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / 100


def _rss_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("Pushgateway did not start")


def _scrape(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", "/metrics")
    size = 0
    response = connection.getresponse()
    while chunk := response.read(1 << 20):
        size += len(chunk)
    connection.close()
    return size


def pushgateway(
    live: LiveState, fleet: list[Shown], now: float, *, times: int
) -> dict[str, float] | None:
    """Push the series of *fleet* in one group per agent, then scrape all of them.

    None where there is no Pushgateway.
    """
    exposition = Exposition(live)
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        try:
            server = subprocess.Popen(
                [
                    "/usr/bin/prometheus-pushgateway",
                    f"--web.listen-address=127.0.0.1:{port}",
                    "--push.disable-consistency-check",
                ],
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError:
            return None
        try:
            _wait_for(port)
            _push_all(port, exposition, fleet, now)
            size = _scrape(port)
            cpu, wall = [], []
            for _ in range(times):
                start, clock = _cpu_of(server.pid), time.perf_counter()
                _scrape(port)
                cpu.append(_cpu_of(server.pid) - start)
                wall.append(time.perf_counter() - clock)
            return {
                "fleet_cpu_seconds": statistics.median(cpu),
                "fleet_wall_seconds": statistics.median(wall),
                "fleet_bytes": size,
                "rss_mib": _rss_mib(server.pid),
            }
        finally:
            server.terminate()
            server.wait(10)


def _push_all(
    port: int, exposition: Exposition, fleet: list[Shown], now: float
) -> None:
    def push(part: list[Shown]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for shown in part:
            body = exposition.agent_page(shown, now, openmetrics=False)
            path = f"/metrics/job/hatang/instance/{shown.instance}"
            connection.request("PUT", path, body)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 300:
                raise RuntimeError(f"Pushgateway answered {answer.status}")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(push, [fleet[i::4] for i in range(4)]))
