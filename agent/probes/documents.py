"""How much lies in the folders of documents that the settings name: a sum of sizes."""

import math
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.facts.items import item
from agent.probe import NoData
from agent.shared.clock import Clock, SystemClock
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts
from agent.sources.document_sizes import Counted, DocumentSizes, Total
from agent.sources.doors import Doors
from agent.sources.kept import Kept

ROUNDED_TO = 100_000_000

BYTES = Metric(
    "hatang_documents_bytes",
    "gauge",
    "Sizes of all files in the named folders, up to the next 100 MB; counted daily.",
)


MEMORY_FILE = "documents.json"


def this_machine(plan: Plan, clock: Clock) -> Callable[[], Total]:
    """Return how the folders of *plan* are measured; a restart does not count anew."""
    sizes = DocumentSizes(uptime=clock.uptime, pause=time.sleep)
    kept = Kept(plan.kept(MEMORY_FILE), Counted, resident=plan.resident)

    def measure() -> Total:
        before, now = kept.load(), clock.now()
        if before.fresh(plan.folders, now=now):
            return before.total
        total = sizes.measure(plan.folders)
        kept.save(Counted(total, tuple(map(str, plan.folders)), now))
        return total

    return measure


class DocumentsProbe:
    """Adds up the sizes of files; no name leaves the machine, nor is one kept."""

    metrics: ClassVar[tuple[Metric, ...]] = (BYTES,)

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        clock: Clock | None = None,
        doors: Doors | None = None,
        source: Callable[[Plan, Clock], Callable[[], Total]] = this_machine,
    ) -> None:
        del doors  # what the settings name is no part of a recording
        self._plan = plan or Plan()
        self._measure = source(self._plan, clock or SystemClock())

    def read(self) -> Iterator[Sample | Facts]:
        """Yield the sum, or at least how much it is.

        Raises:
            NoData: the settings name no folder.
        """
        if not self._plan.folders:
            raise NoData("the settings name no folders of documents")
        total = self._measure()
        reason = shortfall(total)
        size = None if reason else rounded_up(total.size)
        values = {"bytes": size, "folders": total.folders}
        yield {"documents": {"": item(values, {"bytes": reason}, otherwise="")}}
        if size is not None:
            yield BYTES.sample(size)


def rounded_up(size: int) -> int:
    """Return *size* up to the next 100 MB."""
    return math.ceil(size / ROUNDED_TO) * ROUNDED_TO


def shortfall(total: Total) -> str:
    """Return why the sum is not the whole, "" if it is."""
    least = f"at least {total.size // ROUNDED_TO / 10:.1f} GB"
    if not total.folders:
        return "none of the named folders is there"
    if total.reason:
        return f"{least}: {total.reason}"
    if total.refused:
        return f"{least}: the agent may not enter {total.refused} folders"
    return ""
