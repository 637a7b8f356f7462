"""Ingest: durable reports a second and CPU per report, beside Pushgateway.

One collector process takes reports of about 4.1 kB (60 values and facts) from 100 kept
connections of another process; each is committed to SQLite before its answer. CPU is
that of the server process. Pushgateway gets the same 60 numbers in text, in memory.
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
from agent.shared.wire import Declaration, Item, Table
from bench.ingest_client import Load
from collector.store.interface import Agent, AuditRecord
from collector.store.opening import open_store

CONNECTIONS = 100
BYTES = 4116
PUSHGATEWAY = "/usr/bin/prometheus-pushgateway"
_LIMITS = "[limits]\nbatches_per_minute_per_agent = 10000000.0\n"
_CREDENTIAL = Secret("c" * 43)

TABLE = Table(
    "bench",
    60.0,
    tuple(
        Declaration(f"hatang_bench_{number}_bytes", "gauge", "A number.", ("device",))
        for number in range(6)
    ),
    tuple((number % 6, (f"device{number // 6}",)) for number in range(60)),
)


def _agent(number: int) -> str:
    return f"{number:032x}"


def _body(number: int) -> bytes:
    """Return one agent's batch; ``SEQUENCE`` stands where the sequence belongs."""
    facts: wire.Facts = {"software": {}}
    while True:
        report = wire.Report(
            spool="0123abcd",
            sequence=123456789,
            time=time.time(),  # noqa: TID251 - a benchmark has no other clock
            boot="b" * 16,
            uptime_s=1000.0,
            facts_id=wire.facts_id(facts),
            readings=(
                wire.Reading(
                    wire.table_id(TABLE), 0.0, tuple(1e6 / (n + 7) for n in range(60))
                ),
            ),
            facts=facts,
        )
        batch = wire.Batch(
            instance=f"{number:016x}",
            sent=report.time,
            boot=report.boot,
            uptime_s=1000.0,
            reports=(msgspec.Raw(wire.encode(report)),),
            agent_version="0.1.0",
            hostname=f"pc-{number}",
        )
        body = wire.encode(batch)
        if len(body) >= BYTES:
            return body
        key = f"package-{len(facts['software'])}"
        facts["software"][key] = Item({"version": "1.2.3-4", "maker": "Somebody"})


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
        process.wait(10)


def _push_body() -> bytes:
    lines = ["# TYPE hatang_bench gauge\n"]
    lines += [
        f'hatang_bench{{device="device{n}"}} {1e6 / (n + 7)}\n' for n in range(60)
    ]
    return "".join(lines).encode()


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


def _reports(port: int, *, tls: bool = False, packed: bool = False) -> Load:
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
                _body(n),
            )
            for n in range(CONNECTIONS)
        ],
    )


def _pushes(port: int, groups: int) -> Load:
    body = _push_body()
    return Load(
        port=port,
        requests=[
            ("PUT", f"/metrics/job/bench/instance/pc-{n}", "", body)
            for n in range(groups)
        ],
    )


def _collector_figures(seconds: float) -> dict[str, object]:
    figures: dict[str, object] = {"bytes": len(_body(0))}
    with (
        tempfile.TemporaryDirectory() as name,
        _collector(Path(name)) as (process, plain, tls),
    ):
        load = _reports(plain)
        warm = msgspec.structs.replace(load, tables=wire.encode(_tables()))
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
        figures["gzip"] = one(_reports(plain, packed=True))
        figures["tls"] = one(_reports(tls, tls=True))
        figures["rss_mib"] = round(process.memory_info().rss / 2**20, 1)
        figures["stored"] = sum(
            f.stat().st_size for f in (Path(name) / "data").glob("hatang.db*")
        )
    return figures


def _tables() -> dict[str, Table]:
    return {wire.table_id(TABLE): TABLE}


def run(*, quick: bool) -> dict[str, object]:
    """Return figures and ratios; *quick* takes shorter windows and fewer groups."""
    seconds = 3.0 if quick else 10.0
    ours = _collector_figures(seconds)
    result: dict[str, object] = {"collector": ours}
    if shutil.which(PUSHGATEWAY) is None:
        return {**result, "pushgateway": "not installed"}
    peers: dict[str, dict[str, float]] = {}
    for name, groups, flags in (
        ("check_off", 1000, ("--push.disable-consistency-check",)),
        ("check_on", 100 if quick else 1000, ()),
    ):
        with _pushgateway(*flags) as (process, port):
            load = _pushes(port, groups)
            if name == "check_on":  # it answers a few requests a second
                load.connections = 10
            _client(load, 1.0 if quick else 5.0, 0.0)
            peers[name] = _measure(process, load, seconds)
    plain = ours["plain"]
    assert isinstance(plain, dict)
    result["pushgateway"] = peers
    result["ratios"] = {
        name: {
            "requests": round(plain["requests_per_s"] / peer["requests_per_s"], 2),
            "cpu": round(plain["cpu_us_per_request"] / peer["cpu_us_per_request"], 3),
        }
        for name, peer in peers.items()
    }
    return result
