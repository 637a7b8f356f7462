"""The shape of an alert, and the rule that Prometheus reads."""

from typing import Any, Literal, NamedTuple

Severity = Literal["critical", "warning", "info", "none"]

COLLECTOR = "https://collector.example:9847"
"""Where the collector answers; ``hatang-collector print-config`` takes another address."""


class Told(NamedTuple):
    """The same text in both languages."""

    vi: str
    en: str


class Alert(NamedTuple):
    """One alert.

    ``summary`` is a sentence without values; ``description`` has them, as templates of
    Prometheus. ``meaning``, ``check`` and ``fix`` make its runbook. ``for_`` and
    ``keep`` (``keep_firing_for``) are durations of Prometheus.
    """

    name: str
    expr: str
    severity: Severity
    summary: Told
    description: Told
    meaning: Told
    check: tuple[Told, ...]
    fix: tuple[Told, ...]
    for_: str = "0m"
    keep: str = "0m"

    def rule(self, collector: str = COLLECTOR) -> dict[str, Any]:
        """Return the rule as Prometheus writes it; runbooks are pages of *collector*."""
        found: dict[str, Any] = {"alert": self.name, "expr": self.expr}
        if self.for_ != "0m":
            found["for"] = self.for_
        if self.keep != "0m":
            found["keep_firing_for"] = self.keep
        return found | {
            "labels": {"severity": self.severity},
            "annotations": {
                "summary": self.summary.en,
                "summary_vi": self.summary.vi,
                "description": self.description.en,
                "description_vi": self.description.vi,
                "runbook_url": f"{collector}/runbooks/{self.name}",
            },
        }
