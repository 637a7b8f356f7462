"""What the collector says of each machine's findings, for Prometheus."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from agent.shared.findings.shape import SEVERITIES
from agent.shared.findings.windows11 import Outcome
from agent.shared.metric import Metric, Sample
from agent.shared.text_format import label_block, value_text
from agent.shared.wire import Declaration
from collector.findings import Judged
from collector.prepared import Family
from collector.store.finding import FindingRecord

MOST_FINDINGS = 50  # of one machine; the most severe are shown
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

COUNT = Metric(
    "hatang_machine_findings",
    "gauge",
    "Findings that stand, judged by the collector from the machine's latest facts.",
    ("severity",),
)
SINCE = Metric(
    "hatang_finding_since_timestamp_seconds",
    "gauge",
    "Since when a finding stands; a finding that is gone has no series.",
    ("finding", "subject", "severity"),
)
FACTS = Metric(
    "hatang_machine_facts_timestamp_seconds",
    "gauge",
    "When the machine told the facts that its findings are judged from.",
)
SUPPORT = Metric(
    "hatang_os_support_end_timestamp_seconds",
    "gauge",
    "The last day with security updates of the operating system, by support.toml.",
)
READINESS = Metric(
    "hatang_windows11_readiness",
    "gauge",
    "1 for the one outcome that holds: whether Windows 11 can run, and at which price.",
    ("outcome",),
)
REQUIREMENT = Metric(
    "hatang_windows11_requirement_met",
    "gauge",
    "Whether a requirement of Windows 11 is met; one that is not known has no series.",
    ("requirement",),
)
RISK = Metric(
    "hatang_data_at_risk_score",
    "gauge",
    "Who would lose most, 0 to 100: threat to the drives, age of the backup, documents.",
)
DEVICE_COUNT = Metric(
    "hatang_device_findings",
    "gauge",
    "Findings that stand, judged by the collector from what it knows of the device and "
    "its ports.",
    ("severity",),
)
METRICS = (COUNT, SINCE, FACTS, SUPPORT, READINESS, REQUIREMENT, RISK)
FAMILIES = tuple(
    Family(Declaration(metric.name, metric.kind, metric.help, metric.labels))
    for metric in METRICS
)
DEVICE_METRICS = (DEVICE_COUNT, SINCE)
DEVICE_FAMILIES = (
    Family(
        Declaration(
            DEVICE_COUNT.name,
            DEVICE_COUNT.kind,
            DEVICE_COUNT.help,
            DEVICE_COUNT.labels,
        )
    ),
    FAMILIES[METRICS.index(SINCE)],  # the one of machines: a family stands once
)
NOTHING: tuple[bytes, ...] = (b"",) * len(METRICS)


def render(judged: Judged | None, *, labels: bytes) -> tuple[bytes, ...]:
    """Return one chunk for each of FAMILIES, each line with *labels* in it.

    A machine that was not judged yet has no line: nothing is known, which is not
    the same as no finding.
    """
    if judged is None:
        return NOTHING
    chunks = dict.fromkeys(METRICS, b"")
    for sample in samples(judged):
        chunks[sample.metric] += _line(sample, labels)
    return tuple(chunks.values())


def samples(judged: Judged) -> Iterator[Sample]:
    """Yield what is said of one machine."""
    for severity in SEVERITIES:
        yield COUNT.sample(judged.count(severity), severity=severity)
    yield from _since(judged.findings)
    yield FACTS.sample(judged.facts_time)
    if judged.support_end is not None:
        yield SUPPORT.sample(judged.support_end)
    if judged.windows11 is not None:
        for outcome in OUTCOMES:
            holds = int(judged.windows11.outcome == outcome)
            yield READINESS.sample(holds, outcome=outcome)
        for name, state in judged.windows11.requirements.items():
            if state != "unknown":
                yield REQUIREMENT.sample(int(state == "met"), requirement=name)
    yield RISK.sample(judged.risk.score)


def _since(findings: Sequence[FindingRecord]) -> Iterator[Sample]:
    for record in findings[:MOST_FINDINGS]:
        yield SINCE.sample(
            record.since,
            finding=record.kind,
            subject=record.subject,
            severity=record.severity,
        )


def render_device(
    findings: Sequence[FindingRecord] | None, *, labels: bytes
) -> tuple[bytes, ...]:
    """Return one chunk for each of DEVICE_FAMILIES, each line with *labels* in it.

    A device that was not judged yet (None) has no line.
    """
    if findings is None:
        return (b"",) * len(DEVICE_FAMILIES)
    counts = Counter(record.severity for record in findings)
    count = b"".join(
        _line(DEVICE_COUNT.sample(counts[severity], severity=severity), labels)
        for severity in SEVERITIES
    )
    return count, b"".join(_line(sample, labels) for sample in _since(findings))


def _line(sample: Sample, labels: bytes) -> bytes:
    own = _label_text(zip(sample.metric.labels, sample.labels, strict=True))
    both = labels + b"," + own if own else labels
    value = value_text(sample.value).encode()
    return b"%b{%b} %b\n" % (sample.metric.name.encode(), both, value)


def _label_text(pairs: Iterable[tuple[str, str]]) -> bytes:
    clean = {name: text.replace("\x00", "\ufffd") for name, text in pairs}
    return label_block(clean)[1:-1].encode("utf-8", "replace")
