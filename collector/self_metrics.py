"""The collector's own metrics: what it does, refuses, takes time for and holds."""

import platform
from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
)
from prometheus_client.exposition import generate_latest as text_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import (
    generate_latest as openmetrics_latest,
)
from prometheus_client.registry import Collector

from agent import __version__
from agent.shared.metric import Metric as Declared
from agent.shared.metric import Sample
from collector.fleet import FLEET_STATES
from collector.store.interface import Totals

_FAST = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class SelfMetrics:
    """The metrics of one collector, in a registry of their own.

    Other parts increment the attributes; ``render`` writes the page.
    """

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info(
            "hatang_collector_build",
            "Version of the collector and of its Python.",
            registry=registry,
        ).info({"version": __version__, "python": platform.python_version()})
        self._make_ingest_metrics(registry)
        self._make_store_metrics(registry)
        self._make_work_metrics(registry)
        self._make_message_metrics(registry)
        self._told = _Told()
        registry.register(self._told)

    def _make_ingest_metrics(self, registry: CollectorRegistry) -> None:
        self.reports_total = Counter(
            "hatang_collector_reports_total",
            "Reports stored durably for the first time.",
            registry=registry,
        )
        self.report_repeats_total = Counter(
            "hatang_collector_report_repeats_total",
            "Reports delivered again that were stored already.",
            registry=registry,
        )
        self.reports_refused_total = Counter(
            "hatang_collector_reports_refused_total",
            "Single reports refused for good, by reason.",
            ["reason"],
            registry=registry,
        )
        self.surveys_refused_total = Counter(
            "hatang_collector_surveys_refused_total",
            "Surveys of devices that were not taken: malformed, or of too many devices.",
            registry=registry,
        )
        self.requests_refused_total = Counter(
            "hatang_collector_requests_refused_total",
            "Requests answered with a problem, by reason.",
            ["reason"],
            registry=registry,
        )
        self.enrolments_total = Counter(
            "hatang_collector_enrolments_total",
            "Agents enrolled.",
            registry=registry,
        )
        self.enrolment_rejections_total = Counter(
            "hatang_collector_enrolment_rejections_total",
            "Enrolments refused, by reason.",
            ["reason"],
            registry=registry,
        )
        self.quarantines_total = Counter(
            "hatang_collector_quarantines_total",
            "Agents quarantined, by reason.",
            ["reason"],
            registry=registry,
        )
        self.received_bytes_total = Counter(
            "hatang_collector_received_bytes_total",
            "Bytes of report bodies as they came over the wire.",
            registry=registry,
        )
        self.queue_reports = Gauge(
            "hatang_collector_queue_reports",
            "Reports that wait for a commit.",
            registry=registry,
        )
        self.commit_duration_seconds = Histogram(
            "hatang_collector_commit_duration_seconds",
            "Time that one group commit took.",
            buckets=_FAST,
            registry=registry,
        )
        self.commit_failures_total = Counter(
            "hatang_collector_commit_failures_total",
            "Group commits that the store refused.",
            registry=registry,
        )

    def _make_store_metrics(self, registry: CollectorRegistry) -> None:
        self.store_success = Gauge(
            "hatang_collector_store_success",
            "Whether the store answered when its totals were last asked for.",
            registry=registry,
        )
        self.store_rows = Gauge(
            "hatang_collector_store_rows",
            "Rows in the store, by what they hold.",
            ["table"],
            registry=registry,
        )
        self.store_bytes = Gauge(
            "hatang_collector_store_bytes",
            "Size of the store on disk.",
            registry=registry,
        )
        self.store_oldest_report_timestamp_seconds = Gauge(
            "hatang_collector_store_oldest_report_timestamp_seconds",
            "Time of the oldest report in the journal; 0 when it is empty.",
            registry=registry,
        )
        self.fleet_agents = Gauge(
            "hatang_fleet_agents",
            "Agents of the fleet, by state and site.",
            ["site", "state"],
            registry=registry,
        )

        self.fleet_devices = Gauge(
            "hatang_fleet_devices",
            "Devices that agents read, by state, kind and site.",
            ["site", "kind", "state"],
            registry=registry,
        )

    def _make_work_metrics(self, registry: CollectorRegistry) -> None:
        self.job_success = Gauge(
            "hatang_collector_job_success",
            "Whether the last run of a scheduled job succeeded.",
            ["job_name"],
            registry=registry,
        )
        self.job_last_success_timestamp_seconds = Gauge(
            "hatang_collector_job_last_success_timestamp_seconds",
            "When a scheduled job last succeeded.",
            ["job_name"],
            registry=registry,
        )
        self.job_duration_seconds = Gauge(
            "hatang_collector_job_duration_seconds",
            "Time that the last run of a scheduled job took.",
            ["job_name"],
            registry=registry,
        )
        self.exposition_duration_seconds = Histogram(
            "hatang_collector_exposition_duration_seconds",
            "Time to write one page for Prometheus, by page.",
            ["page"],
            buckets=_FAST,
            registry=registry,
        )
        self.exposition_series_left_out = Gauge(
            "hatang_collector_exposition_series_left_out",
            "Series that agents send and no page shows, by reason.",
            ["reason"],
            registry=registry,
        )
        self.live_agents = Gauge(
            "hatang_collector_live_agents",
            "Agents of which values are in memory.",
            registry=registry,
        )

    def _make_message_metrics(self, registry: CollectorRegistry) -> None:
        self.alertmanager_events_total = Counter(
            "hatang_alertmanager_events_total",
            "Events taken in to be told to Alertmanager.",
            registry=registry,
        )
        self.alertmanager_dropped_events_total = Counter(
            "hatang_alertmanager_dropped_events_total",
            "Events that are not told: too many at once, or refused for good.",
            registry=registry,
        )
        self.alertmanager_waiting_events = Gauge(
            "hatang_alertmanager_waiting_events",
            "Events that no Alertmanager has taken yet.",
            registry=registry,
        )
        self.alertmanager_posts_total = Counter(
            "hatang_alertmanager_posts_total",
            "Posts of events, by Alertmanager.",
            ["alertmanager"],
            registry=registry,
        )
        self.alertmanager_post_failures_total = Counter(
            "hatang_alertmanager_post_failures_total",
            "Posts of events that failed, by Alertmanager.",
            ["alertmanager"],
            registry=registry,
        )
        self.digest_mails_total = Counter(
            "hatang_digest_mails_total",
            "Digests sent by mail.",
            registry=registry,
        )
        self.digest_mail_failures_total = Counter(
            "hatang_digest_mail_failures_total",
            "Digests that the mail server did not take; they are tried again.",
            registry=registry,
        )

    def observe_totals(self, totals: Totals | None) -> None:
        """Note what the store holds, or None when it did not answer."""
        self.store_success.set(0 if totals is None else 1)
        if totals is None:
            return
        for table in ("agents", "reports", "facts", "events", "rollups"):
            self.store_rows.labels(table).set(getattr(totals, table))
        self.store_bytes.set(totals.bytes)
        self.store_oldest_report_timestamp_seconds.set(totals.oldest_report or 0)

    def observe_fleet(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Note the agents by site and state; states without agents count 0."""
        self.fleet_agents.clear()
        for site, by_state in counts.items():
            for state in FLEET_STATES:
                self.fleet_agents.labels(site, state).set(by_state.get(state, 0))

    def observe_devices(self, counts: Mapping[tuple[str, str, str], int]) -> None:
        """Note the devices by site, kind and state."""
        self.fleet_devices.clear()
        for (site, kind, state), count in counts.items():
            self.fleet_devices.labels(site, kind, state).set(count)

    def tell(self, part: str, samples: Iterable[Sample]) -> None:
        """Show *samples* of *part* (the plan, the topology) until it tells others."""
        self._told.parts[part] = tuple(samples)

    def render(self, *, openmetrics: bool = False) -> bytes:
        """Return the page, in text format 0.0.4 or OpenMetrics 1.0."""
        latest = openmetrics_latest if openmetrics else text_latest
        page: bytes = latest(_WithoutCreated(self._registry))
        return page


class _Told(Collector):
    """What parts have told in whole; nothing of a part that has told nothing."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[Sample, ...]] = {}

    def collect(self) -> Iterator[Metric]:
        """Yield each metric with its samples."""
        found: dict[Declared, GaugeMetricFamily] = {}
        for sample in [one for part in list(self.parts.values()) for one in part]:
            said = sample.metric
            family = found.get(said)
            if family is None:
                family = found[said] = GaugeMetricFamily(
                    said.name, said.help, labels=said.labels
                )
            family.add_metric(sample.labels, sample.value)
        yield from found.values()


class _WithoutCreated(CollectorRegistry):
    """The same metrics without the ``_created`` series, which double the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self._whole = registry

    def collect(self) -> Iterator[Metric]:
        for metric in self._whole.collect():
            metric.samples = [
                sample
                for sample in metric.samples
                if not sample.name.endswith("_created")
            ]
            yield metric
