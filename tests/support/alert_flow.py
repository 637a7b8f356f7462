"""A simulated office that goes on, Prometheus, Alertmanager and sinks: the whole way.

The collector and the office have a clock that can be set forward (libfaketime), as a silence
lasts ten minutes. Durations of the product's rules and routes are divided by 120; those that a
restart has to fit into by less, as it takes its seconds here, too.
"""

import contextlib
import datetime as dt
import json
import os
import re
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from agent.shared.clock import SystemClock
from dashboards.alertmanager import ADAPTER, DEAD_MAN, Office
from dashboards.generate import ALERTMANAGER, alertmanager, rules
from tests.support.processes import Program, free_port, need, wait_for
from tests.support.prometheus import Prometheus
from tests.support.sinks import Hooks, Mails, running

FASTER = 120
LESS_FAST = {"keep_firing_for": 15, "group_wait": 12, "for": 80}
TOLD_S = 16.0
"""Longer than a group waits, and than Prometheus takes to say again what still fires.

A group has to wait longer than that, as it does in the product: or a restarted
Alertmanager, to which Prometheus repeats the machines before the switch, tells of them.
"""
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPEN = Office(ranges=("00:00-24:00",), weekdays=("sunday:saturday",))
SIZE = ("--pcs", "34", "--switches", "2", "--lines", "1", "--days", "6")
"""Two switches: 34 machines hang on sw-t1, the server that reads both on the other."""

_DURATION = re.compile(r"^(\d+)(s|m|h|d)$")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WAITS = {"for", "keep_firing_for", "group_wait", "group_interval", "repeat_interval"}
_COLLECTOR = [sys.executable, "-m", "collector"]


def faster(document: object) -> object:
    """Return *document* with every duration of a wait divided, to a second at least."""
    if isinstance(document, list):
        return [faster(one) for one in document]
    if not isinstance(document, dict):
        return document
    made = {
        key: _divided(key, value) if key in _WAITS else faster(value)
        for key, value in document.items()
    }
    if made.get("alert") == "HatangCollectorDown":
        made["for"] = "15s"  # a busy machine is no dead collector
    return made


def _divided(key: str, text: str) -> str:
    by = LESS_FAST.get(key, FASTER)
    number, unit = _DURATION.fullmatch(text).groups()
    seconds = int(number) * _SECONDS[unit]
    return f"{max(1, seconds // by) if seconds else 0}s"


def closed_now() -> Office:
    """Return an office that is closed at this hour, and for the next ten."""
    now = dt.datetime.fromtimestamp(SystemClock().now(), ZONE)
    begin = (now.hour + 12) % 24
    return Office(
        ranges=(f"{begin:02}:00-{begin:02}:30",), weekdays=("sunday:saturday",)
    )


class Flow:
    """All parts; each can be killed and started anew with what it has kept."""

    def __init__(self, folder: Path, mail_port: int, hook_port: int) -> None:
        self.folder = folder
        self.mails: Mails
        self.hooks: Hooks
        self._ports = mail_port, hook_port
        self._clock = folder / "clock"
        self._faults = folder / "faults.json"
        self._data = folder / "data"
        self.collector_url = f"http://127.0.0.1:{free_port()}"
        self.prometheus_url = f"http://127.0.0.1:{free_port()}"
        self.alertmanager_url = f"http://127.0.0.1:{free_port()}"
        self.prometheus = Prometheus(self.prometheus_url, folder / "prometheus.yml")
        self._offset = int(_morning() - SystemClock().now())
        self._running: dict[str, Program] = {}

    def prepare(self) -> None:
        """Simulate the office, and write all configurations."""
        self._data.mkdir()
        (self._data / "collector.toml").write_text("report_interval_s = 60.0\n")
        self.jump(0)
        self.breaks()
        command = [*_COLLECTOR, "simulate", "--data-directory", str(self._data), *SIZE]
        filling = Program(command, self.folder / "simulate.log", env=self._faked())
        assert filling.process.wait(timeout=120) == 0, filling.output()
        told = faster(yaml.safe_load(rules()))
        (self.folder / "alerts.yml").write_text(yaml.safe_dump(told))
        place = self.collector_url.removeprefix("http://")
        scrape = {
            "global": {"scrape_interval": "2s", "evaluation_interval": "1s"},
            "rule_files": ["alerts.yml"],
            "alerting": {
                "alertmanagers": [
                    {"static_configs": [{"targets": [self.alertmanager_url[7:]]}]}
                ]
            },
            "scrape_configs": [
                {
                    "job_name": "hatang",
                    "http_sd_configs": [
                        {"url": f"{self.collector_url}/sd", "refresh_interval": "5s"}
                    ],
                },
                {
                    "job_name": "hatang-collector",
                    "static_configs": [{"targets": [place]}],
                },
            ],
        }
        (self.folder / "prometheus.yml").write_text(yaml.safe_dump(scrape))

    def prepare_bare(self, settings: str) -> Path:
        """Make a data directory with *settings* alone, for a collector without an office."""
        self._data.mkdir()
        (self._data / "collector.toml").write_text(settings, encoding="utf-8")
        self.jump(0)
        return self._data

    def _faked(self) -> dict[str, str]:
        preload = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        if not preload:
            need("libfaketime")
        return {
            **os.environ,
            "LD_PRELOAD": str(preload[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def jump(self, seconds: int) -> None:
        """Set the clock of collector and office forward."""
        self._offset += seconds
        aside = self._clock.with_suffix(".new")
        aside.write_text(f"{self._offset:+d}", encoding="ascii")
        aside.rename(self._clock)

    def breaks(self, **names: list[str]) -> None:
        """Break what is named (devices, machines, sites, drives), and nothing else."""
        self._faults.write_text(json.dumps(names))

    def routes(self, office: Office) -> None:
        """Write Alertmanager's configuration for *office*; a running one reads it."""
        mail_port, hook_port = self._ports
        text = alertmanager(office)
        for url in (ADAPTER, DEAD_MAN):
            text = text.replace(url, url.replace(":9099", f":{hook_port}"))
        made = faster(yaml.safe_load(text))
        made["global"] = {
            "smtp_smarthost": f"127.0.0.1:{mail_port}",
            "smtp_from": "hatang@example",
            "smtp_require_tls": False,
        }
        made["templates"] = [str(ALERTMANAGER / "hatang.tmpl")]
        path = self.folder / "alertmanager.yml"
        path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
        if "alertmanager" in self._running:
            reload = urllib.request.Request(
                f"{self.alertmanager_url}/-/reload", method="POST"
            )
            urllib.request.urlopen(reload, timeout=10).close()

    def start(self, name: str) -> None:
        """Start one part and wait until it is ready."""
        command, url, environment = self._command(name)
        program = Program(command, self.folder / f"{name}.log", env=environment)
        self._running[name] = program
        if url:
            wait_for(lambda: _ready(url), within_s=30, name=f"{name} is ready")

    def _command(self, name: str) -> tuple[list[str], str, dict[str, str] | None]:
        """Return how a part is started, where it answers, in which environment."""
        data = ("--data-directory", str(self._data))
        if name == "collector":
            door = ("--web.listen-address", self.collector_url)
            command = [*_COLLECTOR, "serve", *data, *door]
            return command, self.collector_url, self._faked()
        if name == "office":
            how = ("--every", "3", "--faults", str(self._faults))
            follow = ("simulate", "--follow", self.collector_url)
            return [*_COLLECTOR, *follow, *how, *data], "", self._faked()
        if name == "prometheus":
            command = [
                need("prometheus"),
                f"--config.file={self.folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={self.folder / 'tsdb'}",
                f"--web.listen-address={self.prometheus_url[7:]}",
                "--rules.alert.for-grace-period=1s",
                "--rules.alert.resend-delay=4s",
            ]
            return command, self.prometheus_url, None
        command = [
            need("prometheus-alertmanager"),
            f"--config.file={self.folder / 'alertmanager.yml'}",
            f"--storage.path={self.folder / 'alertmanager'}",
            f"--web.listen-address={self.alertmanager_url[7:]}",
            "--cluster.listen-address=",
            "--data.maintenance-interval=1s",
        ]
        return command, self.alertmanager_url, None

    def kill(self, name: str) -> None:
        """End one part as a power cut would."""
        self._running[name].kill()

    def restart(self, name: str) -> None:
        """Kill one part and start it anew."""
        self.kill(name)
        self.start(name)

    def stop(self) -> None:
        """End everything."""
        for program in self._running.values():
            program.kill()

    def told(self, alertname: str, status: str = "firing") -> list[dict]:
        """Return the messages at the web hook that tell of *alertname*."""
        return [
            body
            for path, body in list(self.hooks.received)
            if path == "/alerts"
            and any(
                one["labels"]["alertname"] == alertname and one["status"] == status
                for one in body["alerts"]
            )
        ]

    def mailed(self, text: str) -> list[str]:
        """Return the mails (subject and text) that hold *text*."""
        found = []
        for mail in list(self.mails.received):
            whole = f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"
            if text in whole:
                found.append(whole)
        return found

    def firing(self, alertname: str) -> list[dict[str, str]]:
        """Return the labels of the alerts of that name that fire in Prometheus."""
        asked = f'ALERTS{{alertstate="firing",alertname="{alertname}"}}'
        return [labels for labels, _value in self.prometheus.query(asked)]


def _ready(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/-/ready", timeout=5) as answer:
        return answer.status == 200


def _morning() -> float:
    """Return half past nine in Vietnam on the last Wednesday."""
    today = dt.datetime.fromtimestamp(SystemClock().now(), ZONE).date()
    day = today - dt.timedelta(days=(today.weekday() - 2) % 7)
    return dt.datetime.combine(day, dt.time(9, 30), ZONE).timestamp()


@contextlib.contextmanager
def flow(folder: Path) -> Iterator[Flow]:
    """Run the office and its collector for a block; the rest is started by the test."""
    with (
        running(Mails()) as (mails, mail_port),
        running(Hooks()) as (hooks, hook_port),
    ):
        made = Flow(folder, mail_port, hook_port)
        made.mails, made.hooks = mails, hooks
        try:
            made.prepare()
            made.start("collector")
            made.start("office")
            yield made
        finally:
            made.stop()
