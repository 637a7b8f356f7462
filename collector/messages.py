"""What the collector tells by itself, as jobs: events to Alertmanager, the daily digest."""

import socket
from collections.abc import Sequence

from collector.alert_client import AlertmanagerClient
from collector.alert_sender import AlertSender, Way
from collector.alert_words import AlertWriter
from collector.schedule import Job
from collector.services import Services
from collector.settings import CollectorSettings

_EVENTS_EVERY_S = 5.0


def jobs_of(services: Services) -> Sequence[Job]:
    """Return the jobs of what the settings ask for; without settings none."""
    return [*_events(services)]


def address_of(settings: CollectorSettings) -> str:
    """Return where people reach the pages, without a slash: the first of ``urls``."""
    if settings.urls:
        return settings.urls[0].rstrip("/")
    return f"https://{socket.gethostname()}:9847"


def _events(services: Services) -> Sequence[Job]:
    settings = services.settings
    asked = settings.alertmanager
    if not asked.url:
        return ()
    writer = AlertWriter(
        services.registry,
        services.devices,
        settings.office_hours.timezone,
        lambda: address_of(settings),
    )
    way = Way(
        [AlertmanagerClient(url, asked) for url in asked.url],
        writer.write,
        settings.office_hours,
    )
    sender = AlertSender(services.store, services.clock, services.metrics, way)
    return (Job("tell_events", _EVENTS_EVERY_S, run=sender.run, delay_s=5.0),)
