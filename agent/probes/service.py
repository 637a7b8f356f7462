"""Services that the work rests on: up, how fast, until when the certificate holds."""

from collections.abc import Iterator
from typing import ClassVar, Protocol

from agent.probe import NoData
from agent.services.watch import Row
from agent.shared.metric import Metric, Sample

UP = Metric(
    "hatang_service_up",
    "gauge",
    "Whether the service answers as it should; 0 after two checks that failed.",
    ("service",),
)
PHASES = Metric(
    "hatang_service_phase_seconds",
    "gauge",
    "How long each phase of the last good check took: dns, connect, tls, first_byte, total.",
    ("service", "phase"),
)
CHECKS = Metric(
    "hatang_service_checks_total",
    "counter",
    "Checks since the agent was started, by what came of them.",
    ("service", "result"),
)
EXPIRES = Metric(
    "hatang_service_certificate_expiry_timestamp_seconds",
    "gauge",
    "When the server's certificate ends (Unix time), whether it is right or not.",
    ("service",),
)
STATUS = Metric(
    "hatang_service_http_status",
    "gauge",
    "Status code of the last answer over HTTP.",
    ("service",),
)


class Rows(Protocol):
    """Who checks the services."""

    def rows(self) -> list[Row]:
        """Return what is known of each."""
        ...


class ServiceProbe:
    """Reads what the checks said."""

    metrics: ClassVar[tuple[Metric, ...]] = (UP, PHASES, CHECKS, EXPIRES, STATUS)

    def __init__(self, *, services: Rows | None = None) -> None:
        self._services = services

    def read(self) -> Iterator[Sample]:
        """Yield the figures of each service.

        Raises:
            NoData: the settings name none, or none was checked yet.
        """
        rows = self._services.rows() if self._services is not None else []
        if not rows:
            raise NoData("no service is checked")
        for row in rows:
            yield UP.sample(int(row.up), service=row.name)
            for phase, seconds in row.phases.items():
                yield PHASES.sample(seconds, service=row.name, phase=phase)
            for word, count in row.counts.items():
                yield CHECKS.sample(count, service=row.name, result=word)
            if row.expires is not None:
                yield EXPIRES.sample(row.expires, service=row.name)
            if row.status is not None:
                yield STATUS.sample(row.status, service=row.name)
