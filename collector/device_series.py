"""What the collector itself says of each device, whether or not it answers."""

from agent.shared.metric import Metric
from agent.shared.text_format import label_block, value_text
from agent.shared.wire import Declaration
from collector.prepared import Family
from collector.store.device import DeviceRecord

UP = Metric(
    "hatang_device_up",
    "gauge",
    "1 if the device answered at the last poll, 0 otherwise, also while its agent does "
    "not report.",
)
"""The agent says it, too; the collector knows when nobody does."""

METRICS = (
    UP,
    Metric(
        "hatang_device_last_seen_timestamp_seconds",
        "gauge",
        "When the device last answered, by the collector's clock; 0: never.",
    ),
    Metric(
        "hatang_device_survey_timestamp_seconds",
        "gauge",
        "When the survey was made that the collector has of the device.",
    ),
    Metric(
        "hatang_device_identity_info",
        "info",
        "Which device it is, as the collector knows it, and which agent reads it.",
        ("agent_id", "device_id", "device_key", "kind", "room"),
    ),
)
FAMILIES = tuple(
    Family(Declaration(metric.name, metric.kind, metric.help, metric.labels))
    for metric in METRICS
)


def render(
    device: DeviceRecord, *, up: bool, seen: float, room: str, labels: bytes
) -> tuple[bytes, ...]:
    """Return one chunk for each of FAMILIES, each line with *labels* in it."""
    info = {
        "agent_id": device.agent,
        "device_id": device.id,
        "device_key": device.key,
        "kind": device.survey.kind,
        "room": room,
    }
    known = {name: text.replace("\x00", "\ufffd") for name, text in info.items()}
    own = label_block(known)[1:-1].encode("utf-8", "replace")
    chunks = [
        b"%b{%b} %b\n" % (metric.name.encode(), labels, value_text(value).encode())
        for metric, value in zip(
            METRICS[:-1], (int(up), seen, device.time), strict=True
        )
    ]
    chunks.append(b"%b{%b,%b} 1\n" % (METRICS[-1].name.encode(), labels, own))
    return tuple(chunks)
