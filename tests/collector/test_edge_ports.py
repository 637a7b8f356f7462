"""How full lines are, by the counters of their edge ports."""

import pytest

from agent.shared.wire import Declaration, Reading, Report, Table, table_id
from collector.devices import device_id
from collector.edge_ports import MOST_SPANS, EdgePorts
from collector.planning.shapes.records import Line

AGENT, KEY = "a" * 32, "router"
LINE = Line(
    id="main", down_mbps=100, up_mbps=10, device=device_id(AGENT, KEY), port="wan"
)
NAMES = ("receive_bytes_total", "transmit_bytes_total")
TABLE = Table(
    "devices",
    60.0,
    tuple(
        Declaration(f"hatang_switch_port_{n}", "counter", "x.", ("port",))
        for n in NAMES
    ),
    ((0, ("lan",)), (1, ("lan",)), (0, ("wan",)), (1, ("wan",))),
    KEY,
)


def told(*counters, line=LINE, boot="b", table=TABLE):
    """Return the uses after readings a minute apart, of (received, sent) megabytes."""
    uses = EdgePorts()
    uses.watch([line])
    for number, (received, sent) in enumerate(counters):
        values = (9e9, 9e9, received * 1e6, sent * 1e6)
        one = Report(
            *("0" * 8, number + 1, 0.0, boot, 60.0 * number),
            readings=(Reading(table_id(table), 0.0, values),),
        )
        uses.apply(AGENT, one, {table_id(table): table}, 60.0 * number)
    return uses


def test_use_is_the_fuller_way_as_a_share_of_the_contract():
    """375 MB a minute down are 50 Mbit/s; 60 MB up are 8 of 10."""
    spans = told((0, 0), (375, 15), (750, 75)).of("main")
    assert spans == ((0, 60, pytest.approx(0.5)), (60, 120, pytest.approx(0.8)))


def test_what_is_not_known_is_left_out():
    """Counters that begin anew, ports that nobody counts, lines without a port."""
    assert told((100, 0), (5, 0)).of("main") == ()
    assert (
        told((0, 0), (9, 9), line=Line(id="main", down_mbps=1, up_mbps=1)).of("main")
        == ()
    )
    other = Line(id="main", down_mbps=1, up_mbps=1, device=LINE.device, port="other")
    assert told((0, 0), (9, 9), line=other).of("main") == ()
    assert told().of("nobody") == ()


def test_memory_is_bounded():
    """And old hours are forgotten."""
    uses = told(*((n, 0) for n in range(MOST_SPANS)))
    assert len(uses.of("main")) <= 181
