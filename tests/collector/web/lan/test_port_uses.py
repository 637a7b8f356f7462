"""The use of ports is read out of roll-ups."""

import pytest

from collector.device_signals import port_signal
from collector.rollup_row import Rollup, encode_rollup
from collector.sketch import Sketch
from collector.store.interface import RollupRow
from collector.web.lan.port_uses import port_uses

ODD = 'a"b\\c'


def row(hour, **values):
    """Return an hour of the port ODD."""
    sketches = {
        port_signal(f"port_{k}_ratio", ODD): Sketch([v] * 12) for k, v in values.items()
    }
    return RollupRow("d", hour, encode_rollup(Rollup(12, sketches)))


def test_the_newest_hour_is_now_and_all_of_them_the_percentile():
    """Errors are a mean over all of them."""
    rows = [row(h, receive=0.5, error=0.02) for h in range(9)] + [
        row(9, receive=0.1, error=0.0)
    ]
    use = port_uses([ODD, "other"], rows)[ODD]
    assert use.receive == pytest.approx(0.1)
    assert use.receive_p95 == pytest.approx(0.5, rel=0.02)
    assert use.errors == pytest.approx(0.018)
    assert use.transmit is None
    assert use.transmit_p95 is None


def test_a_broken_row_and_unknown_ports_are_passed_over():
    """A roll-up of a newer release costs nothing else."""
    rows = [RollupRow("d", 1, b"\xffnonsense"), row(2, transmit=0.25)]
    assert port_uses([ODD], rows)[ODD].transmit == pytest.approx(0.25)
    assert port_uses(["other"], rows) == {}
