"""What the agent costs a machine, beside Debian's peers in the same run."""

import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from bench import peers

NODE_EXPORTER = Path("/usr/bin/prometheus-node-exporter")
INTERVAL_S = 5.0


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Relay:
    """Passes TCP through to *target* and counts what goes up."""

    def __init__(self, target: int) -> None:
        self.up = 0
        self.first = 0.0  # when the first bytes came back
        self._target = target
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self._server.accept()
            far = socket.create_connection(("127.0.0.1", self._target))
            for source, sink, up in ((near, far, True), (far, near, False)):
                threading.Thread(
                    target=self._pass, args=(source, sink, up), daemon=True
                ).start()

    def _pass(self, source: socket.socket, sink: socket.socket, up: bool) -> None:  # noqa: FBT001
        try:
            while data := source.recv(65536):
                self.up += len(data) if up else 0
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def get(url: str) -> str:
    """Return what *url* answers; nothing while it does not."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def until(what: object, *, seconds: float = 30.0) -> float:
    """Wait until calling *what* gives something; return how long it took."""
    start = time.monotonic()
    while not what():  # type: ignore[operator]
        if time.monotonic() - start > seconds:
            raise TimeoutError(what)
        time.sleep(0.01)
    return time.monotonic() - start


def start(stack: ExitStack, *command: str) -> subprocess.Popen[bytes]:
    """Start a program that ends with *stack*."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def end() -> None:
        process.terminate()
        process.wait(30)

    stack.callback(end)
    return process


def enrolled(stack: ExitStack, folder: Path) -> tuple[Relay, str, Path]:
    """Start a collector and enrol an agent with it; return relay, pages, settings."""
    tls, plain = free_port(), free_port()
    data = ["--data-directory", str(folder / "collector")]
    pages = f"http://127.0.0.1:{plain}"
    listen = [f"--web.listen-address=https://127.0.0.1:{tls}"]
    listen += [f"--web.listen-address={pages}"]
    start(stack, sys.executable, "-m", "collector", "serve", *data, *listen)
    until(lambda: get(f"{pages}/-/ready"))
    relay = Relay(tls)
    create = [sys.executable, "-m", "collector", *data, "token", "create"]
    create += ["--uses", "1", "--days", "1"]
    create += ["--url", f"https://127.0.0.1:{relay.port}"]
    token = subprocess.run(
        create,
        check=True,
        capture_output=True,
    ).stdout
    settings = folder / "agent.toml"
    settings.write_text(
        f'data_directory = "{folder / "agent"}"\nproxy = "none"\n'
        f"report_interval_s = {INTERVAL_S}\n"
        + "".join(f"[probes.{n}]\ninterval_s = {INTERVAL_S}\n" for n in frequent()),
        encoding="utf-8",
    )
    enrol = [sys.executable, "-m", "agent", "enrol", "--config", str(settings), "-"]
    subprocess.run(enrol, input=token, check=True, capture_output=True)
    return relay, pages, settings


def frequent() -> list[str]:
    """Return the probes that by default run with every report."""
    from agent.probes import INTERVALS, PROBES

    return [name for name in PROBES if INTERVALS.get(name, 60) <= 60]


def run(*, quick: bool) -> dict[str, object]:
    """Measure memory, CPU, upload and cold start, with one report each 5 s.

    Figures per hour and day are for a report each 60 s: cost per report × reports.
    """
    window_s = 40.0 if quick else 300.0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        relay, pages, settings = enrolled(stack, Path(name))
        before = relay.up
        began = time.monotonic()
        agent = start(
            stack, sys.executable, "-m", "agent", "run", "--config", str(settings)
        )
        until(lambda: '"last_received"' in get(f"{pages}/api/v1/machines"))
        cold_s = time.monotonic() - began
        peer, address = None, f"127.0.0.1:{free_port()}"
        if NODE_EXPORTER.exists():
            peer = start(stack, str(NODE_EXPORTER), f"--web.listen-address={address}")
            until(lambda: get(f"http://{address}/metrics"))
        others = {
            other: start(stack, *command)
            for other, command in peers.commands(Path(name), INTERVAL_S).items()
        }
        time.sleep(INTERVAL_S * 2)
        first_up = relay.up - before
        at, up = peers.cpu_s(agent.pid), relay.up
        peer_at = peers.cpu_s(peer.pid) if peer else 0.0
        others_at = {other: peers.cpu_s(p.pid) for other, p in others.items()}
        sizes: list[dict[str, float]] = []
        cycles = 0
        end = time.monotonic() + window_s
        while time.monotonic() < end:
            time.sleep(INTERVAL_S)
            cycles += 1
            if peer:
                get(f"http://{address}/metrics")
            sizes.append(peers.memory(agent.pid))
        per_report = (relay.up - up) / cycles
        figures: dict[str, object] = {
            "window_s": window_s,
            "cold_start_s": round(cold_s, 2),
            "first_upload_bytes": first_up,
            "upload_bytes_per_report": round(per_report),
            "upload_mb_per_day": round(per_report * 1440 / 1e6, 2),
            "cpu_s_per_hour": round((peers.cpu_s(agent.pid) - at) / cycles * 60, 3),
            **{k: round(statistics.median(s[k] for s in sizes), 1) for k in sizes[0]},
        }
        if peer:
            cost = peers.cpu_s(peer.pid) - peer_at
            figures["node_exporter"] = {
                "cpu_s_per_hour": round(cost / cycles * 60, 3),
                **{k: round(v, 1) for k, v in peers.memory(peer.pid).items()},
            }
        for other, program in others.items():
            cost = peers.cpu_s(program.pid) - others_at[other]
            figures[other] = {
                "cpu_s_per_hour": round(cost / cycles * 60, 3),
                **{k: round(v, 1) for k, v in peers.memory(program.pid).items()},
            }
        return figures
