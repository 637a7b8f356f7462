"""A simulated office in its office hours, with the real Prometheus: boards ask it.

The collector's clock is set to a morning by libfaketime, or at night and at week-ends every
PC would be off. Prometheus has its own time: values are those of now, as ever.
"""

import contextlib
import os
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from dashboards.generate import RECORDING, RULES
from tests.support.processes import free_port, need, started, wait_for
from tests.support.prometheus import Prometheus, prometheus

MORNING = "@2026-11-25 03:30:00"  # half past ten in Vietnam, a Wednesday
CONFIG = """\
global: {{scrape_interval: {interval_s}s, evaluation_interval: {interval_s}s}}
rule_files: [alerts.yml, rules.yml]
scrape_configs:
  - job_name: hatang
    http_sd_configs: [{{url: '{collector}/sd', refresh_interval: 5s}}]
  - job_name: hatang-collector
    static_configs: [{{targets: ['{address}']}}]
"""
_COLLECTOR = [sys.executable, "-m", "collector"]
_SIZE = ("--pcs", "24", "--switches", "5", "--lines", "2", "--days", "12")


def morning() -> dict[str, str]:
    """Return the environment in which a program believes that it is that morning."""
    preload = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not preload:
        need("libfaketime")
    return {
        **os.environ,
        "LD_PRELOAD": str(preload[0]),
        "FAKETIME": MORNING,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "UTC",
    }


@contextlib.contextmanager
def board_office(folder: Path) -> Iterator[tuple[str, Prometheus]]:
    """Run everything for a block; yield the collector's address and Prometheus."""
    data, environment = folder / "data", morning()
    data.mkdir(parents=True)
    fill = [*_COLLECTOR, "simulate", "--data-directory", str(data), *_SIZE]
    with started(fill, folder / "simulate.log", env=environment) as filling:
        assert filling.process.wait(timeout=120) == 0, filling.output()
    url = f"http://127.0.0.1:{free_port()}"
    serve = [*_COLLECTOR, "serve", "--data-directory", str(data)]
    serve += ["--web.listen-address", url]
    with started(serve, folder / "collector.log", env=environment):
        _ask(f"{url}/-/ready")
        _ask(f"{url}/api/v1/plan?budget=150000000")
        follow = [*_COLLECTOR, "simulate", "--follow", url, "--every", "3"]
        follow += ["--data-directory", str(data)]
        going = started(follow, folder / "follow.log", env=environment)
        rules = folder / "prometheus"
        rules.mkdir()
        for path in (RULES, RECORDING):
            shutil.copy(path, rules)
        with going, prometheus(url, rules, template=CONFIG) as running:
            yield url, running


def _ask(url: str) -> None:
    def answered() -> bool:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status == 200

    wait_for(answered, within_s=60, name=url)
