"""The boards as files, for Grafana to be provisioned with."""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from dashboards.boards.build import LANGUAGES, build
from dashboards.boards.every import boards
from dashboards.boards.spec import say

FOLDER = Path(__file__).parents[1] / "grafana"


def files() -> Iterator[tuple[Path, str]]:
    """Yield each board in each language: where it is kept, and its JSON."""
    for language in LANGUAGES:
        for board in boards(language):
            text = json.dumps(build(board, language), ensure_ascii=False, indent=1)
            yield FOLDER / language / f"{board.name}.json", text + "\n"
    yield FOLDER / ".lint", lint_settings()


def lint_settings() -> str:
    """Return what dashboard-linter is told not to ask for, each with its reason."""
    rules: dict[str, list[dict[str, str]]] = {}
    for language in LANGUAGES:
        for board in boards(language):
            for panel in (one for row in board.rows for one in row.panels):
                for rule, reason in panel.excused.items():
                    rules.setdefault(rule, []).append(
                        {
                            "dashboard": say(board.title, language),
                            "panel": say(panel.title, language),
                            "reason": reason,
                        }
                    )
    label = {"reason": "its label is a word that the reader knows: Machine, Máy"}
    told = {
        "exclusions": {rule: {"entries": found} for rule, found in rules.items()},
        "warnings": {"template-instance-rule": label},
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)
