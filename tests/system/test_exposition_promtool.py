"""The pages and the list of targets before promtool and the real Prometheus."""

import asyncio
import contextlib
import re
import socket
import threading
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from collector.devices import device_id
from collector.web.exposition_routes import routes
from tests.support.devices import poll_table, port_values, ports_table, surveyed
from tests.support.exposition import (
    MONDAY_NOON,
    agent,
    get,
    services,
    status,
    table,
    tell,
)
from tests.support.processes import wait_for
from tests.support.prometheus import prometheus, promtool

pytestmark = pytest.mark.system

A = agent(1, site='Sở "A"/1 %41?', department="Thanh tra", room="302")
B = agent(2, hostname="pc-1", site='Sở "A"/1 %41?')
SWITCH = device_id(A.id, "pc-1")
KEYS = ("Gi0/1", 'lô "g"\\\n{}', "%s", "Cổng 2/ữ")
SITE_CONFIG = """\
global: {{scrape_interval: {interval_s}s}}
scrape_configs:
  - job_name: hatang
    honor_labels: true
    http_sd_configs: [{{url: '{collector}/sd?mode=site'}}]
"""


@pytest.fixture
def parts():
    """Return services in which one agent reports and its namesake is off."""
    made = services()
    made.registry.add(A, status(A))
    made.registry.add(B, status(B, stopped=True))
    disk = table(
        "disk",
        ("hatang_disk_read_bytes_total", "counter", ("device",)),
        ("hatang_disk_info", "info", ("model",)),
        series=((0, ("sda",)), (0, ('sd\\b\n"ổ đĩa"',)), (1, ("x",))),
    )
    tell(made.live, A.id, (table(), [1.5]), (disk, [5.0, 6.0, 1.0]))
    made.devices.keep([surveyed(A.id, "pc-1", ports=KEYS, time=MONDAY_NOON)])
    ports = ports_table("pc-1", KEYS)
    tell(
        made.live,
        A.id,
        (poll_table("pc-1"), [1.0, 5.0, 0.5, 0.25, 40.0, 50.0]),
        (ports, port_values(len(KEYS), up=1.0, receive_bytes=1e15)),
    )
    return made


@contextlib.contextmanager
def served(app):
    """Serve *app* on a free port of this machine and yield its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening]))
    )
    thread.start()
    try:
        wait_for(lambda: server.started, within_s=10)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        f"/metrics/agent/{A.id}",
        f"/metrics/device/{SWITCH}",
        f"/metrics/site/{A.site}",
    ],
)
def test_promtool_finds_no_fault_in_a_page(parts, path):
    """Names, types, help texts and lines follow the rules."""
    app = Starlette(routes=routes(parts))
    get(app, path)
    printed = promtool("check", "metrics", stdin=get(app, path)[2].decode())
    assert printed.strip() == ""


@pytest.mark.parametrize("mode", ["agent", "site"])
def test_promtool_reads_the_targets(parts, tmp_path, mode):
    """Both of its checks are clean, and it finds everybody."""
    with served(Starlette(routes=routes(parts))) as url:
        config = tmp_path / "prometheus.yml"
        text = SITE_CONFIG.format(collector=url, interval_s=15)
        config.write_text(text.replace("mode=site", f"mode={mode}"))
        promtool("check", "config", str(config))
        printed = promtool(
            "check", "service-discovery", "--timeout=3s", str(config), "hatang"
        )
    for name in ("pc-1", "pc-1~00000002") if mode == "agent" else (A.site,):
        assert f'"instance": {_json(name)}' in printed


def _json(text):
    return '"' + text.replace('"', '\\"') + '"'


def test_prometheus_sees_a_target_for_each_machine(parts, tmp_path):
    """A target is up for a machine that is off too; its own series are not there."""
    with (
        served(Starlette(routes=routes(parts))) as url,
        prometheus(url, tmp_path) as asked,
    ):
        wait_for(lambda: len(asked.query('up{job="hatang"} == 1')) == 3, within_s=20)
        wait_for(lambda: asked.query("hatang_agent_up == 0"), within_s=10)
        ((labels, value),) = asked.query("hatang_cpu_load")
        assert value == 1.5
        assert labels["instance"] == "pc-1"
        assert labels["site"] == A.site
        assert labels["department"] == "Thanh tra"
        assert asked.query("hatang_agent_silent == 1") == []
        parts.registry.add(A, status(A, stopped=True))
        wait_for(lambda: asked.query("hatang_cpu_load") == [], within_s=5)
        assert len(asked.query('up{job="hatang"} == 1')) == 3


def test_prometheus_sees_a_target_for_each_device(parts, tmp_path):
    """A device that nobody hears of stays a target, and is down."""
    with (
        served(Starlette(routes=routes(parts))) as url,
        prometheus(url, tmp_path) as asked,
    ):
        wait_for(lambda: asked.query("hatang_device_up == 1"), within_s=20)
        found = asked.query("hatang_switch_port_receive_bytes_total")
        assert sorted(labels["port"] for labels, _ in found) == sorted(KEYS)
        assert {labels["switch"] for labels, _ in found} == {"pc-1"}
        assert {labels["kind"] for labels, _ in found} == {"switch"}
        parts.registry.add(A, status(A, stopped=True))
        wait_for(lambda: asked.query("hatang_device_up == 0"), within_s=5)
        wait_for(lambda: not asked.query("hatang_switch_port_up"), within_s=5)
        assert asked.query('up{job="hatang",kind="switch"} == 1')


def test_prometheus_sees_the_same_series_by_site(parts, tmp_path):
    """With honor_labels the page's own instance and department count."""
    with (
        served(Starlette(routes=routes(parts))) as url,
        prometheus(url, tmp_path, template=SITE_CONFIG) as asked,
    ):
        wait_for(lambda: asked.query("hatang_cpu_load"), within_s=20)
        ((labels, value),) = asked.query("hatang_cpu_load")
        assert value == 1.5
        assert labels["instance"] == "pc-1"
        assert labels["site"] == A.site
        assert labels["department"] == "Thanh tra"
        assert len(asked.query("hatang_agent_up")) == 2


def test_the_documented_configurations_are_valid(tmp_path):
    """What docs/prometheus.md tells to write is what promtool takes."""
    text = (Path(__file__).parents[2] / "docs/prometheus.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2
    secret = tmp_path / "file"
    secret.write_text("")
    for block in blocks:
        config = tmp_path / "prometheus.yml"
        config.write_text(re.sub(r"/etc/prometheus/[\w.-]+", str(secret), block))
        promtool("check", "config", "--syntax-only", str(config))
