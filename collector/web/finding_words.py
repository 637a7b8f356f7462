"""Findings, reasons and events in the words of a page's language."""

from dataclasses import dataclass
from typing import Literal

from agent.shared.findings.risk import Risk, describe_reason
from agent.shared.findings.shape import SEVERITIES, Severity
from agent.shared.findings.texts import FormatValue, describe, fill, in_words
from agent.shared.wire import Event, Scalar
from collector.device_event_texts import DEVICE_EVENT_TEXTS
from collector.fact_event_texts import EVENT_TEXTS
from collector.findings import as_finding
from collector.store.finding import FindingRecord
from collector.web.fact_names import attribute_name, attribute_value
from collector.web.i18n import N_, Tongue

SEVERITY_NAMES: dict[Severity, str] = {
    "critical": N_("Critical"),
    "warning": N_("Warning"),
    "info": N_("Worth knowing"),
}
Shape = Literal["silent", "late", "off"]
_SHAPES: dict[Severity, Shape] = {
    "critical": "silent",
    "warning": "late",
    "info": "off",
}

# What agents and the topology tell; what follows from facts stands in EVENT_TEXTS.
_AGENT_EVENTS: dict[str, str] = {
    "agent_started": N_("The agent started"),
    "agent_stopped": N_("The agent stopped"),
    "backup_canary_differs": N_("Backup {set} holds a harmed canary file"),
    "backup_not_believed": N_(
        "Backup {set} tells of a success of which its target shows nothing"
    ),
    "backup_target_reachable": N_("The target of backup {set} can be reached again"),
    "backup_target_unreachable": N_("The target of backup {set} cannot be reached"),
    "canary_changed": N_("The canary file {canary} was changed or is gone"),
    "canary_renewed": N_("The canary file {canary} is as it should be again"),
    "clock_jumped": N_("The clock jumped by {jump_s} seconds"),
    "free_space_falling": N_(
        "Free space on {mountpoint} falls fast: used up in {hours_left} hours"
    ),
    "machine_moved": N_("The machine hangs at another port: {old} before, {new} now"),
    "probe_failed": N_("The agent could not read {probe}: {error}"),
    "probe_recovered": N_("The agent can read {probe} again"),
    "shadow_copies_deleted": N_(
        "Shadow copies were deleted: {before} before, {now} now"
    ),
}


_EVENT_TEXTS = (EVENT_TEXTS, DEVICE_EVENT_TEXTS, _AGENT_EVENTS)


@dataclass(frozen=True)
class Told:
    """One finding as a page shows it; ``shape`` draws its severity."""

    record: FindingRecord
    title: str
    evidence: str
    action: str
    severity: str  # in words
    shape: Shape


@dataclass(frozen=True)
class ToldEvent:
    """One event as a page shows it."""

    time: float
    severity: Severity
    text: str
    shape: Shape


def severity_name(tongue: Tongue, severity: Severity) -> str:
    """Return what *severity* is called."""
    return tongue.text(SEVERITY_NAMES[severity])


def shape_of(severity: Severity) -> Shape:
    """Return the shape that draws *severity*: its form says it, not its colour alone."""
    return _SHAPES[severity]


def tell(record: FindingRecord, tongue: Tongue) -> Told:
    """Return *record* in words."""
    said = describe(as_finding(record), tongue.text, _writer(tongue))
    return Told(
        record,
        said.title,
        said.evidence,
        said.action,
        severity_name(tongue, record.severity),
        shape_of(record.severity),
    )


def reasons(risk: Risk, tongue: Tongue) -> list[str]:
    """Return what the score of *risk* is made of, what weighs most first."""
    ordered = sorted(risk.reasons, key=lambda reason: -reason.factor)
    return [describe_reason(one, tongue.text, _writer(tongue)) for one in ordered]


def tell_event(event: Event, time: float, tongue: Tongue) -> ToldEvent:
    """Return *event* in words; one that is not known by its name and attributes."""
    values = in_words(event.attributes, tongue.text, _writer(tongue))
    known = [texts[event.kind] for texts in _EVENT_TEXTS if event.kind in texts]
    if known:
        text = fill(tongue.text(known[0]), values)
    else:
        told = [
            f"{attribute_name(tongue, name)}: {value}"
            for name, value in values.items()
            if value != "–"
        ]
        text = "; ".join([attribute_name(tongue, event.kind), *told])
    severity = event.severity if event.severity in SEVERITIES else "info"
    return ToldEvent(time, severity, text.strip(), shape_of(severity))


def _writer(tongue: Tongue) -> FormatValue:
    """Return what writes one value of evidence as the pages write it."""

    def write(name: str, value: Scalar) -> str:
        sold_as = "memory" if name == "size_bytes" else "disk"
        return attribute_value(tongue, sold_as, name, value)

    return write
