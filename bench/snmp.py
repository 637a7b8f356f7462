"""What reading a switch of 52 ports costs, beside other readers; and 200 of them."""

import contextlib
import http.client
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from agent.readers.snmp.rows import Oid, oid
from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import connector
from agent.switches.poll import DevicePoll
from bench import peers, snmp_fleet
from bench.agent import free_port, get, until
from bench.snmp_devices import made
from bench.snmp_exporter_config import config

EXPORTER = Path("/usr/bin/prometheus-snmp-exporter")
IF_ENTRY, IFX_ENTRY = oid("1.3.6.1.2.1.2.2.1"), oid("1.3.6.1.2.1.31.1.1.1")
CLOCKS = (oid("1.3.6.1.2.1.1.3.0"), oid("1.3.6.1.6.3.10.2.1.3.0"))
COLUMNS: tuple[Oid, ...] = (
    *((*IFX_ENTRY, column) for column in (6, 10, 7, 11, 8, 12, 9, 13, 15, 19)),
    *((*IF_ENTRY, column) for column in (14, 20, 13, 19, 8, 7)),
)
"""What is read each minute: octets and packets both ways, errors, discards, states."""
IF_MIB = (oid("1.3.6.1.2.1.2"), oid("1.3.6.1.2.1.31.1.1"))
COMMUNITY = Community("bench", Secret("switch"))


@contextlib.contextmanager
def prepared(count: int = 1, recording: str = "") -> Iterator[tuple[Address, Any]]:
    """Serve *count* devices from a prepared table; yield the first, and what ends it."""
    first = snmp_fleet.free_udp_ports(count)
    command = [sys.executable, "-m", "bench.snmp_devices", str(first), str(count)]
    process = subprocess.Popen(
        command + ([recording] if recording else []),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()

    def asked() -> dict[str, Any]:
        told, _ = process.communicate(timeout=60)
        return dict(json.loads(told))

    try:
        yield Address("127.0.0.1", first), asked
    finally:
        if process.poll() is None:
            process.communicate(timeout=60)


@contextlib.contextmanager
def by_snmpsim() -> Iterator[tuple[Address, Any]]:
    """Serve the same device by snmpsim."""
    from tests.support.snmpsim import snmpsim

    def text(tag: int, value: object) -> str:
        if isinstance(value, bytes):
            return f"{tag}x|{value.hex()}"
        return f"{tag}|{value}"

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        lines = [
            f"{'.'.join(map(str, name))}|{text(tag, value)}\n"
            for name, tag, value in sorted(made(), key=lambda row: row[0])
        ]
        (data / "switch.snmprec").write_text("".join(lines), "ascii")
        with snmpsim(Path(folder), data=data) as address:
            yield address, None


def own_cpu_ms(work: Callable[[], object], times: int) -> float:
    """Return the CPU of this process for one *work*, the median of some rounds."""
    work()
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(max(1, times // 5)):
            work()
        rounds.append((time.process_time() - began) / max(1, times // 5))
    return statistics.median(rounds) * 1e3


def counters(device: SnmpDevice) -> Callable[[], None]:
    """Return the poll of the counters: clocks, then the columns side by side."""

    def poll() -> None:
        device.get(CLOCKS)
        found = device.columns(COLUMNS)
        assert found.stopped is None
        assert len(found.values) == 52 * len(COLUMNS)

    return poll


def tables(device: SnmpDevice) -> Callable[[], None]:
    """Return the walk of all that if_mib walks."""

    def walk() -> None:
        device.get(CLOCKS[:1])
        assert sum(len(device.walk(base).values) for base in IF_MIB) > 2000

    return walk


def ours(address: Address, times: int) -> dict[str, float]:
    """Return what our own way costs: packets, the whole poll, and all of if_mib."""
    device = connector(address, timeout_s=5, retries=2)(COMMUNITY)
    watched = DevicePoll(interval_s=60, all_interfaces=False, uptime=time.monotonic)
    try:
        return {
            "counters_ms": own_cpu_ms(counters(device), times),
            "counters_with_rates_ms": own_cpu_ms(lambda: watched.poll(device), times),
            "if_mib_ms": own_cpu_ms(tables(device), times // 2),
        }
    finally:
        device.close()


def pysnmp(address: Address, times: int) -> dict[str, float]:
    """Return what the same costs by pysnmp behind the same door."""
    from agent.sources.snmp.pysnmp_exchange import PysnmpExchange, Session

    exchange = PysnmpExchange(Session(address, timeout_s=5, retries=2), COMMUNITY)
    device = Asker(exchange, time.monotonic)
    try:
        return {
            "counters_ms": own_cpu_ms(counters(device), times),
            "if_mib_ms": own_cpu_ms(tables(device), times // 2),
        }
    finally:
        device.close()


def bulkwalk(address: Address, times: int) -> dict[str, float]:
    """Return what net-snmp's snmpbulkwalk costs for if_mib, its start included."""
    front = ["snmpbulkwalk", "-v2c", "-c", "switch", "-Cr25", "-On", "-t", "5"]
    where = f"{address.host}:{address.port}"
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(times):
        for base in IF_MIB:
            name = ".".join(map(str, base))
            subprocess.run([*front, where, name], check=True, capture_output=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    return {"if_mib_ms": cost / times * 1e3}


@contextlib.contextmanager
def exporter() -> Iterator[tuple[int, int]]:
    """Run Debian's snmp_exporter; yield its process and its port."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "snmp.yml"
        settings.write_text(config("switch", COLUMNS), "utf-8")
        port = free_port()
        process = subprocess.Popen(
            [
                str(EXPORTER),
                f"--config.file={settings}",
                f"--web.listen-address=127.0.0.1:{port}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until(lambda: get(f"http://127.0.0.1:{port}/metrics"))
            yield process.pid, port
        finally:
            process.terminate()
            process.wait(30)


def scraped(pid: int, port: int, address: Address, times: int) -> dict[str, float]:
    """Return what a scrape of each module costs the exporter."""
    found = {}
    for name, module, least in (
        ("if_mib_ms", "if_mib", 1500),
        ("counters_ms", "counters", 52 * len(COLUMNS)),
    ):
        path = f"/snmp?target={address.host}:{address.port}&module={module}"
        series = _scrape(port, path)
        if series < least:
            raise RuntimeError(f"snmp_exporter gave {series} series of {module}")
        began = peers.cpu_s(pid)
        for _ in range(times):
            _scrape(port, path)
        found[name] = (peers.cpu_s(pid) - began) / times * 1e3
    return found


def _scrape(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return sum(1 for line in body.splitlines() if line.startswith(b"if"))


def compared(address: Address, *, times: int) -> dict[str, Any]:
    """Return the CPU of each reader on the same device, and ratios to the exporter."""
    figures: dict[str, Any] = {"hatang": ours(address, times)}
    figures["pysnmp"] = pysnmp(address, max(5, times // 10))
    with contextlib.suppress(FileNotFoundError):
        figures["snmpbulkwalk"] = bulkwalk(address, max(3, times // 5))
    if EXPORTER.exists():
        with exporter() as (pid, port):
            figures["snmp_exporter"] = scraped(pid, port, address, times)
    # Once more, for the machine may have been busier at the beginning.
    again = ours(address, times)
    figures["hatang"] = {k: min(v, again[k]) for k, v in figures["hatang"].items()}
    best = figures["hatang"]
    ratios = {"pysnmp_to_hatang": figures["pysnmp"]["counters_ms"]}
    ratios["pysnmp_to_hatang"] /= best["counters_ms"]
    if "snmp_exporter" in figures:
        whole = figures["snmp_exporter"]["if_mib_ms"]
        ratios |= {
            "counters_to_exporter_if_mib": best["counters_ms"] / whole,
            "poll_to_exporter_if_mib": best["counters_with_rates_ms"] / whole,
            "if_mib_to_exporter_if_mib": best["if_mib_ms"] / whole,
            "counters_to_exporter_same_columns": best["counters_ms"]
            / figures["snmp_exporter"]["counters_ms"],
        }
    if "snmpbulkwalk" in figures:
        bulk = figures["snmpbulkwalk"]["if_mib_ms"]
        ratios["if_mib_to_snmpbulkwalk"] = best["if_mib_ms"] / bulk
    return figures | {"ratios": ratios}


def run(*, quick: bool) -> dict[str, Any]:
    """Return CPU per poll on a prepared table and on snmpsim, and of 200 devices."""
    result: dict[str, Any] = {"ports": 52, "columns": len(COLUMNS)}
    with prepared() as (address, _):
        result["prepared_table"] = compared(address, times=50 if quick else 200)
    print("  one device done", file=sys.stderr, flush=True)
    try:
        with by_snmpsim() as (address, _):
            result["snmpsim"] = compared(address, times=10 if quick else 30)
    except ImportError:
        result["snmpsim"] = "not installed"
    print("  snmpsim done", file=sys.stderr, flush=True)
    minutes = 3 if quick else 10
    result["fleet"] = snmp_fleet.measured(prepared, devices=200, minutes=minutes)
    return result
