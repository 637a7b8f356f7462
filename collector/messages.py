"""What the collector tells by itself, as jobs: events to Alertmanager, the daily digest."""

import socket
import ssl
from collections.abc import Sequence

from collector import digest_keeper
from collector.alert_client import AlertmanagerClient
from collector.alert_sender import AlertSender, Way
from collector.alert_words import AlertWriter
from collector.mailer import send
from collector.schedule import Job
from collector.secret_file import SecretFileError, read_secret
from collector.services import Services
from collector.settings import CollectorSettings

_EVENTS_EVERY_S = 5.0
_DIGEST_EVERY_S = 60.0


def jobs_of(services: Services) -> Sequence[Job]:
    """Return the jobs: the day's digest, and what the settings ask for besides."""
    return [*_events(services), _digest(services)]


def address_of(settings: CollectorSettings) -> str:
    """Return where people reach the pages, without a slash: the first of ``urls``."""
    if settings.urls:
        return settings.urls[0].rstrip("/")
    return f"https://{socket.gethostname()}:9847"


def faults_of(settings: CollectorSettings) -> list[str]:
    """Return what is wrong with the files that the settings of messages name."""
    found = []
    for part, asked in (
        ("alertmanager", settings.alertmanager),
        ("digest", settings.digest),
    ):
        try:
            if asked.password_file is not None:
                read_secret(asked.password_file)
        except SecretFileError as err:
            found.append(f"{part}.password_file: {err}")
        try:
            if asked.ca_file is not None:
                ssl.create_default_context(cafile=asked.ca_file)
        except OSError as err:
            found.append(f"{part}.ca_file: {asked.ca_file}: {err}")
    return found


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


def _digest(services: Services) -> Job:
    settings = services.settings
    way = digest_keeper.Way(
        address_of(settings), lambda message: send(message, settings.digest)
    )
    keeper = digest_keeper.DigestKeeper(
        services.store, services.clock, settings, services.metrics, way
    )
    return Job("digest", _DIGEST_EVERY_S, run=keeper.run, delay_s=10.0)
