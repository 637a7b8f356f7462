"""``hatang-collector print-config``: for those who have Prometheus, Grafana and so on."""

import argparse
from gettext import gettext as _
from pathlib import Path
from urllib.parse import urlsplit

from agent.shared.clock import Clock
from collector.cli_builder import Builder
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
)

DEFAULT_URL = "https://collector.example:9847"
SCRAPE = """\
scrape_configs:
  - job_name: hatang
    scrape_interval: 60s
    basic_auth: &login {{username: prometheus, password_file: /etc/prometheus/hatang-password}}
    tls_config: &ca {{ca_file: /etc/prometheus/hatang-ca.pem}}
    http_sd_configs:
      - url: {url}/sd
        basic_auth: *login
        tls_config: *ca
  - job_name: hatang-collector
    scheme: {scheme}
    basic_auth: *login
    tls_config: *ca
    static_configs: [{{targets: ['{address}']}}]
rule_files: [/etc/prometheus/hatang-alerts.yml, /etc/prometheus/hatang-rules.yml]
"""


def add_commands(builder: Builder) -> None:
    """Add ``print-config prometheus`` and ``print-config alerts``."""
    group = builder.group(
        "print-config", _("Print what Prometheus needs, for those who have one.")
    )
    for name, handler, text in (
        ("prometheus", run_prometheus, _("The jobs for prometheus.yml.")),
        ("alerts", run_alerts, _("The alerting rules, with their runbooks.")),
        (
            "alertmanager",
            run_alertmanager,
            _("Who is told what and when: in the office hours of the settings."),
        ),
        ("rules", run_rules, _("The recording rules, which boards need.")),
        (
            "grafana",
            run_grafana,
            _("What provisions Grafana; with --directory the boards, too."),
        ),
        ("templates", run_templates, _("The words of messages, for Alertmanager.")),
    ):
        parser = builder.add(
            group,
            name,
            handler,
            text,
            f"print-config {name} --collector-url https://10.0.0.5:9847",
        )
        parser.add_argument(
            "--collector-url",
            default=DEFAULT_URL,
            metavar="URL",
            help=_("where Prometheus and people reach the collector"),
        )
        if name == "grafana":
            _add_grafana(parser)


def _add_grafana(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--directory",
        type=Path,
        metavar=_("FOLDER"),
        help=_("write provisioning and boards there, instead of printing"),
    )
    parser.add_argument(
        "--prometheus-url",
        default="http://127.0.0.1:9090",
        metavar="URL",
        help=_("where Grafana reaches Prometheus (default: http://127.0.0.1:9090)"),
    )
    parser.add_argument(
        "--boards",
        default="/var/lib/grafana/hatang",
        metavar=_("FOLDER"),
        help=_("where Grafana will find the boards (default: /var/lib/grafana/hatang)"),
    )


def _url(arguments: argparse.Namespace) -> str:
    return _checked(arguments.collector_url)


def _checked(text: str) -> str:
    """Return the address without a slash at its end.

    Raises:
        CommandError: it is none.
    """
    url = text.rstrip("/")
    parts = urlsplit(url)
    plain = parts.scheme in {"http", "https"} and parts.netloc and not parts.path
    if not plain or "'" in url or any(letter.isspace() for letter in url):
        raise CommandError(_("write the address as https://10.0.0.5:9847"))
    return url


def run_prometheus(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the jobs."""
    url = _url(arguments)
    parts = urlsplit(url)
    out(SCRAPE.format(url=url, scheme=parts.scheme, address=parts.netloc).rstrip())
    return OK


def run_alerts(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the rules."""
    from dashboards.generate import rules

    out(rules(_url(arguments)).rstrip())
    return OK


def run_alertmanager(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print Alertmanager's configuration with the office's own hours."""
    from dashboards.alertmanager import Office
    from dashboards.generate import alertmanager

    _url(arguments)
    settings = settings_of(arguments, places_of(arguments))
    hours = settings.office_hours
    office = Office(
        ranges=hours.ranges,
        weekdays=hours.weekdays,
        timezone=hours.timezone,
        language="en" if settings.language == "en" else "vi",
    )
    out(alertmanager(office).rstrip())
    return OK


def run_templates(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the words of messages."""
    from dashboards.alertmanager import TEMPLATES

    _url(arguments)
    out(TEMPLATES.rstrip())
    return OK


def run_rules(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the recording rules."""
    from dashboards.generate import recording_rules

    _url(arguments)
    out(recording_rules().rstrip())
    return OK


def run_grafana(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print the provisioning, or write it with all boards."""
    from dashboards.provisioning import data_source, files, providers

    collector, prometheus = _url(arguments), _checked(arguments.prometheus_url)
    folder: Path | None = arguments.directory
    if folder is None:
        out(f"# provisioning/datasources/hatang.yaml\n{data_source(prometheus)}")
        out(f"# provisioning/dashboards/hatang.yaml\n{providers(arguments.boards)}")
        return OK
    count = 0
    try:
        for name, text in files(collector, prometheus, arguments.boards):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            count += 1
    except OSError as err:
        raise CommandError(str(err)) from err
    say(_("{count} files are in {folder}.").format(count=count, folder=folder))
    return OK
