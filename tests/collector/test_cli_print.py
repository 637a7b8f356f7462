"""``hatang-collector print-config``."""

import pytest
import yaml

from collector.__main__ import main
from tests.dashboards.test_alertmanager import amtool
from tests.support.fake_clock import FakeClock
from tests.support.processes import need
from tests.support.prometheus import promtool

URL = "https://10.1.2.3:9847"


def printed(capsys, *arguments):
    """Return the code, output and errors of the command."""
    code = main(["print-config", *arguments, "--language", "en"], clock=FakeClock())
    told = capsys.readouterr()
    return code, told.out, told.err


def test_jobs_name_the_collector(capsys):
    """At the address that was given."""
    code, out, _ = printed(capsys, "prometheus", "--collector-url", URL)
    told = yaml.safe_load(out)
    assert code == 0
    jobs = {job["job_name"]: job for job in told["scrape_configs"]}
    assert jobs["hatang"]["http_sd_configs"][0]["url"] == f"{URL}/sd"
    assert jobs["hatang-collector"]["static_configs"][0]["targets"] == [URL[8:]]


@pytest.mark.system
def test_prometheus_takes_what_is_printed(capsys, tmp_path):
    """Jobs and rules, by its own tool."""
    need("promtool")
    rules = printed(capsys, "alerts", "--collector-url", f"{URL}/")[1]
    assert f"{URL}/runbooks/HatangAlive" in rules
    path = tmp_path / "alerts.yml"
    path.write_text(rules, encoding="utf-8")
    promtool("check", "rules", str(path))
    jobs = printed(capsys, "prometheus", "--collector-url", URL)[1]
    config = tmp_path / "prometheus.yml"
    config.write_text(jobs.replace("/etc/prometheus/hatang-alerts.yml", str(path)))
    promtool("check", "config", "--syntax-only", str(config))


@pytest.mark.parametrize(
    "url", ["", "10.0.0.1", "ftp://x", "https://", "https://x/y", "https://x' y"]
)
def test_what_is_no_address_is_refused(capsys, url):
    """Nothing of it comes into a file."""
    code, out, err = printed(capsys, "prometheus", "--collector-url", url)
    assert (code, out) == (1, "")
    assert "https://10.0.0.5:9847" in err


@pytest.mark.system
def test_alertmanager_takes_the_office_hours_of_the_settings(capsys, tmp_path):
    """By its own tool, with the words beside it."""
    need("amtool")
    config = tmp_path / "collector.toml"
    config.write_text(
        'language = "en"\n[office_hours]\nranges = ["07:00-11:30"]\n'
        'weekdays = ["monday", "saturday"]\ntimezone = "Asia/Bangkok"\n'
    )
    out = printed(capsys, "alertmanager", "--config.file", str(config))[1]
    told = yaml.safe_load(out)
    (hours,) = told["time_intervals"][0]["time_intervals"]
    assert hours["weekdays"] == ["monday", "saturday"]
    assert hours["times"] == [{"start_time": "07:00", "end_time": "11:30"}]
    assert hours["location"] == "Asia/Bangkok"
    assert "hatang.text.en" in out
    path = tmp_path / "alertmanager.yml"
    path.write_text(out, encoding="utf-8")
    amtool("check-config", str(path))
    assert 'define "hatang.text.vi"' in printed(capsys, "templates")[1]
