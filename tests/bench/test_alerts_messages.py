"""The model of Alertmanager, and that the real one hides the same."""

import json
import urllib.request

import pytest

from bench.alerts_messages import heard, matches, messages
from dashboards.alertmanager import Office, config
from tests.dashboards.test_alertmanager import quick, ready, send
from tests.support.processes import free_port, need, started, wait_for

CONFIG = config(Office())
PLACE = {"site": "hq", "switch": "sw-t1"}


def alert(name, severity="warning", **labels):
    """Return the labels of an alert."""
    return {"alertname": name, "severity": severity, **labels}


ALERTS = (
    alert("HatangSwitchDown", "critical", instance="sw-t1", **PLACE),
    alert("HatangMachineSilent", instance="PC-1", **PLACE),
    alert("HatangMachineSilent", instance="PC-2", site="hq", switch="sw-t2"),
    alert("HatangMachineSilent", instance="PC-3", site="annex", switch="sw-t1"),
    alert("HatangMachineSilent", instance="PC-4", site="hq"),
    alert("HatangManyMachinesSilent", "critical", site="annex"),
)


@pytest.mark.parametrize(
    ("matcher", "fits"),
    [
        ('a = "x"', True),
        ('a = "y"', False),
        ('a != ""', True),
        ('b != ""', False),
        ('b = ""', True),
        ('a =~ "x|y"', True),
        ('a =~ "x.+"', False),
        ('a !~ "y"', True),
    ],
)
def test_matchers_are_those_of_alertmanager(matcher, fits):
    """Anchored, and what is missing is empty."""
    assert matches({"a": "x"}, [matcher]) is fits


def test_what_is_no_matcher_is_refused():
    """Or a rule would hide everything."""
    with pytest.raises(ValueError, match="no matcher"):
        matches({}, ["a ~ b"])


def test_one_cause_is_heard():
    """The machine behind the dead switch is not, nor the one of the silent site."""
    names = [one["instance"] for one in heard(ALERTS, CONFIG["inhibit_rules"])[:-1]]
    assert names == ["sw-t1", "PC-2", "PC-4"]


def test_a_day_of_messages():
    """Once for each group, warnings in office hours, what is critical at any time."""
    day = {
        0: [alert("HatangDiskFailing", "critical", instance="a", site="hq")],
        60: [
            alert("HatangDiskFailing", "critical", instance="a", site="hq"),
            alert("HatangPortFaulty", instance="s", site="hq"),
        ],
        600: [
            alert("HatangDiskFailing", "critical", instance="a", site="hq"),
            alert("HatangDiskFailing", "critical", instance="b", site="hq"),
            alert("HatangPortFaulty", instance="s", site="hq"),
            alert("HatangPortFaulty", instance="t", site="hq"),
            alert("HatangAlive", "none"),
        ],
        605: [alert("HatangPortFaulty", instance="s", site="hq")],
    }
    told = messages(day, CONFIG, open_minutes=range(450, 1020), working=True)
    assert [(one.minute, one.alert, one.count) for one in told] == [
        (0, "HatangDiskFailing", 1),
        (600, "HatangDiskFailing", 2),
        (600, "HatangPortFaulty", 2),
    ]
    quiet = messages(day, CONFIG, open_minutes=range(450, 1020), working=False)
    assert {one.severity for one in quiet} == {"critical"}


@pytest.mark.system
def test_the_real_alertmanager_hides_the_same(tmp_path):
    """Of the same alerts by the product's own configuration."""
    port = free_port()
    path = quick(1, 1, tmp_path)
    command = [
        *(need("prometheus-alertmanager"), f"--config.file={path}"),
        *(f"--storage.path={tmp_path / 'data'}", "--cluster.listen-address="),
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    url = f"http://127.0.0.1:{port}"

    def active():
        with urllib.request.urlopen(f"{url}/api/v2/alerts?inhibited=false") as answer:
            return [one["labels"] for one in json.load(answer)]

    with started(command, tmp_path / "log"):
        wait_for(lambda: ready(url), within_s=20)
        send(url, *({"labels": one, "annotations": {}} for one in ALERTS))
        mine = heard(ALERTS, CONFIG["inhibit_rules"])
        key = "alertname", "instance", "site"
        wanted = sorted([one.get(name, "") for name in key] for one in mine)
        wait_for(
            lambda: sorted([o.get(n, "") for n in key] for o in active()) == wanted,
            within_s=20,
            name="the same alerts",
        )
