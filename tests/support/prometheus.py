"""The real Prometheus of Debian, pointed at a collector."""

import contextlib
import json
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import free_port, need, started, wait_for

CONFIG = """\
global:
  scrape_interval: {interval_s}s
scrape_configs:
  - job_name: hatang
    http_sd_configs:
      - url: {collector}/sd
        refresh_interval: {interval_s}s
  - job_name: hatang-collector
    static_configs:
      - targets: ['{address}']
"""


class Prometheus:
    """A running Prometheus: ask it what a board would ask it."""

    def __init__(self, url: str, config: Path) -> None:
        self.url = url
        self.config = config

    def query(self, expression: str) -> list[tuple[dict[str, str], float]]:
        """Return the instant vector of *expression* as (labels, value)."""
        question = urllib.parse.urlencode({"query": expression})
        with urllib.request.urlopen(f"{self.url}/api/v1/query?{question}") as answer:
            result = json.load(answer)["data"]["result"]
        return [(row["metric"], float(row["value"][1])) for row in result]


def promtool(*arguments: str, stdin: str | None = None) -> str:
    """Run promtool and return what it printed.

    Raises:
        AssertionError: promtool found fault.
    """
    result = subprocess.run(
        [need("promtool"), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


@contextlib.contextmanager
def prometheus(
    collector: str, folder: Path, *, interval_s: int = 1, template: str = CONFIG
) -> Iterator[Prometheus]:
    """Run Prometheus against the *collector* (an http:// address) for a block."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "prometheus.yml"
    address = urllib.parse.urlsplit(collector).netloc
    config.write_text(
        template.format(interval_s=interval_s, collector=collector, address=address)
    )
    url = f"http://127.0.0.1:{free_port()}"
    command = [
        need("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address={urllib.parse.urlsplit(url).netloc}",
        "--log.level=warn",
    ]
    with started(command, folder / "prometheus.log"):

        def ready() -> bool:
            with urllib.request.urlopen(f"{url}/-/ready") as answer:
                return answer.status == 200

        wait_for(ready, within_s=30, name="Prometheus is ready")
        yield Prometheus(url, config)
