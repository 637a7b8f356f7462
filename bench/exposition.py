"""Exposition: what pages of a large fleet cost, beside Pushgateway and client_python.

Each agent has 60 series in six tables, as a workstation's probes make them. CPU
seconds are of the process that writes the page; each figure is a median.
"""

import gc
import random
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from agent.shared import wire
from bench.exposition_pushgateway import pushgateway
from collector.exposition import Exposition, Shown, gzip
from collector.live import LiveState
from collector.store.interface import Agent, AgentStatus

SERIES = 60
SITE_SIZE = 200
NOW = 1_795_000_000.0

# probe: (metric, kind, label name, label values)
_PROBES: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "cpu": (
        ("cpu_seconds_total", "counter", "mode", ("user", "system", "idle", "iowait")),
        ("cpu_frequency_hertz", "gauge", "", ("",)),
        ("cpu_load", "gauge", "window", ("1m", "5m", "15m")),
    ),
    "memory": tuple(
        (f"memory_{name}", kind, "", ("",))
        for name, kind in (
            ("size_bytes", "gauge"),
            ("available_bytes", "gauge"),
            ("committed_bytes", "gauge"),
            ("commit_limit_bytes", "gauge"),
            ("swap_size_bytes", "gauge"),
            ("swap_used_bytes", "gauge"),
            ("hard_faults_total", "counter"),
            ("pressure_seconds_total", "counter"),
        )
    ),
    "disk": tuple(
        (f"disk_{name}_total", "counter", "device", ("sda", "nvme0n1"))
        for name in (
            "read_bytes",
            "written_bytes",
            "reads",
            "writes",
            "read_seconds",
            "write_seconds",
        )
    ),
    "filesystem": tuple(
        (f"filesystem_{name}", "gauge", "mountpoint", ("/", "/home"))
        for name in ("size_bytes", "available_bytes", "files", "files_free")
    ),
    "network": tuple(
        (f"network_{name}", kind, "device", ("eth0", "wlan0"))
        for name, kind in (
            ("receive_bytes_total", "counter"),
            ("transmit_bytes_total", "counter"),
            ("receive_errors_total", "counter"),
            ("transmit_errors_total", "counter"),
            ("speed_bytes", "gauge"),
            ("mtu_bytes", "gauge"),
            ("up", "gauge"),
        )
    ),
    "own": (
        ("boot_timestamp_seconds", "gauge", "", ("",)),
        ("sessions", "gauge", "", ("",)),
        ("processes", "gauge", "", ("",)),
        ("probe_success", "gauge", "probe", ("cpu", "disk", "memory", "network")),
        ("probe_seconds", "gauge", "probe", ("cpu", "disk", "memory")),
    ),
}


def _table(probe: str) -> wire.Table:
    metrics, series = [], []
    for index, (name, kind, label, values) in enumerate(_PROBES[probe]):
        metrics.append(
            wire.Declaration(
                f"hatang_{name}",
                kind,  # type: ignore[arg-type]
                f"What the {probe} probe knows of {name}.",
                (label,) if label else (),
            )
        )
        series += [(index, (value,) if label else ()) for value in values]
    return wire.Table(probe, 60.0, tuple(metrics), tuple(series))


TABLES = {wire.table_id(table): table for table in map(_table, _PROBES)}
assert sum(len(table.series) for table in TABLES.values()) == SERIES


def _values(count: int, rng: random.Random) -> tuple[float, ...]:
    """Return half whole numbers, half not, as counters and gauges are."""
    return tuple(
        float(rng.randrange(10**10)) if rng.random() < 0.5 else rng.random() * 1e4
        for _ in range(count)
    )


def _report(sequence: int, rng: random.Random) -> wire.Report:
    readings = tuple(
        wire.Reading(id_, 0.0, _values(len(table.series), rng))
        for id_, table in TABLES.items()
    )
    return wire.Report("0" * 8, sequence, NOW, "boot", 1.0, readings=readings)


def _fleet(size: int) -> list[Shown]:
    return [
        Shown(
            Agent(
                id=f"{number:032x}",
                state="active",
                credential_digest="",
                hostname=f"PC-{number:05}",
                site=f"site-{number // SITE_SIZE}",
            ),
            f"PC-{number:05}",
            AgentStatus(f"{number:032x}", last_received=NOW, last_time=NOW),
            "fresh",
        )
        for number in range(size)
    ]


def _median_cpu(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def _ours(size: int, *, times: int) -> tuple[dict[str, float], LiveState, list[Shown]]:
    fleet = _fleet(size)
    sites = [fleet[i : i + SITE_SIZE] for i in range(0, size, SITE_SIZE)]
    live, rng = LiveState(), random.Random(1)
    exposition = Exposition(live)
    samples = [_report(1, rng) for _ in range(200)]

    def update() -> None:
        for number, shown in enumerate(fleet):
            report = samples[number % 200]
            live.apply(shown.agent.id, report, TABLES, update.time, update.time)  # type: ignore[attr-defined]

    def pages() -> int:
        return sum(
            len(exposition.site_page(site, NOW, openmetrics=False)) for site in sites
        )

    update.time = NOW  # type: ignore[attr-defined]
    update()
    size_bytes = pages()
    updates = []
    for round_ in range(times):
        update.time = NOW + round_ + 1  # type: ignore[attr-defined]
        updates.append(_median_cpu(update, 1))
    page = exposition.agent_page(fleet[0], NOW, openmetrics=False)
    whole = b"".join(
        exposition.site_page(site, NOW, openmetrics=False) for site in sites
    )
    figures = {
        "fleet_cpu_seconds": _median_cpu(pages, times),
        "fleet_bytes": size_bytes,
        "agent_page_microseconds": 1e6
        * _median_cpu(
            lambda: [
                exposition.agent_page(s, NOW, openmetrics=False) for s in fleet[:1000]
            ],
            times,
        )
        / min(size, 1000),
        "agent_page_bytes": len(page),
        "update_microseconds_per_report": 1e6 * statistics.median(updates) / size,
        "gzip_cpu_seconds": _median_cpu(lambda: gzip(whole), 3),
        "gzip_bytes": len(gzip(whole)),
    }
    return figures, live, fleet


def _memory(size: int) -> dict[str, float]:
    """Return what an agent beyond the first costs, by tracemalloc."""
    rng = random.Random(2)
    samples = [_report(1, rng) for _ in range(50)]
    fleet = _fleet(size + 1)
    live = LiveState()
    exposition = Exposition(live)

    def take(part: list[Shown]) -> None:
        for number, shown in enumerate(part):
            live.apply(shown.agent.id, samples[number % 50], TABLES, NOW, NOW)
        exposition.site_page(part, NOW, openmetrics=False)

    take(fleet[:1])
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    take(fleet[1:])
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return {"kib_per_agent_beyond_the_first": grown / size / 1024}


class _Custom(Collector):
    """The same series by client_python's custom collector."""

    def __init__(self, live: LiveState, fleet: list[Shown]) -> None:
        self._rows = [(s.instance, live.series(s.agent.id, NOW)) for s in fleet]

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        families: dict[str, GaugeMetricFamily | CounterMetricFamily] = {}
        for instance, series in self._rows:
            for declaration, labels, value in series:
                family = families.get(declaration.name)
                if family is None:
                    kind = (
                        CounterMetricFamily
                        if declaration.kind == "counter"
                        else GaugeMetricFamily
                    )
                    family = families[declaration.name] = kind(
                        declaration.name,
                        declaration.help,
                        labels=("instance", *declaration.labels),
                    )
                family.add_metric((instance, *labels.values()), value)
        yield from families.values()


def _client_python(live: LiveState, fleet: list[Shown], *, times: int) -> float:
    registry = CollectorRegistry()
    registry.register(_Custom(live, fleet))
    return _median_cpu(lambda: generate_latest(registry), times)


def run(*, quick: bool) -> dict[str, object]:
    """Return the figures of fleets of 1,000 and 10,000 agents with 60 series."""
    result: dict[str, object] = {"series_per_agent": SERIES}
    times = 3 if quick else 7
    for size in (1000, 10_000):
        ours, live, fleet = _ours(size, times=times)
        figures: dict[str, object] = {"hatang": ours}
        fleet_s = ours["fleet_cpu_seconds"]
        client = _client_python(live, fleet, times=1 if quick else 3)
        figures["prometheus_client_cpu_seconds"] = client
        figures["prometheus_client_ratio"] = client / fleet_s
        if size == 1000 or not quick:
            push = pushgateway(live, fleet, NOW, times=times if size == 1000 else 3)
            figures["pushgateway"] = push
            if push:
                figures["pushgateway_ratio"] = push["fleet_cpu_seconds"] / fleet_s
        result[str(size)] = figures
        print(f"  {size} agents done", file=sys.stderr, flush=True)
        del live, fleet
        gc.collect()
    result["memory"] = _memory(1000)
    result["max_rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result
