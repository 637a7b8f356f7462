"""The shape of ``thresholds.toml``: from which number on a rule speaks."""

import datetime as dt
from typing import Annotated

import msgspec

from agent.shared.knowledge.support import Short

Days = Annotated[float, msgspec.Meta(gt=0, le=10_000)]
Factor = Annotated[float, msgspec.Meta(ge=1, le=100)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]
Bytes = Annotated[float, msgspec.Meta(gt=0, le=1e18)]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class Protection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Antivirus and accounts."""

    signatures_old_days: Days = 7
    signatures_very_old_days: Days = 30
    local_administrators_most: Count = 2


class Updates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Updates of the system."""

    not_installed_days: Days = 45
    not_installed_critical_days: Days = 180
    not_checked_days: Days = 30


class SupportEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ends of support."""

    ends_soon_days: Days = 365


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Backups: how late is late."""

    default_every_days: Days = 7
    stale_factor: Factor = 1.5
    stale_critical_days: Days = 60
    restore_test_old_days: Days = 180


class Drives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Drives, arrays and memory."""

    scrub_old_days: Days = 62
    memory_slow_share: Share = 0.9


class RiskWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ranking of data at risk; ``agent.shared.findings.risk`` has the formula."""

    documents_half_bytes: Bytes = 20e9
    backup_hopeless_days: Days = 90


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    as_of: dt.date
    source: Short
    protection: Protection = Protection()
    updates: Updates = Updates()
    support: SupportEnd = SupportEnd()
    backup: Backup = Backup()
    drives: Drives = Drives()
    risk: RiskWeights = RiskWeights()
