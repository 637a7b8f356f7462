"""Alertmanager: who is told what, when, and what hides what.

Critical messages come at once, day and night; warnings in office hours; what is worth
knowing once a day. One cause is one message: a switch that is down hides its machines.
"""

from collections.abc import Mapping, Sequence
from typing import Any

OFFICE = "office-hours"
MORNING = "morning"
FIRST_HOUR = "first-hour"
WEEKDAYS = "monday:friday"
ADAPTER = "http://127.0.0.1:9099/alerts"
"""An adapter to SMS or Zalo on the same machine, which keeps the secrets."""
DEAD_MAN = "http://127.0.0.1:9099/alive"
"""Whoever notices that this no longer comes: best another machine."""


class Office:
    """When people are there, and how they are reached."""

    def __init__(
        self,
        *,
        ranges: Sequence[str] = ("07:30-17:00",),
        weekdays: Sequence[str] = (WEEKDAYS,),
        timezone: str = "Asia/Ho_Chi_Minh",
        language: str = "vi",
    ) -> None:
        self.ranges = tuple(ranges)
        self.weekdays = tuple(weekdays)
        self.timezone = timezone
        self.language = language


def config(office: Office) -> dict[str, Any]:
    """Return ``alertmanager.yml``; people put in their own mail server and addresses."""
    return {
        "global": {
            "smtp_smarthost": "mail.example:587",
            "smtp_from": "hatang@example",
            "smtp_auth_username": "hatang@example",
            "smtp_auth_password_file": "/etc/alertmanager/smtp-password",
        },
        "templates": ["/etc/alertmanager/hatang.tmpl"],
        "route": {
            "receiver": "office",
            "group_by": ["site", "alertname"],
            "group_wait": "2m",
            "group_interval": "10m",
            "repeat_interval": "24h",
            "routes": [
                {
                    "matchers": ['alertname = "HatangAlive"'],
                    "receiver": "dead-man",
                    "group_wait": "0s",
                    "group_interval": "5m",
                    "repeat_interval": "5m",
                },
                _events(),
                {"matchers": ['severity = "critical"'], "receiver": "at-once"},
                {
                    "matchers": ['severity = "warning"'],
                    "receiver": "office",
                    "active_time_intervals": [OFFICE],
                },
                {
                    "matchers": ['severity = "info"'],
                    "receiver": "office",
                    "group_by": ["severity"],
                    "active_time_intervals": [MORNING],
                },
            ],
        },
        "inhibit_rules": _inhibitions(),
        "receivers": [
            {"name": "office", "email_configs": [_mail("it@example", office)]},
            {
                "name": "events",
                "email_configs": [_mail("it@example", office, resolved=False)],
            },
            {
                "name": "events-at-once",
                "email_configs": [_mail("it@example", office, resolved=False)],
                "webhook_configs": [
                    {"url": ADAPTER, "max_alerts": 10, "send_resolved": False}
                ],
            },
            {
                "name": "at-once",
                "email_configs": [_mail("it@example", office)],
                "webhook_configs": [{"url": ADAPTER, "max_alerts": 10}],
            },
            {
                "name": "dead-man",
                "webhook_configs": [{"url": DEAD_MAN}],
            },
        ],
        "time_intervals": [
            {"name": OFFICE, "time_intervals": [_hours(office, office.ranges)]},
            {"name": MORNING, "time_intervals": [_hours(office, office.ranges[:1])]},
            {
                "name": FIRST_HOUR,
                "time_intervals": [_hours(office, first_hour(office.ranges))],
            },
        ],
    }


def _events() -> dict[str, Any]:
    """Return the route of what happened once: it is told once, and never that it is over.

    The collector keeps such an alert up until it could be told
    (``collector.alert_outbox``): critical ones at once, warnings in office hours, the
    rest together in the first hour. A week-end must not tell it again.
    """
    return {
        "matchers": ['event != ""'],
        "receiver": "events",
        "repeat_interval": "120h",
        "routes": [
            {"matchers": ['severity = "critical"'], "receiver": "events-at-once"},
            {
                "matchers": ['severity = "info"'],
                "group_by": ["severity"],
                "active_time_intervals": [FIRST_HOUR],
            },
            {
                "matchers": ['severity = "warning"'],
                "active_time_intervals": [OFFICE],
            },
        ],
    }


def first_hour(ranges: Sequence[str]) -> tuple[str, ...]:
    """Return the first hour of the first of *ranges* (``HH:MM-HH:MM``), or less."""
    if not ranges:
        return ()
    start, _, end = ranges[0].partition("-")
    hour, _, minute = start.partition(":")
    return (f"{start}-{min(f'{int(hour) + 1:02}:{minute}', end)}",)


def _hours(office: Office, ranges: Sequence[str]) -> dict[str, Any]:
    times: list[Mapping[str, str]] = []
    for one in ranges:
        start, _, end = one.partition("-")
        times.append({"start_time": start, "end_time": end})
    return {
        "weekdays": list(office.weekdays),
        "times": times,
        "location": office.timezone,
    }


def _mail(address: str, office: Office, *, resolved: bool = True) -> dict[str, Any]:
    return {
        "to": address,
        "send_resolved": resolved,
        "headers": {
            "Subject": f'{{{{ template "hatang.subject.{office.language}" . }}}}'
        },
        "html": "",
        "text": f'{{{{ template "hatang.text.{office.language}" . }}}}',
    }


def _inhibitions() -> list[dict[str, Any]]:
    """Return what hides what.

    A switch that is down hides its machines (the alert about many machines does not count
    them at all), many silent machines hide each of them, and without the collector nothing is
    known. A label that both lack would count as equal:
    so it is asked for.
    """
    return [
        {
            "source_matchers": ['alertname = "HatangSwitchDown"', 'switch != ""'],
            "target_matchers": ['alertname = "HatangMachineSilent"', 'switch != ""'],
            "equal": ["site", "switch"],
        },
        {
            "source_matchers": ['alertname = "HatangManyMachinesSilent"', 'site != ""'],
            "target_matchers": ['alertname = "HatangMachineSilent"', 'site != ""'],
            "equal": ["site"],
        },
        {
            "source_matchers": ['alertname = "HatangCollectorDown"'],
            "target_matchers": [
                'alertname =~ "Hatang.+"',
                'alertname !~ "Hatang(CollectorDown|Alive)"',
            ],
        },
    ]


TEMPLATES = """\
{{ define "hatang.subject.vi" }}\
[{{ if (index .Alerts 0).Labels.event }}SỰ VIỆC{{ else if eq .Status "firing" }}CẢNH BÁO\
{{ else }}ĐÃ HẾT{{ end }}] \
{{ with index .Alerts 0 }}{{ .Annotations.summary_vi }}{{ end }}\
{{ if gt (len .Alerts) 1 }} (và {{ len (slice .Alerts 1) }} tin nữa){{ end }}{{ end }}

{{ define "hatang.text.vi" }}{{ range .Alerts }}\
{{ if eq .Status "firing" }}●{{ else }}○ (đã hết){{ end }} {{ .Annotations.description_vi }}
  Xử lý: {{ .Annotations.runbook_url }}
{{ end }}{{ end }}

{{ define "hatang.subject.en" }}\
[{{ if (index .Alerts 0).Labels.event }}EVENT{{ else if eq .Status "firing" }}ALERT\
{{ else }}RESOLVED{{ end }}] \
{{ with index .Alerts 0 }}{{ .Annotations.summary }}{{ end }}\
{{ if gt (len .Alerts) 1 }} (and {{ len (slice .Alerts 1) }} more){{ end }}{{ end }}

{{ define "hatang.text.en" }}{{ range .Alerts }}\
{{ if eq .Status "firing" }}●{{ else }}○ (resolved){{ end }} {{ .Annotations.description }}
  What to do: {{ .Annotations.runbook_url }}
{{ end }}{{ end }}
"""
"""The words of messages, in both languages; ``hatang.tmpl``."""
