"""Writes what Prometheus reads and what people look up: ``python -m dashboards.generate``."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from dashboards import recording
from dashboards.alert import COLLECTOR, Alert, Told
from dashboards.alertmanager import TEMPLATES, Office, config
from dashboards.alerts import GROUPS, runbooks
from dashboards.alerts_events import EventAlert
from dashboards.provisioning import data_source, providers

ROOT = Path(__file__).parents[1]
RULES = ROOT / "dashboards" / "prometheus" / "alerts.yml"
RECORDING = ROOT / "dashboards" / "prometheus" / "rules.yml"
ALERTMANAGER = ROOT / "dashboards" / "alertmanager"
GRAFANA = ROOT / "deploy" / "grafana" / "provisioning"
RUNBOOKS = ROOT / "docs" / "runbooks"
HEAD = "# Written by `python -m dashboards.generate` from dashboards/alerts*.py.\n"


def rules(collector: str = COLLECTOR) -> str:
    """Return the alerting rules as YAML; runbooks are pages of *collector*."""
    groups = [
        {"name": name, "rules": [alert.rule(collector) for alert in alerts]}
        for name, alerts in GROUPS.items()
    ]
    return HEAD + yaml.safe_dump(
        {"groups": groups}, allow_unicode=True, sort_keys=False, width=100
    )


def recording_rules() -> str:
    """Return the recording rules as YAML."""
    groups = [
        {"name": name, "rules": [one.rule() for one in rules_of]}
        for name, rules_of in recording.GROUPS.items()
    ]
    return HEAD.replace("alerts*.py", "recording.py") + yaml.safe_dump(
        {"groups": groups}, sort_keys=False, width=100
    )


def alertmanager(office: Office) -> str:
    """Return ``alertmanager.yml``."""
    return HEAD.replace("alerts*.py", "alertmanager.py") + yaml.safe_dump(
        config(office), allow_unicode=True, sort_keys=False, width=100
    )


def runbook(alert: Alert | EventAlert) -> str:
    """Return the page of *alert*: what it means, how to check, how to fix."""
    return "\n".join(
        [
            f"# {alert.name}",
            "",
            *_when(alert),
            *_part(alert, "Tiếng Việt", ("Ý nghĩa", "Kiểm tra", "Xử lý"), "vi"),
            *_part(alert, "English", ("What it means", "Check", "Fix"), "en"),
            "",
        ]
    )


def _when(alert: Alert | EventAlert) -> Iterator[str]:
    """Yield when it speaks: a rule of Prometheus, or events of the collector."""
    if isinstance(alert, EventAlert):
        yield f"`{alert.severity}` · events of the collector: {', '.join(alert.kinds)}"
        return
    yield f"`{alert.severity}` · `for: {alert.for_}`"
    yield from ("", "```", alert.expr, "```")


def _part(
    alert: Alert | EventAlert, title: str, names: tuple[str, str, str], language: str
) -> Iterator[str]:
    def say(told: Told) -> str:
        return told.vi if language == "vi" else told.en

    means, check, fix = names
    yield from ("", f"## {title}", "", say(alert.summary))
    yield from ("", f"**{means}.** {say(alert.meaning)}")
    yield from ("", f"**{check}**", "", *(f"- {say(one)}" for one in alert.check))
    yield from ("", f"**{fix}**", "", *(f"- {say(one)}" for one in alert.fix))


def files() -> dict[Path, str]:
    """Return every file that is written, with its text; boards need Grafana's SDK."""
    from dashboards.boards.files import files as boards

    return {
        RULES: rules(),
        RECORDING: recording_rules(),
        ALERTMANAGER / "alertmanager.yml": alertmanager(Office()),
        ALERTMANAGER / "hatang.tmpl": TEMPLATES,
        **{RUNBOOKS / f"{alert.name}.md": runbook(alert) for alert in runbooks()},
        GRAFANA / "datasources" / "hatang.yaml": data_source(),
        GRAFANA / "dashboards" / "hatang.yaml": providers(),
        **dict(boards()),
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
