"""Ingest: durable reports a second and CPU per report, beside Pushgateway.

One collector process takes batches of one report from 100 kept connections of another
process; each is committed to SQLite before its answer. CPU is that of the server process.
``plain`` is the steady state: 4.1 kB of values, facts in an agent's first report only.
``facts_each_time`` holds 60 values and facts in every report, ``small`` the 60 values alone.
Pushgateway gets the numbers of ``plain`` or ``small`` as text, and keeps them in memory.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psutil

from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.wire import Table
from bench.ingest_client import Load
from bench.ingest_reports import TABLE, WIDE, body, push_body, told
from collector.store.interface import Agent, AuditRecord
from collector.store.opening import open_store

CONNECTIONS = 100
PUSHGATEWAY = "/usr/bin/prometheus-pushgateway"
_LIMITS = "[limits]\nbatches_per_minute_per_agent = 10000000.0\n"
_CREDENTIAL = Secret("c" * 43)


def _agent(number: int) -> str:
    return f"{number:032x}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")


@contextmanager
def _collector(folder: Path) -> Iterator[tuple[psutil.Process, int, int]]:
    """Run a collector that knows the agents; yield it, its http and https ports."""
    settings = folder / "collector.toml"
    settings.write_text(_LIMITS)
    data = folder / "data"
    data.mkdir(mode=0o700)
    store = open_store(f"sqlite:///{data / 'hatang.db'}")
    for number in range(CONNECTIONS):
        agent = Agent(
            _agent(number), "active", _CREDENTIAL.digest(), f"pc-{number}", site="s"
        )
        store.put_agent(agent, AuditRecord(0.0, "bench", "agent_enrolled", agent.id))
    store.close()
    plain, tls = _free_port(), _free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "collector", "serve"),
                *("--data-directory", str(data), "--config.file", str(settings)),
                *("--web.listen-address", f"http://127.0.0.1:{plain}"),
                *("--web.listen-address", f"https://127.0.0.1:{tls}"),
            ],
            stdout=log,
            stderr=log,
        )
    try:
        _wait(plain, process)
        yield psutil.Process(process.pid), plain, tls
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def _pushgateway(*flags: str) -> Iterator[tuple[psutil.Process, int]]:
    port = _free_port()
    process = subprocess.Popen(
        [PUSHGATEWAY, f"--web.listen-address=127.0.0.1:{port}", *flags],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # a Pushgateway that is busy checking
            process.kill()
            process.wait()


def _measure(
    process: psutil.Process, load: Load, seconds: float, rate: float = 0.0
) -> dict[str, float]:
    before = process.cpu_times()
    told = _client(load, seconds, rate)
    after = process.cpu_times()
    cpu = after.user + after.system - before.user - before.system
    count = max(1.0, told["requests"])
    return {
        "requests_per_s": round(count / told["seconds"], 1),
        "cpu_us_per_request": round(cpu / count * 1e6, 1),
        "p50_ms": round(told["p50_ms"], 2),
        "p99_ms": round(told["p99_ms"], 2),
        "failures": told["failures"],
    }


def _client(load: Load, seconds: float, rate: float) -> dict[str, float]:
    """Run the load in a process of its own."""
    asked = msgspec.structs.replace(load, seconds=seconds, rate=rate)
    done = subprocess.run(
        [sys.executable, "-m", "bench.ingest_client"],
        input=msgspec.msgpack.encode(asked),
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + 120,
    )
    return msgspec.json.decode(done.stdout, type=dict[str, float])


def _reports(
    port: int,
    *,
    tls: bool = False,
    packed: bool = False,
    table: Table = TABLE,
    facts: bool = False,
) -> Load:
    return Load(
        port=port,
        tls=tls,
        packed=packed,
        sequence_mark=b"123456789",
        first=1,
        requests=[
            (
                "POST",
                "/api/v1/reports",
                f"Bearer {_agent(n)}.{_CREDENTIAL.reveal()}",
                body(n, table, facts=facts),
            )
            for n in range(CONNECTIONS)
        ],
    )


def _pushes(port: int, groups: int, table: Table) -> Load:
    text = push_body(table)
    return Load(
        port=port,
        requests=[
            ("PUT", f"/metrics/job/bench/instance/pc-{n}", "", text)
            for n in range(groups)
        ],
    )


def _collector_figures(seconds: float) -> dict[str, object]:
    figures: dict[str, object] = {"reports": told()}
    with (
        tempfile.TemporaryDirectory() as name,
        _collector(Path(name)) as (process, plain, tls),
    ):
        load = _reports(plain, table=WIDE)
        with_facts = _reports(plain, facts=True)
        warm = msgspec.structs.replace(with_facts, tables=wire.encode(_tables()))
        first = 1

        def one(
            load: Load, seconds: float = seconds, rate: float = 0.0
        ) -> dict[str, float]:
            nonlocal first
            first += 10_000_000
            load = msgspec.structs.replace(load, first=first)
            return _measure(process, load, seconds, rate)

        one(warm, 1.0)
        figures["plain"] = plain_figures = one(load)
        half = plain_figures["requests_per_s"] / 2
        figures["at_half_load"] = one(load, rate=half)
        figures["facts_each_time"] = one(with_facts)
        figures["small"] = one(_reports(plain))
        figures["gzip"] = one(_reports(plain, packed=True, table=WIDE))
        figures["tls"] = one(_reports(tls, tls=True, table=WIDE))
        figures["rss_mib"] = round(process.memory_info().rss / 2**20, 1)
        figures["stored"] = sum(
            f.stat().st_size for f in (Path(name) / "data").glob("hatang.db*")
        )
    return figures


def _tables() -> dict[str, Table]:
    return {wire.table_id(table): table for table in (TABLE, WIDE)}


def run(*, quick: bool) -> dict[str, object]:
    """Return figures and ratios; *quick* takes shorter windows and fewer groups."""
    seconds = 3.0 if quick else 10.0
    ours = _collector_figures(seconds)
    result: dict[str, object] = {"collector": ours}
    if shutil.which(PUSHGATEWAY) is None:
        return {**result, "pushgateway": "not installed"}
    peers: dict[str, dict[str, float]] = {}
    off = ("--push.disable-consistency-check",)
    for name, table, groups, flags in (
        ("check_off", WIDE, 1000, off),
        ("check_off_small", TABLE, 1000, off),
        ("check_on", WIDE, 100 if quick else 1000, ()),
    ):
        with _pushgateway(*flags) as (process, port):
            load = _pushes(port, groups, table)
            if name == "check_on" and quick:  # it answers a few requests a second
                load.connections = 10
            fill = 100.0 if name == "check_on" else 5.0  # until all groups are there
            _client(load, 1.0 if quick else fill, 0.0)
            peers[name] = _measure(process, load, seconds)
    result["pushgateway"] = peers
    result["ratios"] = {
        name: _ratio(ours["small" if name.endswith("small") else "plain"], peer)
        for name, peer in peers.items()
    }
    return result


def _ratio(mine: object, peer: dict[str, float]) -> dict[str, float]:
    """Return our requests and CPU over the peer's; both sent the same numbers."""
    assert isinstance(mine, dict)
    return {
        "requests": round(mine["requests_per_s"] / peer["requests_per_s"], 2),
        "cpu": round(mine["cpu_us_per_request"] / peer["cpu_us_per_request"], 4),
    }
