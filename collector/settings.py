"""The collector's settings: TOML, strict, every key with a safe default."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from agent.shared.language import Language
from collector.fleet import OfficeHours
from collector.reports.letterhead import BLANK, Letterhead
from collector.settings_messages import AlertmanagerSettings, DigestSettings

Positive = Annotated[float, msgspec.Meta(gt=0)]


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long what is kept. The journal also ends at ``max_gigabytes``."""

    report_days: Positive = 35.0
    rollup_days: Positive = 1100.0
    event_days: Positive = 1100.0
    max_gigabytes: Positive = 10.0


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one sender may cost. Bytes of a body count after decompression."""

    body_bytes: Annotated[int, msgspec.Meta(ge=65536)] = 4 * 1024 * 1024
    batches_per_minute_per_agent: Positive = 120.0
    enrolments_per_minute_per_address: Positive = 30.0
    failures_per_minute_per_address: Positive = 60.0
    queued_reports: Annotated[int, msgspec.Meta(ge=100)] = 20_000


class CollectorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``collector.toml``.

    ``urls``: the https:// addresses by which agents reach this collector; they
    stand in new tokens. Empty: the listen address and this host's name.
    ``knowledge_directory``: files of its name replace those that are shipped.
    """

    organisation: str = ""
    language: Language | None = None
    urls: tuple[str, ...] = ()
    report_interval_s: Positive = 60.0
    knowledge_directory: Path | None = None
    office_hours: OfficeHours = OfficeHours()
    retention: Retention = Retention()
    limits: Limits = Limits()
    report: Letterhead = BLANK
    alertmanager: AlertmanagerSettings = AlertmanagerSettings()
    digest: DigestSettings = DigestSettings()

    def __post_init__(self) -> None:
        for url in self.urls:
            check_url(url)


def check_url(url: str) -> None:
    """Refuse what cannot be the address of a collector.

    Raises:
        ValueError: not https://host[:port]; the text names the address.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme == "https" and bool(parts.hostname)
        fits = fits and parts.port != 0 and parts.path in {"", "/"}
        fits = fits and not parts.query and not parts.fragment and not parts.username
    except ValueError as err:
        raise ValueError(f"{url}: {err}") from err
    if not fits:
        raise ValueError(f"{url}: write https://name:port, as agents reach it")
