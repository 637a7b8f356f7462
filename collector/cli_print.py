"""``hatang-collector print-config``: for those who have Prometheus and Alertmanager."""

import argparse
from gettext import gettext as _
from urllib.parse import urlsplit

from agent.shared.clock import Clock
from collector.cli_builder import Builder
from collector.cli_options import OK, CommandError, out, places_of, settings_of

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
rule_files: [/etc/prometheus/hatang-alerts.yml]
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


def _url(arguments: argparse.Namespace) -> str:
    """Return the address without a slash at its end.

    Raises:
        CommandError: it is none.
    """
    url: str = arguments.collector_url.rstrip("/")
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
