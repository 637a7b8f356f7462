"""Updates that wait, the restart that is due, the office suite, and guarding timers."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import ClassVar, cast

from agent.facts.items import row_item
from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts
from agent.sources.doors import Doors, real_doors
from agent.sources.safety import Timer, Updates, UpdateState

PENDING = Metric(
    "hatang_updates_pending",
    "gauge",
    "Updates that wait, by what was fetched last: security, or other.",
    ("severity",),
)
REBOOT = Metric(
    "hatang_reboot_required", "gauge", "Whether updates wait for a restart."
)
AUTOMATIC = Metric(
    "hatang_updates_automatic", "gauge", "Whether updates install themselves."
)
INSTALLED = Metric(
    "hatang_updates_last_installed_timestamp_seconds",
    "gauge",
    "When updates were last installed, in Unix time.",
)
CHECKED = Metric(
    "hatang_updates_last_checked_timestamp_seconds",
    "gauge",
    "When the list of updates was last fetched, in Unix time.",
)
OFFICE = Metric(
    "hatang_office_info", "info", "An office suite.", ("name", "version", "build")
)
TIMER = Metric(
    "hatang_timer_enabled",
    "gauge",
    "Whether a guarding job (updates, backup, drives) is scheduled.",
    ("timer",),
)
TIMER_LAST = Metric(
    "hatang_timer_last_timestamp_seconds",
    "gauge",
    "When a guarding job last ran, in Unix time.",
    ("timer",),
)
TIMER_SUCCEEDED = Metric(
    "hatang_timer_succeeded",
    "gauge",
    "Whether the last run of a guarding job ended well, by its own word.",
    ("timer",),
)
# Named as text, so that one system's doors are never imported on the other.
_PLACES = {
    "linux": "agent.sources.linux_updates",
    "win32": "agent.sources.windows_updates",
}


def read_machine(doors: Doors) -> UpdateState:
    """Return one reading of the machine behind *doors*.

    Raises:
        NoData: it runs a system whose updates cannot be read.
    """
    if doors.platform not in _PLACES:
        raise NoData(f"updates cannot be read on {doors.platform}")
    module = import_module(_PLACES[doors.platform])
    return cast(Callable[[Doors], UpdateState], module.read_updates)(doors)


class UpdatesProbe:
    """Reads the state of updates; ``state`` is how."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        PENDING,
        REBOOT,
        AUTOMATIC,
        INSTALLED,
        CHECKED,
        OFFICE,
        TIMER,
        TIMER_LAST,
        TIMER_SUCCEEDED,
    )

    def __init__(
        self,
        *,
        doors: Doors | None = None,
        state: Callable[[Doors], UpdateState] = read_machine,
    ) -> None:
        self._doors = doors
        self._state = state

    def read(self) -> Iterator[Sample | Facts]:
        """Yield the facts, and what is known as numbers."""
        found = self._state(self._doors or real_doors())
        yield {
            "updates": {"": row_item(found.updates)},
            "office": {name: row_item(row) for name, row in found.office.items()},
            "timer": {name: row_item(row) for name, row in found.timers.items()},
        }
        yield from _updates(found.updates)
        for suite in found.office.values():
            words = (suite.name or "", suite.version or "", suite.build or "")
            if any(words):
                yield OFFICE.sample(1, **dict(zip(OFFICE.labels, words, strict=True)))
        for name, timer in found.timers.items():
            yield from known(_timer(timer), timer=name)


def _updates(updates: Updates) -> Iterator[Sample]:
    pending, security = updates.pending, updates.pending_security
    if security is not None:
        yield PENDING.sample(security, severity="security")
    if pending is not None:
        # Where nobody tells them apart, all are "other": none is called harmless.
        yield PENDING.sample(max(pending - (security or 0), 0), severity="other")
    yield from known(
        (
            (REBOOT, updates.reboot_required),
            (AUTOMATIC, updates.automatic),
            (INSTALLED, updates.last_installed_timestamp_seconds),
            (CHECKED, updates.last_checked_timestamp_seconds),
        )
    )


def _timer(timer: Timer) -> tuple[tuple[Metric, float | None], ...]:
    return (
        (TIMER, timer.enabled),
        (TIMER_LAST, timer.last_timestamp_seconds),
        (TIMER_SUCCEEDED, timer.succeeded),
    )
