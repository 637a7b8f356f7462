"""``hatang-collector print-config``."""

import pytest
import yaml

from collector.__main__ import main
from dashboards.boards.every import boards
from dashboards.generate import RECORDING
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
    jobs = jobs.replace("/etc/prometheus/hatang-alerts.yml", str(path))
    config.write_text(jobs.replace("/etc/prometheus/hatang-rules.yml", str(RECORDING)))
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


def test_grafana_is_told_where_prometheus_is(capsys, tmp_path):
    """Printed, or written with all boards, whose links lead to the collector."""
    code, out, _ = printed(
        capsys, "grafana", "--prometheus-url", "http://10.0.0.6:9090"
    )
    assert code == 0
    assert "http://10.0.0.6:9090" in out
    words = ("--directory", str(tmp_path), "--collector-url", URL, "--boards", "/b")
    code, _out, err = printed(capsys, "grafana", *words)
    assert code == 0
    assert f"{2 * len(boards('en')) + 2} files" in err
    provider = (tmp_path / "provisioning/dashboards/hatang.yaml").read_text()
    assert "path: /b/vi" in provider
    board = (tmp_path / "boards/vi/overview.json").read_text(encoding="utf-8")
    assert URL in board
    (tmp_path / "file").write_text("")
    assert printed(capsys, "grafana", "--directory", str(tmp_path / "file"))[0] == 1


def test_recording_rules_are_printed(capsys):
    """As they are shipped."""
    code, out, _ = printed(capsys, "rules")
    assert code == 0
    assert out.strip() == RECORDING.read_text().strip()
