"""Who is told what: by Alertmanager's own tool, and by a running Alertmanager."""

import json
import re
import subprocess
import time
import urllib.request

import pytest
import yaml

from dashboards.alertmanager import ADAPTER, DEAD_MAN, Office, config
from dashboards.generate import ALERTMANAGER, alertmanager
from tests.dashboards.test_alerts import BY_NAME
from tests.support.processes import free_port, need, started, wait_for
from tests.support.sinks import Hooks, Mails, running

pytestmark = pytest.mark.system
CONFIG = ALERTMANAGER / "alertmanager.yml"


def amtool(*arguments):
    """Run amtool and return what it printed; it fails where amtool finds fault."""
    ran = subprocess.run(
        [need("amtool"), *arguments], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.strip()


def test_amtool_finds_no_fault(tmp_path):
    """Also with other hours, days and language."""
    amtool("check-config", str(CONFIG))
    other = Office(
        ranges=("07:00-11:30", "13:30-17:00"),
        weekdays=("monday", "saturday"),
        timezone="Asia/Bangkok",
        language="en",
    )
    path = tmp_path / "other.yml"
    path.write_text(alertmanager(other), encoding="utf-8")
    amtool("check-config", str(path))
    assert "hatang.text.en" in path.read_text()


@pytest.mark.parametrize("name", BY_NAME)
def test_each_alert_goes_where_its_severity_says(name):
    """What is critical at once, the rest to the office, the living sign on its own."""
    alert = BY_NAME[name]
    receiver = {"critical": "at-once", "none": "dead-man"}.get(alert.severity, "office")
    told = amtool(
        *("config", "routes", "test", f"--config.file={CONFIG}"),
        *(f"alertname={name}", f"severity={alert.severity}", "site=hq"),
    )
    assert told == receiver


def test_every_alert_that_is_hidden_exists():
    """A rule about an alert of another name would hide nothing."""
    for rule in config(Office())["inhibit_rules"]:
        for matcher in rule["source_matchers"] + rule["target_matchers"]:
            if not matcher.startswith("alertname"):
                continue
            pattern = re.search(r'"(.+)"', matcher)[1]
            assert any(re.fullmatch(pattern, name) for name in BY_NAME), matcher


def alert(name, **labels):
    """Return an alert as Prometheus sends it."""
    rule = BY_NAME[name].rule()
    told = {
        key: text.replace("{{ $labels.instance }}", labels.get("instance", ""))
        for key, text in rule["annotations"].items()
    }
    return {
        "labels": {"alertname": name, **rule["labels"], **labels},
        "annotations": told,
    }


def send(url, *alerts):
    """Give alerts to Alertmanager."""
    request = urllib.request.Request(
        f"{url}/api/v2/alerts",
        json.dumps(alerts).encode(),
        {"content-type": "application/json"},
    )
    urllib.request.urlopen(request).close()


def ready(url):
    """Return whether Alertmanager answers."""
    with urllib.request.urlopen(f"{url}/-/ready") as answer:
        return answer.status == 200


def quick(mail_port, hook_port, tmp_path):
    """Return the configuration for a test: to sinks, without waiting, at any hour."""
    text = alertmanager(Office())
    for url in (ADAPTER, DEAD_MAN):
        text = text.replace(
            url, url.replace("127.0.0.1:9099", f"127.0.0.1:{hook_port}")
        )
    made = yaml.safe_load(text)
    made["global"] = {
        "smtp_smarthost": f"127.0.0.1:{mail_port}",
        "smtp_from": "hatang@example",
        "smtp_require_tls": False,
    }
    made["templates"] = [str(ALERTMANAGER / "hatang.tmpl")]
    made["route"] |= {"group_wait": "1s", "group_interval": "1s"}
    for route in made["route"]["routes"]:
        route.pop("active_time_intervals", None)
    path = tmp_path / "alertmanager.yml"
    path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return path


def test_a_switch_that_is_down_is_one_message_in_vietnamese(tmp_path):
    """By mail and web hook; its thirty machines are not told of, another one is."""
    program, port = need("prometheus-alertmanager"), free_port()
    with (
        running(Mails()) as (mails, mail_port),
        running(Hooks()) as (hooks, hook_port),
    ):
        path = quick(mail_port, hook_port, tmp_path)
        command = [
            *(program, f"--config.file={path}", f"--storage.path={tmp_path / 'data'}"),
            *(f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="),
        ]
        with started(command, tmp_path / "alertmanager.log"):
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: ready(url), within_s=20)
            place = {"site": "hq", "switch": "sw-t1"}
            send(url, alert("HatangSwitchDown", instance="sw-t1", room="P.1", **place))
            machines = [
                alert("HatangMachineSilent", instance=f"PC-{n}", **place)
                for n in range(30)
            ]
            other = alert(
                "HatangMachineSilent", instance="PC-xa", site="hq", switch="sw-t9"
            )
            send(url, *machines, other, alert("HatangAlive"))
            wait_for(
                lambda: len(mails.received) >= 2 and len(hooks.received) >= 2,
                within_s=30,
            )
            time.sleep(3)  # what should be hidden would come now
    subjects = sorted(str(mail["Subject"]) for mail in mails.received)
    assert subjects == [
        "[CẢNH BÁO] Một máy lẽ ra đang bật nhưng không báo cáo.",
        "[CẢNH BÁO] Một thiết bị mạng không trả lời.",
    ]
    bodies = "".join(mail.get_body(("plain",)).get_content() for mail in mails.received)
    assert "sw-t1" in bodies
    assert "PC-xa" in bodies
    assert "PC-1 " not in bodies
    assert "/runbooks/HatangSwitchDown" in bodies
    paths = {path for path, _body in hooks.received}
    assert paths == {"/alerts", "/alive"}
    (switch,) = [body for path, body in hooks.received if path == "/alerts"]
    assert [one["labels"]["alertname"] for one in switch["alerts"]] == [
        "HatangSwitchDown"
    ]
