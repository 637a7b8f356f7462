"""What guards the machine: encryption, antivirus, firewall and administrators."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import ClassVar, cast

from agent.facts.items import row_item
from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts
from agent.sources.doors import Doors, real_doors
from agent.sources.safety import Protection

ENCRYPTED = Metric(
    "hatang_volume_encrypted",
    "gauge",
    "Whether a fixed volume is stored as cipher text.",
    ("volume",),
)
PROTECTED = Metric(
    "hatang_volume_protected",
    "gauge",
    "Whether a volume opens with a key only; encrypted ones may be suspended.",
    ("volume",),
)
ENABLED = Metric(
    "hatang_antivirus_enabled", "gauge", "Whether an antivirus is on.", ("product",)
)
REALTIME = Metric(
    "hatang_antivirus_realtime",
    "gauge",
    "Whether an antivirus checks files while they are used.",
    ("product",),
)
SIGNATURES = Metric(
    "hatang_antivirus_signatures_timestamp_seconds",
    "gauge",
    "When an antivirus' signatures were made, in Unix time.",
    ("product",),
)
FIREWALL = Metric(
    "hatang_firewall_enabled",
    "gauge",
    "Whether a profile (Windows) or tool (Linux) filters what comes in.",
    ("profile",),
)
ADMINISTRATORS = Metric(
    "hatang_local_administrators",
    "gauge",
    "Accounts that may administer the machine; domain groups count as one.",
)
# Named as text, so that one system's doors are never imported on the other.
_PLACES = {
    "linux": "agent.sources.linux_protection",
    "win32": "agent.sources.windows_protection",
}


def read_machine(doors: Doors) -> Protection:
    """Return one reading of the machine behind *doors*.

    Raises:
        NoData: it runs a system whose protection cannot be read.
    """
    if doors.platform not in _PLACES:
        raise NoData(f"protection cannot be read on {doors.platform}")
    module = import_module(_PLACES[doors.platform])
    return cast(Callable[[Doors], Protection], module.read_protection)(doors)


class ProtectionProbe:
    """Reads what guards the machine; ``protection`` is how."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        ENCRYPTED,
        PROTECTED,
        ENABLED,
        REALTIME,
        SIGNATURES,
        FIREWALL,
        ADMINISTRATORS,
    )

    def __init__(
        self,
        *,
        doors: Doors | None = None,
        protection: Callable[[Doors], Protection] = read_machine,
    ) -> None:
        self._doors = doors
        self._protection = protection

    def read(self) -> Iterator[Sample | Facts]:
        """Yield the facts, and what is known as numbers."""
        found = self._protection(self._doors or real_doors())
        yield {
            "volume": {name: row_item(row) for name, row in found.volumes.items()},
            "antivirus": {name: row_item(row) for name, row in found.antivirus.items()},
            "firewall": {name: row_item(row) for name, row in found.firewalls.items()},
            "accounts": {"": row_item(found.accounts)},
        }
        yield from _samples(found)


def _samples(found: Protection) -> Iterator[Sample]:
    for name, volume in found.volumes.items():
        protected = None if volume.protection is None else volume.protection == "on"
        yield from known(
            ((ENCRYPTED, volume.encrypted), (PROTECTED, protected)), volume=name
        )
    for name, product in found.antivirus.items():
        numbers = (
            (ENABLED, product.enabled),
            (REALTIME, product.realtime),
            (SIGNATURES, product.signatures_timestamp_seconds),
        )
        yield from known(numbers, product=name)
    for name, firewall in found.firewalls.items():
        yield from known(((FIREWALL, firewall.enabled),), profile=name)
    yield from known(((ADMINISTRATORS, found.accounts.local_administrators),))
