"""Throughput of broadband lines: the last test of each, and the test that is due now."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from agent.probe import NoData, ProbeError, known
from agent.shared.clock import Clock, SystemClock
from agent.shared.metric import Metric, Sample

if TYPE_CHECKING:  # most agents are at no edge, and never load it
    from agent.throughput.budget import Figure, Kept
    from agent.throughput.line_test import LineTester
    from agent.throughput.lines import Lines

THROUGHPUT = Metric(
    "hatang_line_throughput_bytes",
    "gauge",
    "Bytes of TCP payload a second, warm-up left out, by the last test of the line.",
    labels=("line", "direction", "reach", "method"),
)
EFFICIENCY = Metric(
    "hatang_line_efficiency_ratio",
    "gauge",
    "Share of the sent bytes that was no retransmission in the last test (RFC 6349).",
    labels=("line", "direction", "reach", "method"),
)
LOADED_RTT = Metric(
    "hatang_line_loaded_rtt_seconds",
    "gauge",
    "Median round trip while the last test filled the line.",
    labels=("line", "direction"),
)
IDLE_RTT = Metric(
    "hatang_line_idle_rtt_seconds",
    "gauge",
    "Median round trip just before the last test; loaded minus idle: buffer delay.",
    labels=("line", "direction"),
)
TESTS = Metric(
    "hatang_line_tests_total",
    "counter",
    "Tests of the line by what came of them: ok, busy, metered, capped, failed.",
    labels=("line", "result"),
)
TEST_BYTES = Metric(
    "hatang_line_test_bytes_total",
    "counter",
    "Bytes that all tests of the line have used.",
    labels=("line",),
)
TESTED_AT = Metric(
    "hatang_line_tested_timestamp_seconds",
    "gauge",
    "When the last test that gave a figure was made.",
    labels=("line",),
)


class LineThroughputProbe:
    """Makes at most one test in a run; its figures stand until the next."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        THROUGHPUT,
        EFFICIENCY,
        LOADED_RTT,
        IDLE_RTT,
        TESTS,
        TEST_BYTES,
        TESTED_AT,
    )

    def __init__(
        self, *, lines: "Lines | None" = None, clock: Clock | None = None
    ) -> None:
        self._lines = lines
        self._clock = clock or SystemClock()

    def read(self) -> Iterator[Sample]:
        """Yield what is known of each line that has servers to test against.

        Raises:
            NoData: the settings name none.
            ProbeError: what tests use cannot be counted, so none is made.
        """
        told = self._lines
        if told is None or not told.lines or told.folder is None:
            raise NoData("no line is to be tested")
        from agent.throughput.line_test import LineTester

        testers = [
            LineTester(one, told.folder, self._clock, told.ways(one))
            for one in told.lines
        ]
        if told.resident:
            self._test(testers)
        for tester in testers:
            yield from samples(tester.line.id, tester.memory.of(tester.line.id))

    def _test(self, testers: "Sequence[LineTester]") -> None:
        from agent.throughput.regular import regular

        try:
            for tester in testers:
                if regular(tester, self._clock) is not None:
                    return
        except OSError as err:
            raise ProbeError(f"tests cannot be counted: {err.strerror}") from err


def samples(line: str, kept: "Kept") -> Iterator[Sample]:
    """Yield what is remembered of the line called *line*."""
    for figure in kept.figures:
        by = {
            "direction": figure.direction,
            "reach": figure.reach,
            "method": figure.method,
        }
        yield THROUGHPUT.sample(figure.rate_bytes, line=line, **by)
        yield from known([(EFFICIENCY, figure.efficiency)], line=line, **by)
    for figure in _nearest(kept.figures):
        pairs = [(LOADED_RTT, figure.loaded_s), (IDLE_RTT, figure.idle_s)]
        yield from known(pairs, line=line, direction=figure.direction)
    for word, count in sorted(kept.results.items()):
        yield TESTS.sample(count, line=line, result=word)
    yield TEST_BYTES.sample(kept.total_bytes, line=line)
    if kept.figures:
        yield TESTED_AT.sample(max(f.at for f in kept.figures), line=line)


def _nearest(figures: "Sequence[Figure]") -> "Iterator[Figure]":
    """Yield one figure for each direction: domestic before international, newest first."""
    order = sorted(figures, key=lambda f: (f.reach != "domestic", -f.at))
    for direction in ("down", "up"):
        yield from [f for f in order if f.direction == direction][:1]
