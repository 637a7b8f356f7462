"""Canaries: files of our own that tell when somebody changes or deletes files."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.facts.items import item
from agent.probe import NoData
from agent.shared.clock import Clock, SystemClock
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Event, Facts, Item
from agent.sources.canaries import BOOK_FILE, Book, Canaries, Sighting
from agent.sources.doors import Doors
from agent.sources.kept import Kept

INTACT = Metric(
    "hatang_canary_intact",
    "gauge",
    "1 if the canary is as it was planted, 0 if it is changed or gone.",
    labels=("canary",),
)


def this_machine(plan: Plan, clock: Clock) -> Callable[[], list[Sighting]]:
    """Return how the canaries of *plan* are looked at."""
    kept = Kept(plan.kept(BOOK_FILE), Book, resident=plan.resident)
    return Canaries(plan.canaries, kept, now=clock.now).look


class CanaryProbe:
    """Looks at each canary; one that is harmed is an event, once."""

    metrics: ClassVar[tuple[Metric, ...]] = (INTACT,)

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        clock: Clock | None = None,
        doors: Doors | None = None,
        source: Callable[[Plan, Clock], Callable[[], list[Sighting]]] = this_machine,
    ) -> None:
        del doors  # what the settings name is no part of a recording
        self._look = source(plan or Plan(), clock or SystemClock())
        self._told: dict[str, str] = {}

    def read(self) -> Iterator[Sample | Facts | Event]:
        """Yield how each canary is.

        Raises:
            NoData: the settings name no canary.
        """
        sightings = self._look()
        if not sightings:
            raise NoData("the settings name no canary")
        facts: dict[str, Item] = {}
        for one in sightings:
            yield from self._events(one)
            if one.state is not None:
                yield INTACT.sample(int(one.state == "intact"), canary=one.name)
            reasons = {"state": one.reason}
            facts[one.name] = item({"state": one.state}, reasons, otherwise="")
        yield {"canary": facts}

    def _events(self, one: Sighting) -> Iterator[Event]:
        """Yield what became of a canary; one that is not seen keeps its last state."""
        before = self._told.get(one.name, "intact")
        if one.state is None or one.state == before:
            return
        self._told[one.name] = one.state
        attributes = {"canary": one.name, "state": one.state}
        if one.state == "intact":
            yield Event("canary_renewed", 0.0, "info", {"canary": one.name})
        else:
            yield Event("canary_changed", 0.0, "critical", {**attributes})
