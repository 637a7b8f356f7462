"""Who is told what: by Alertmanager's own tool, and by a running Alertmanager."""

import json
import re
import subprocess
import time
import urllib.request

import pytest
import yaml

from agent.shared.clock import SystemClock
from collector.alert_events import Occurrence, Place, Sentences
from collector.alert_events import alert as event_alert
from dashboards.alertmanager import ADAPTER, DEAD_MAN, Office, config, first_hour
from dashboards.alerts_events import ALERTS as EVENTS
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


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_each_event_goes_to_who_is_not_told_that_it_is_over(event):
    """It happened, and that is all."""
    told = amtool(
        *(
            "config",
            "routes",
            "test",
            f"--config.file={CONFIG}",
            f"event={event.kinds[0]}",
        ),
        *(f"alertname={event.name}", f"severity={event.severity}", "site=hq"),
    )
    receiver = "events-at-once" if event.severity == "critical" else "events"
    assert told == receiver
    (found,) = [one for one in config(Office())["receivers"] if one["name"] == told]
    ways = [*found["email_configs"], *found.get("webhook_configs", ())]
    assert {way["send_resolved"] for way in ways} == {False}


@pytest.mark.parametrize(
    ("ranges", "hour"),
    [
        (("07:30-11:30", "13:30-17:00"), ("07:30-08:30",)),
        (("23:30-24:00",), ("23:30-24:00",)),
        (("00:00-24:00",), ("00:00-01:00",)),
        ((), ()),
    ],
)
def test_the_first_hour_is_no_longer_than_the_range(ranges, hour):
    """In it what is worth knowing is told together."""
    assert first_hour(ranges) == hour


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
        for one in (route, *route.get("routes", ())):
            one.pop("active_time_intervals", None)
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


def test_an_event_is_told_once_and_not_that_it_is_over(tmp_path):
    """In Vietnamese; a second one that comes meanwhile is told as well."""
    program, port = need("prometheus-alertmanager"), free_port()
    now = SystemClock().now()
    place = Place("PC-1", "hq", "Văn phòng", "P.1", "/machines/a")

    def told(kind, said):
        one = Occurrence(kind, "a", now)
        both = Sentences(said, said)
        return event_alert(one, place, both, collector="https://c", ends=now + 8)

    with running(Mails()) as (mails, mail_port):
        path = quick(mail_port, mail_port, tmp_path)
        command = [
            *(program, f"--config.file={path}", f"--storage.path={tmp_path / 'data'}"),
            *(f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="),
        ]
        with started(command, tmp_path / "alertmanager.log"):
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: ready(url), within_s=20)
            send(url, told("drive_removed", "một"))
            wait_for(lambda: mails.received, within_s=20)
            send(url, told("drive_removed", "một"), told("administrator_added", "hai"))
            wait_for(lambda: len(mails.received) == 2, within_s=20)
            time.sleep(max(0.0, now + 11 - SystemClock().now()))
    first, second = mails.received
    assert first["Subject"] == "[SỰ VIỆC] Linh kiện của một máy bị tháo hoặc bị đổi."
    assert second["Subject"] == "[SỰ VIỆC] Một máy có thêm hoặc đổi người quản trị."
    assert len(mails.received) == 2
