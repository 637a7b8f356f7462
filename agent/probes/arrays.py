"""Arrays and scrubs: whether a drive is missing, and whether data is read through."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.facts.items import row_item
from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts
from agent.sources.doors import Doors, real_doors
from agent.sources.safety import Arrays

DEGRADED = Metric(
    "hatang_raid_degraded",
    "gauge",
    "Whether an array (md, ZFS, btrfs) lacks a drive.",
    ("array",),
)
DEVICES = Metric(
    "hatang_raid_devices", "gauge", "Drives that an array should have.", ("array",)
)
ACTIVE = Metric(
    "hatang_raid_active_devices", "gauge", "Drives of an array that work.", ("array",)
)
FAILED = Metric(
    "hatang_raid_failed_devices", "gauge", "Drives of an array that failed.", ("array",)
)
REBUILD = Metric(
    "hatang_raid_rebuild_ratio",
    "gauge",
    "How far a rebuild of the array is, 0 to 1; absent while none runs.",
    ("array",),
)
SCRUBBED = Metric(
    "hatang_scrub_last_timestamp_seconds",
    "gauge",
    "When a pool was last read through to its end, in Unix time.",
    ("pool",),
)
ERRORS = Metric(
    "hatang_scrub_errors", "gauge", "Errors that the last scrub found.", ("pool",)
)


def read_machine(doors: Doors) -> Arrays:
    """Return one reading of the machine behind *doors*.

    Raises:
        NoData: it is no Linux; Storage Spaces of Windows are not read.
    """
    if doors.platform != "linux":
        raise NoData("arrays are read on Linux only")
    from agent.sources.linux_arrays import read_arrays

    return read_arrays(doors)


class ArraysProbe:
    """Reads arrays and pools; ``read_arrays`` is how."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        DEGRADED,
        DEVICES,
        ACTIVE,
        FAILED,
        REBUILD,
        SCRUBBED,
        ERRORS,
    )

    def __init__(
        self,
        *,
        doors: Doors | None = None,
        read_arrays: Callable[[Doors], Arrays] = read_machine,
    ) -> None:
        self._doors = doors
        self._read_arrays = read_arrays

    def read(self) -> Iterator[Sample | Facts]:
        """Yield the facts, and what is known of each array and pool."""
        found = self._read_arrays(self._doors or real_doors())
        yield {
            "raid": {name: row_item(row) for name, row in found.raids.items()},
            "scrub": {name: row_item(row) for name, row in found.scrubs.items()},
        }
        for name, raid in found.raids.items():
            percent = raid.rebuild_percent
            numbers = (
                (DEGRADED, raid.degraded),
                (DEVICES, raid.devices),
                (ACTIVE, raid.active_devices),
                (FAILED, raid.failed_devices),
                (REBUILD, None if percent is None else percent / 100),
            )
            yield from known(numbers, array=name)
        for name, scrub in found.scrubs.items():
            numbers_of_scrub = (
                (SCRUBBED, scrub.last_timestamp_seconds),
                (ERRORS, scrub.errors),
            )
            yield from known(numbers_of_scrub, pool=name)
