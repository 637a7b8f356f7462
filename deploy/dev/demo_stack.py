"""Prometheus and Alertmanager for ``make demo``: their configuration and commands."""

import shutil
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from dashboards.alertmanager import TEMPLATES, Office  # noqa: E402
from dashboards.generate import alertmanager, recording_rules, rules  # noqa: E402

PROGRAMS = ("prometheus", "prometheus-alertmanager")


def missing() -> list[str]:
    """Return which programs are not installed."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def prepare(
    folder: Path, pages: str, alerts: str, mail_port: int, language: str
) -> None:
    """Write all configurations into *folder*; addresses are on loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alerts.yml").write_text(rules(pages), encoding="utf-8")
    (folder / "rules.yml").write_text(recording_rules(), encoding="utf-8")
    (folder / "hatang.tmpl").write_text(TEMPLATES, encoding="utf-8")
    place, to = pages.removeprefix("http://"), alerts.removeprefix("http://")
    scrape = {
        "global": {"scrape_interval": "5s", "evaluation_interval": "5s"},
        "rule_files": ["alerts.yml", "rules.yml"],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": [to]}]}]},
        "scrape_configs": [
            {
                "job_name": "hatang",
                "http_sd_configs": [{"url": f"{pages}/sd", "refresh_interval": "10s"}],
            },
            {"job_name": "hatang-collector", "static_configs": [{"targets": [place]}]},
        ],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(scrape), encoding="utf-8")
    office = Office(
        ranges=("00:00-24:00",), weekdays=("sunday:saturday",), language=language
    )
    routes = yaml.safe_load(alertmanager(office))
    routes["global"] = {
        "smtp_smarthost": f"127.0.0.1:{mail_port}",
        "smtp_from": "hatang@example",
        "smtp_require_tls": False,
    }
    routes["templates"] = [str(folder / "hatang.tmpl")]
    routes["route"] |= {"group_wait": "10s", "group_interval": "1m"}
    for receiver in routes["receivers"]:
        receiver.pop("webhook_configs", None)
    text = yaml.safe_dump(routes, allow_unicode=True, sort_keys=False)
    (folder / "alertmanager.yml").write_text(text, encoding="utf-8")


def prometheus(folder: Path, address: str) -> list[str]:
    """Return the command of Prometheus at *address* (host:port)."""
    return [
        "prometheus",
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'prometheus'}",
        f"--web.listen-address={address}",
    ]


def alert_manager(folder: Path, address: str) -> list[str]:
    """Return the command of Alertmanager at *address* (host:port)."""
    return [
        "prometheus-alertmanager",
        f"--config.file={folder / 'alertmanager.yml'}",
        f"--storage.path={folder / 'alertmanager'}",
        f"--web.listen-address={address}",
        "--cluster.listen-address=",
    ]
