"""Makes the broadband lines: what is contracted, and how they really do."""

import datetime as dt
from random import Random

from collector.simulator.names import PLANS
from collector.simulator.shapes import Problem, Site, Size, Wan


def make_lines(
    size: Size, sites: list[Site], draw: Random, today: dt.date
) -> list[Wan]:
    """Return the lines, site by site in turn; of several the first two have problems."""
    return [
        _line(size, sites[n % len(sites)], n, draw, today) for n in range(size.lines)
    ]


def _line(size: Size, site: Site, number: int, draw: Random, today: dt.date) -> Wan:
    operator, plan, down, up, abroad, price = PLANS[number % len(PLANS)]
    line = Wan(
        id=f"duong-truyen-{number + 1}" if size.lines > 1 else "duong-truyen",
        site=site.name,
        operator=operator,
        plan=plan,
        down_mbps=down,
        up_mbps=up,
        international_mbps=abroad,
        price_vnd=price,
        ends=today + dt.timedelta(days=draw.randint(40, 700)),
        receive=draw.uniform(0.1, 0.25),
        transmit=draw.uniform(0.05, 0.15),
    )
    pain = round(draw.uniform(0.6, 1.0), 2)
    match number % 6:
        case 0:
            line.receive = 0.55 + 0.2 * pain
            line.problems.append(Problem("line_saturated", pain, ("line",)))
        case 1:
            line.throughput = 0.85 - 0.25 * pain
            # A complaint comes first.
            problem = Problem("line_below_contract", pain, ("free", "line"))
            line.problems.append(problem)
        case 2:
            line.evening, line.look_alike = 0.97, "evening_peak"
        case 3:
            line.international, line.look_alike = 0.6, "slow_foreign_site"
            line.rtt_s = 0.02
    _put_in(line, site, number // max(1, size.sites))
    return line


def _put_in(line: Wan, site: Site, turn: int) -> None:
    """Let the line come in at a port of its site's router, where it has one."""
    router = next((d for d in site.devices if d.kind == "router"), None)
    if router is None or turn + 2 > len(router.ports):
        return
    port = router.port(turn + 2)  # the first goes to the switches
    port.speed_bps = 10**9
    line.device, line.port = router.id, port.key
    port.receive = line.receive * line.down_mbps * 1e6 / port.speed_bps
    port.transmit = line.transmit * line.up_mbps * 1e6 / port.speed_bps
