"""What Grafana is provisioned with: the data source, two folders, the boards as files."""

from collections.abc import Iterator
from importlib import resources

import yaml

from dashboards.alert import COLLECTOR

SOURCE_UID = "hatang-prometheus"
FOLDERS = {"vi": "Hatang (Tiếng Việt)", "en": "Hatang (English)"}
BOARDS = "/var/lib/grafana/hatang"
"""Where Grafana finds the boards, a folder for each language."""
PROMETHEUS = "http://127.0.0.1:9090"
_HEAD = "# Written by `hatang-collector print-config grafana`.\n"


def data_source(prometheus: str = PROMETHEUS) -> str:
    """Return ``provisioning/datasources/hatang.yaml``."""
    source = {
        "name": "Hatang",
        "uid": SOURCE_UID,
        "type": "prometheus",
        "access": "proxy",
        "url": prometheus,
        "isDefault": True,
        "editable": False,
        "jsonData": {
            "httpMethod": "POST",
            "timeInterval": "60s",
            "prometheusType": "Prometheus",
            "prometheusVersion": "3.5.0",
        },
    }
    return _HEAD + yaml.safe_dump(
        {"apiVersion": 1, "datasources": [source]}, sort_keys=False
    )


def providers(boards: str = BOARDS) -> str:
    """Return ``provisioning/dashboards/hatang.yaml``; *boards* is a folder."""
    found = [
        {
            "name": f"hatang-{language}",
            "orgId": 1,
            "folder": folder,
            "folderUid": f"hatang-{language}",
            "type": "file",
            "disableDeletion": False,
            "allowUiUpdates": False,
            "updateIntervalSeconds": 60,
            "options": {"path": f"{boards}/{language}"},
        }
        for language, folder in FOLDERS.items()
    ]
    return _HEAD + yaml.safe_dump(
        {"apiVersion": 1, "providers": found}, allow_unicode=True, sort_keys=False
    )


def boards(collector: str = COLLECTOR) -> Iterator[tuple[str, str]]:
    """Yield the boards as ``vi/overview.json`` and their JSON; links lead to *collector*."""
    root = resources.files("dashboards").joinpath("grafana")
    for language in FOLDERS:
        for board in sorted(
            root.joinpath(language).iterdir(), key=lambda one: one.name
        ):
            text = board.read_text(encoding="utf-8")
            yield f"{language}/{board.name}", text.replace(COLLECTOR, collector)


def files(
    collector: str = COLLECTOR, prometheus: str = PROMETHEUS, place: str = BOARDS
) -> Iterator[tuple[str, str]]:
    """Yield everything that Grafana needs, by its place below one folder."""
    yield "provisioning/datasources/hatang.yaml", data_source(prometheus)
    yield "provisioning/dashboards/hatang.yaml", providers(place)
    for name, text in boards(collector):
        yield f"boards/{name}", text
