"""What simulated agents see of their ways and services, in the office that goes on.

Every machine asks its gateway and resolver, three in four check services; the server of a
site measures its broadband lines. From what is made up of each line, as real probes tell it.
"""

from collections.abc import Iterator, Sequence
from random import Random

from agent.shared.wire import Reading
from collector.simulator.shapes import Pc, Wan
from collector.simulator.sheets import Sheet, sheet

SERVICES = ("Dịch vụ công", "Thư viện số", "Thư điện tử")
_WAY = ("target", "target_role", "line", "method")
_TEST = ("line", "direction", "reach", "method")
_HOSTS = (("operator", 0.3), ("domestic", 1.0), ("international", 6.0))
_STATISTICS = (("min", 0.9), ("median", 1.0), ("p95", 1.4), ("max", 2.2))
_A_SECOND = 1.0
_Found = tuple[str, tuple[str, ...], tuple[str, ...], float]


def way_readings(
    pc: Pc, lines: Sequence[Wan], uptime_s: float, period_s: float, draw: Random
) -> Iterator[tuple[Sheet, Reading]]:
    """Yield the tables and readings of *pc*; *lines* are those that it measures."""
    found = [*_way("10.0.0.1", "gateway", "", uptime_s / 5, 0.0006, draw)]
    found += _way("10.0.0.1", "dns", "", uptime_s / 5, 0.003, draw)
    for line in lines:
        for role, factor in _HOSTS:
            rtt_s = line.rtt_s * factor
            name = f"{role}.{line.operator.lower()}.example"
            found += _way(name, role, line.id, uptime_s * _A_SECOND, rtt_s, draw)
    yield _told("path", period_s, found)
    if pc.number % 4 or lines:
        yield _told("service", period_s, list(_services(uptime_s, draw)))
    if lines:
        tested = [one for line in lines for one in _tests(line)]
        yield _told("line_throughput", period_s, tested)


def _told(probe: str, period_s: float, found: list[_Found]) -> tuple[Sheet, Reading]:
    table = sheet(probe, period_s, [one[:3] for one in found])
    return table, Reading(table.id, 0.0, tuple(round(one[3], 6) for one in found))


def _way(  # noqa: PLR0913, PLR0917 - what a way is
    target: str, role: str, line: str, probes: float, rtt_s: float, draw: Random
) -> Iterator[_Found]:
    way = (target, role, line, "dns" if role == "dns" else "icmp")
    now_s = rtt_s * draw.uniform(0.92, 1.15)
    for name, value in (
        ("probes_total", float(int(probes))),
        ("probes_lost_total", float(int(probes * 0.0004))),
        ("up", 1.0),
        ("watched_seconds_total", probes if line else probes * 5),
        ("outages_total", 0.0),
        ("outage_seconds_total", 0.0),
        ("jitter_seconds", now_s * 0.06),
    ):
        yield f"path_{name}", _WAY, way, value
    for statistic, factor in _STATISTICS:
        labels = (*_WAY, "statistic"), (*way, statistic)
        yield "path_rtt_seconds", *labels, now_s * factor


def _services(uptime_s: float, draw: Random) -> Iterator[_Found]:
    for number, name in enumerate(SERVICES):
        one = ("service",), (name,)
        first_s = 0.06 * (number + 1) * draw.uniform(0.8, 1.3)
        yield "service_up", *one, 1.0
        for phase, seconds in (
            ("dns", 0.004),
            ("connect", 0.012),
            ("tls", 0.03),
            ("first_byte", first_s),
            ("total", first_s + 0.05),
        ):
            yield "service_phase_seconds", ("service", "phase"), (name, phase), seconds
        checked = ("service", "result"), (name, "ok")
        yield "service_checks_total", *checked, float(int(uptime_s / 60))
        ends = 1_900_000_000.0 + 86400 * number
        yield "service_certificate_expiry_timestamp_seconds", *one, ends


def _tests(line: Wan) -> Iterator[_Found]:
    share = line.throughput
    for direction, mbps in (("down", line.down_mbps), ("up", line.up_mbps)):
        way = (line.id, direction, "domestic", "http")
        yield "line_throughput_bytes", _TEST, way, share * mbps * 1e6 / 8
    abroad = (line.international_mbps or 5.0) * line.international * 1e6 / 8
    way = (line.id, "down", "international", "http")
    yield "line_throughput_bytes", _TEST, way, abroad
    for name, seconds in (("idle", line.rtt_s), ("loaded", line.rtt_s + 0.03)):
        pair = ("line", "direction"), (line.id, "down")
        yield f"line_{name}_rtt_seconds", *pair, seconds
    yield "line_tests_total", ("line", "result"), (line.id, "ok"), 30.0
