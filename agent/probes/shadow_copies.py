"""Shadow copies of Windows: earlier versions of files, which ransomware deletes first."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from agent.facts.backup import minute
from agent.facts.items import item
from agent.probe import NoData, ProbeError
from agent.readers.backup.shadow import PROPERTIES, ShadowCopies, shadow_copies
from agent.shared.clock import Clock
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Event, Facts
from agent.sources.doors import Doors, real_doors
from agent.sources.kept import Kept
from agent.sources.windows_doors import CIMV2

MEMORY_FILE = "shadow_copies.json"
CLASS = "Win32_ShadowCopy"
_NO_SUCH_CLASS = "0x80041010"

COUNT = Metric(
    "hatang_shadow_copies",
    "gauge",
    "Lasting shadow copies of all volumes (Win32_ShadowCopy).",
)
NEWEST = Metric(
    "hatang_shadow_copy_newest_timestamp_seconds",
    "gauge",
    "When the newest lasting shadow copy was made.",
)


class Seen(msgspec.Struct, frozen=True):
    """How many there were when they were last counted."""

    count: int = 0


class ShadowCopiesProbe:
    """Counts them; an event if more than half are gone at once."""

    metrics: ClassVar[tuple[Metric, ...]] = (COUNT, NEWEST)

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        clock: Clock | None = None,
        doors: Doors | None = None,
    ) -> None:
        del clock  # needs none
        plan = plan or Plan()
        path = plan.kept(MEMORY_FILE)
        self._kept = Kept(path, Seen, resident=plan.resident)
        self._doors = doors or real_doors()
        self._before: int | None = None

    def read(self) -> Iterator[Sample | Facts | Event]:
        """Yield their number and the newest.

        Raises:
            NoData: this is not Windows, or one without shadow copies.
            ProbeError: Windows does not answer.
        """
        doors = self._doors
        if doors.platform != "win32":
            raise NoData("shadow copies are of Windows")
        try:
            rows = doors.wmi.query(CIMV2, CLASS, PROPERTIES)
        except PermissionError as err:
            raise ProbeError(
                "needs administrator: run the service as Local System"
            ) from err
        except (OSError, RuntimeError) as err:
            if _NO_SUCH_CLASS in str(err):
                raise NoData("this Windows has no shadow copies") from err
            raise ProbeError(f"Windows did not answer: {err}"[:200]) from err
        found = shadow_copies(rows)
        before = self._kept.load().count if self._before is None else self._before
        self._before = found.count
        if deleted(before, found.count):
            attributes = {"before": before, "now": found.count}
            yield Event("shadow_copies_deleted", 0.0, "critical", {**attributes})
        yield COUNT.sample(found.count)
        if found.newest is not None:
            yield NEWEST.sample(found.newest)
        yield _facts(found)
        self._kept.save(Seen(found.count))


def deleted(before: int, now: int) -> bool:
    """Return whether so many are gone that nobody made room for a new one."""
    return before > 0 and now * 2 < before


def _facts(found: ShadowCopies) -> Facts:
    values = {
        "present": found.count > 0,
        "newest_timestamp_seconds": minute(found.newest),
    }
    reasons = {"newest_timestamp_seconds": "there is none"}
    otherwise = "Windows does not say"
    return {"shadow_copies": {"": item(values, reasons, otherwise=otherwise)}}
