"""What ``bench.ingest`` sends: our batches, and the same numbers as Prometheus text."""

import time

import msgspec

from agent.shared import wire
from agent.shared.wire import Declaration, Item, Table

WIDE_SERIES = 218  # of 60 metrics: a batch of about 4.1 kB
FACTS: wire.Facts = {  # with 60 values, the same
    "software": {
        f"package-{number}": Item({"version": "1.2.3-4", "maker": "Somebody"})
        for number in range(39)
    }
}

TABLE = Table(
    "bench",
    60.0,
    tuple(
        Declaration(f"hatang_bench_{number}_bytes", "gauge", "A number.", ("device",))
        for number in range(60)
    ),
    tuple((number % 60, (f"device{number // 60}",)) for number in range(60)),
)
WIDE = msgspec.structs.replace(
    TABLE,
    probe="bench_wide",
    series=tuple((n // 4, (f"device{n % 4}",)) for n in range(WIDE_SERIES)),
)


def _values(count: int) -> tuple[float, ...]:
    return tuple(1e6 / (n + 7) for n in range(count))


def body(number: int, table: Table = TABLE, *, facts: bool = False) -> bytes:
    """Return one agent's batch; 123456789 stands where the sequence belongs."""
    report = wire.Report(
        spool="0123abcd",
        sequence=123456789,
        time=time.time(),  # noqa: TID251 - a benchmark has no other clock
        boot="b" * 16,
        uptime_s=1000.0,
        facts_id=wire.facts_id(FACTS),
        readings=(wire.Reading(wire.table_id(table), 0.0, _values(len(table.series))),),
        facts=FACTS if facts else None,
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
    return wire.encode(batch)


def push_body(table: Table) -> bytes:
    """Return the values of *table* as Pushgateway takes them."""
    lines: dict[int, list[str]] = {}
    for value, (index, (device,)) in zip(
        _values(len(table.series)), table.series, strict=True
    ):
        name = table.metrics[index].name
        known = lines.setdefault(index, [f"# TYPE {name} gauge\n"])
        known.append(f'{name}{{device="{device}"}} {value}\n')
    return "".join("".join(part) for part in lines.values()).encode()


def told() -> dict[str, str]:
    """Return what the reports of each row hold."""
    wide, long, short = body(0, WIDE), body(0, facts=True), body(0)
    return {
        "plain, at_half_load, gzip, tls": (
            f"{len(wide)} bytes: {WIDE_SERIES} values of 60 metrics; facts came once"
        ),
        "facts_each_time": f"{len(long)} bytes: 60 values and facts",
        "small": f"{len(short)} bytes: 60 values; facts came once",
    }
