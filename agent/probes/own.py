"""What the agent itself costs, what waits in its spool, how its probes fare."""

import platform
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Protocol

from agent import __version__
from agent.probe import known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Usage

BUILD = Metric(
    "hatang_agent_build_info",
    "info",
    "Version of the agent and of its interpreter.",
    labels=("version", "python"),
)
RESIDENT = Metric(
    "hatang_agent_resident_memory_bytes",
    "gauge",
    "Memory of the agent's process that is in RAM.",
)
CPU_SECONDS = Metric(
    "hatang_agent_cpu_seconds_total",
    "counter",
    "Processor time that the agent used since it was started.",
)
OPEN_FILES = Metric(
    "hatang_agent_open_files", "gauge", "Files that the agent holds open (Linux only)."
)
STARTED = Metric(
    "hatang_agent_start_timestamp_seconds",
    "gauge",
    "When the agent was started, by the machine's wall clock (Unix time).",
)
SPOOL_REPORTS = Metric(
    "hatang_agent_spool_reports", "gauge", "Reports that wait to be acknowledged."
)
SPOOL_BYTES = Metric(
    "hatang_agent_spool_bytes", "gauge", "Size of the reports in the spool."
)
SPOOL_OLDEST = Metric(
    "hatang_agent_spool_oldest_timestamp_seconds",
    "gauge",
    "Time of the oldest report that waits (Unix time); absent if none does.",
)
SPOOL_DROPPED = Metric(
    "hatang_agent_spool_dropped_reports_total",
    "counter",
    "Reports given up because the spool was full, since the spool was made.",
)
SPOOL_REFUSED = Metric(
    "hatang_agent_spool_refused_reports_total",
    "counter",
    "Reports that the collector can never take, since the spool was made.",
)
ACKNOWLEDGED = Metric(
    "hatang_agent_delivery_reports_total",
    "counter",
    "Reports that the collector acknowledged since the agent was started.",
)
LAST_ACKNOWLEDGED = Metric(
    "hatang_agent_delivery_last_success_timestamp_seconds",
    "gauge",
    "When the collector last acknowledged reports (Unix time); absent before.",
)
FAILURES = Metric(
    "hatang_agent_delivery_failures_total",
    "counter",
    "Deliveries that failed since the agent was started.",
)
SENT = Metric(
    "hatang_agent_delivery_sent_bytes_total",
    "counter",
    "Bytes of reports sent, compressed, since the agent was started.",
)
PROBE_SUCCESS = Metric(
    "hatang_agent_probe_success",
    "gauge",
    "1 if the last run of the probe worked or the machine has nothing to measure, 0"
    " if it failed.",
    labels=("probe",),
)
PROBE_SECONDS = Metric(
    "hatang_agent_probe_duration_seconds",
    "gauge",
    "How long the last run of the probe took.",
    labels=("probe",),
)


class Waiting(Protocol):
    """What waits in a spool; ``oldest`` is Unix time, the last two are counters."""

    @property
    def reports(self) -> int: ...  # noqa: D102
    @property
    def bytes(self) -> int: ...  # noqa: D102
    @property
    def oldest(self) -> float | None: ...  # noqa: D102
    @property
    def dropped(self) -> int: ...  # noqa: D102
    @property
    def refused(self) -> int: ...  # noqa: D102


class Delivered(Protocol):
    """What delivery has done; ``last_acknowledged`` is Unix time, 0 for never."""

    @property
    def acknowledged(self) -> int: ...  # noqa: D102
    @property
    def last_acknowledged(self) -> float: ...  # noqa: D102
    @property
    def failures(self) -> int: ...  # noqa: D102
    @property
    def bytes_sent(self) -> int: ...  # noqa: D102


class Run(Protocol):
    """How the last run of a probe went."""

    @property
    def success(self) -> bool: ...  # noqa: D102
    @property
    def duration_s(self) -> float: ...  # noqa: D102


class OwnProbe:
    """Reports on the agent; what only the running agent knows is injected.

    Without *states*, *backlog*, *figures* their samples are left out.
    """

    metrics: ClassVar[tuple[Metric, ...]] = (
        BUILD,
        RESIDENT,
        CPU_SECONDS,
        OPEN_FILES,
        STARTED,
        SPOOL_REPORTS,
        SPOOL_BYTES,
        SPOOL_OLDEST,
        SPOOL_DROPPED,
        SPOOL_REFUSED,
        ACKNOWLEDGED,
        LAST_ACKNOWLEDGED,
        FAILURES,
        SENT,
        PROBE_SUCCESS,
        PROBE_SECONDS,
    )

    def __init__(
        self,
        *,
        usage: Callable[[], Usage] = system.own,
        backlog: Callable[[], Waiting | None] | None = None,
        figures: Callable[[], Delivered | None] | None = None,
        states: Callable[[], Mapping[str, Run]] | None = None,
        version: str = __version__,
    ) -> None:
        self._usage = usage
        self._backlog = backlog
        self._figures = figures
        self._states = states
        self._version = version

    def read(self) -> Iterator[Sample]:
        """Yield what the agent uses, what waits, and each probe's last run."""
        yield BUILD.sample(1, version=self._version, python=platform.python_version())
        used = self._usage()
        yield from known(
            (
                (RESIDENT, used.rss_bytes),
                (CPU_SECONDS, used.cpu_s),
                (OPEN_FILES, used.open_files),
                (STARTED, used.started),
            )
        )
        yield from self._delivery()
        for name, run in dict(self._states() if self._states else {}).items():
            yield PROBE_SUCCESS.sample(int(run.success), probe=name)
            yield PROBE_SECONDS.sample(run.duration_s, probe=name)

    def _delivery(self) -> Iterator[Sample]:
        waiting = self._backlog() if self._backlog else None
        if waiting is not None:
            yield from known(
                (
                    (SPOOL_REPORTS, waiting.reports),
                    (SPOOL_BYTES, waiting.bytes),
                    (SPOOL_OLDEST, waiting.oldest),
                    (SPOOL_DROPPED, waiting.dropped),
                    (SPOOL_REFUSED, waiting.refused),
                )
            )
        done = self._figures() if self._figures else None
        if done is not None:
            yield from known(
                (
                    (ACKNOWLEDGED, done.acknowledged),
                    (LAST_ACKNOWLEDGED, done.last_acknowledged or None),
                    (FAILURES, done.failures),
                    (SENT, done.bytes_sent),
                )
            )
