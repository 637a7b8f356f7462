"""The Prometheus text formats 0.0.4 and OpenMetrics 1.0, line by line."""

import math
from collections.abc import Iterable, Mapping

from agent.shared.metric import Kind, Sample

TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OPENMETRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"

_LABEL_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_HELP_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n"})


def label_block(labels: Mapping[str, str]) -> str:
    """Return ``{name="value",…}``, or nothing for no labels."""
    if not labels:
        return ""
    pairs = (f'{k}="{v.translate(_LABEL_ESCAPES)}"' for k, v in labels.items())
    return "{" + ",".join(pairs) + "}"


def value_text(value: float) -> str:
    """Return *value* as both formats write it: whole numbers without a point."""
    if isinstance(value, int):
        return str(value)
    if value != value:  # noqa: PLR0124 - the test for NaN
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def family_header(name: str, kind: Kind, help_text: str, *, openmetrics: bool) -> str:
    """Return the HELP and TYPE lines of one metric family."""
    family = name
    declared: str = "gauge" if kind == "info" else kind
    help_text = help_text.translate(_HELP_ESCAPES)
    if openmetrics:
        help_text = help_text.replace('"', '\\"')
        declared = kind
        family = name.removesuffix("_total") if kind == "counter" else name
        family = family.removesuffix("_info") if kind == "info" else family
    return f"# HELP {family} {help_text}\n# TYPE {family} {declared}\n"


def render(samples: Iterable[Sample], *, openmetrics: bool = False) -> str:
    """Return *samples* grouped into families, in the order of their first sample."""
    families: dict[str, list[str]] = {}
    for metric, values, value in samples:
        lines = families.get(metric.name)
        if lines is None:
            header = family_header(
                metric.name, metric.kind, metric.help, openmetrics=openmetrics
            )
            lines = families[metric.name] = [header]
        block = label_block(dict(zip(metric.labels, values, strict=True)))
        lines.append(f"{metric.name}{block} {value_text(value)}\n")
    text = "".join(line for lines in families.values() for line in lines)
    return text + "# EOF\n" if openmetrics else text
