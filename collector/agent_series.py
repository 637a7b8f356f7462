"""What the collector itself says of each agent, whether or not it reports."""

from agent.shared.metric import Metric
from agent.shared.text_format import label_block, value_text
from agent.shared.wire import Declaration
from collector.fleet import FleetState, reporting
from collector.prepared import Family
from collector.store.interface import Agent, AgentStatus

METRICS = (
    Metric(
        "hatang_agent_up",
        "gauge",
        "Whether the agent reports; 0 while it is off, silent or not heard of yet, and "
        "then its other series are not there.",
    ),
    Metric(
        "hatang_agent_silent",
        "gauge",
        "Whether the agent should report now and does not; 0 for a machine that is off.",
    ),
    Metric(
        "hatang_agent_last_report_timestamp_seconds",
        "gauge",
        "When the collector last received a report, by the collector's clock.",
    ),
    Metric(
        "hatang_agent_clock_offset_seconds",
        "gauge",
        "The machine's clock minus the collector's, at the last report.",
    ),
    Metric(
        "hatang_agent_pending_reports",
        "gauge",
        "Reports that waited in the agent's spool at its last delivery.",
    ),
    Metric(
        "hatang_agent_dropped_reports_total",
        "counter",
        "Reports that the agent gave up because its spool was full.",
    ),
    Metric(
        "hatang_agent_missing_reports",
        "gauge",
        "Reports that the agent made and the collector has not received (yet).",
    ),
    Metric(
        "hatang_agent_identity_info",
        "info",
        "Who the agent is and where it stands, as the collector knows it.",
        (
            "agent_id",
            "agent_version",
            "kind",
            "operating_system",
            "role",
            "room",
            "state",
        ),
    ),
)
FAMILIES = tuple(
    Family(Declaration(metric.name, metric.kind, metric.help, metric.labels))
    for metric in METRICS
)


def render(
    agent: Agent,
    status: AgentStatus | None,
    state: FleetState,
    *,
    missing: int,
    labels: bytes,
) -> tuple[bytes, ...]:
    """Return one chunk for each of FAMILIES, each line with *labels* in it.

    What nobody knows, because the agent has never reported, has no line.
    """
    info = {
        "agent_id": agent.id,
        "agent_version": status.agent_version if status else "",
        "kind": agent.kind,
        "operating_system": agent.operating_system,
        "role": agent.role,
        "room": agent.room,
        "state": state,
    }
    known = {name: text.replace("\x00", "\ufffd") for name, text in info.items()}
    own = label_block(known)[1:-1].encode("utf-8", "replace")
    values: tuple[float | None, ...] = (
        int(reporting(state)),
        int(state == "silent"),
        status.last_received if status and status.last_received else None,
        status.clock_offset_s if status else None,
        status.pending if status else None,
        status.dropped if status else None,
        missing if status else None,
        1,
    )
    chunks = [
        b""
        if value is None
        else b"%b{%b} %b\n" % (metric.name.encode(), labels, value_text(value).encode())
        for metric, value in zip(METRICS[:-1], values[:-1], strict=True)
    ]
    chunks.append(b"%b{%b,%b} 1\n" % (METRICS[-1].name.encode(), labels, own))
    return tuple(chunks)
