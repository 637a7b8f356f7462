"""What is read of devices is cut to what reports can carry."""

from hypothesis import given
from hypothesis import strategies as st

from agent.device_parts import (
    FIRST_BYTES,
    MOST_BYTES,
    MOST_READINGS,
    PART_BYTES,
    DeviceParts,
)
from agent.device_tables import Block
from agent.report import Run
from agent.shared.metric import Metric, Sample

UP = Metric("hatang_test_up", "gauge", "Up.", ("port",))


def run(device, samples=()):
    """Return a run of *device*."""
    return Run("switch_ports", 60.0, 1.0, samples, device)


def test_nothing_is_one_empty_part():
    """There is always a first report."""
    (part,) = DeviceParts().take()
    assert part == ((), ())


def test_what_is_taken_is_gone():
    """Readings of ports, samples and surveys."""
    parts = DeviceParts()
    parts.block(run("a"), Block((UP,), ("1",), (1,)))
    parts.samples(run("b", [Sample(UP, ("1",), 1.0)]))
    parts.survey(b"{}")
    (part,) = parts.take()
    assert [len(part.readings), part.surveys] == [2, (b"{}",)]
    assert parts.take() == [((), ())]


@given(st.lists(st.integers(1, 400_000), max_size=30))
def test_parts_are_small_and_hold_all(sizes):
    """Only what is larger than a part stands alone in one."""
    parts = DeviceParts()
    for size in sizes:
        parts.survey(b"x" * size)
    found = parts.take()
    assert [len(s) for part in found for s in part.surveys] == sizes
    assert sum(map(len, found[0].surveys)) <= FIRST_BYTES
    for part in found[1:]:
        assert sum(map(len, part.surveys)) <= PART_BYTES or len(part.surveys) == 1


def test_a_report_has_not_too_many_readings():
    """However small they are."""
    parts = DeviceParts()
    for number in range(MOST_READINGS + 1):
        parts.block(run(f"d{number}"), Block((UP,), ("1",), (1,)))
    assert [len(part.readings) for part in parts.take()] == [MOST_READINGS, 1]


def test_what_nobody_takes_stays_bounded():
    """The oldest goes first."""
    parts = DeviceParts()
    for number in range(100):
        parts.survey(bytes([number]) * (MOST_BYTES // 50))
    kept = [survey for part in parts.take() for survey in part.surveys]
    assert sum(map(len, kept)) <= MOST_BYTES
    assert parts.dropped == 100 - len(kept)
    assert kept[-1][0] == 99
