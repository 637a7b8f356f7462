"""How right findings about ports are on a simulated month, and what they cost."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator

import msgspec

from agent.shared.knowledge import load
from collector import port_keeper
from collector.port_keeper import PortKeeper, Sources
from collector.ports.levels import Series
from collector.store.device import DeviceRecord
from collector.store.interface import RollupRow
from collector.store.memory import MemoryStore
from collector.topology.shapes import Inputs, Topology
from tests.support.fake_clock import FakeClock
from tests.support.port_faults import office, told_of, truth_of
from tests.support.port_judging import judged
from tests.support.port_month import AGENT, HOURS, NOW, Month


def _rightness(seeds: range) -> dict[str, object]:
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    ports = 0
    for seed in seeds:
        month = office(seed)
        truth, told = truth_of(month), told_of(month, judged(month).everything())
        right.update(kind for *_, kind in truth & told)
        false.update(kind for *_, kind in told - truth)
        missed.update(kind for *_, kind in truth - told)
        ports += sum(len(switch.lines) for switch in month.switches)
    hits = right.total()
    return {
        "months": len(seeds),
        "ports": ports,
        "faults": hits + missed.total(),
        "precision": hits / ((hits + false.total()) or 1),
        "recall": hits / ((hits + missed.total()) or 1),
        "by_kind": dict(sorted(right.items())),
        "false": dict(false),
        "missed": dict(missed),
    }


class _Many:
    """Many switches that all had the same month."""

    def __init__(self, month: Month, count: int) -> None:
        one = month.records()[2]
        self.ids = [f"{number:032x}" for number in range(count)]
        self._records = [
            msgspec.structs.replace(one, id=id_, agent=AGENT) for id_ in self.ids
        ]
        self._series = month.latest(one.id)
        self.rows = month.rows(month.switches[2])

    def all(self) -> list[DeviceRecord]:
        """Return the devices."""
        return self._records

    def state(self, device: str, now: float) -> str:
        """Return that all answer."""
        del device, now
        return "up"

    def latest(self, device: str) -> list[Series]:
        """Return the series of each."""
        del device
        return self._series

    def current(self) -> Topology:
        """Return an empty topology."""
        return Topology()

    def inputs(self) -> Inputs:
        """Return nothing to draw from."""
        return Inputs()


class _SameRows(MemoryStore):
    """Answers with the same roll-ups for every device."""

    same: list[RollupRow]

    def rollups(self, agent: str, *, start: int, end: int) -> Iterator[RollupRow]:
        """Yield the rows of the time."""
        del agent
        return iter([row for row in self.same if start <= row.hour < end])


def _cost(devices: int) -> dict[str, float]:
    month, knowledge = office(1), load()
    many = _Many(month, devices)
    store, clock = _SameRows(), FakeClock(NOW)
    store.same = many.rows
    sources = Sources(many, many, many.latest, frozenset, lambda: knowledge)
    keeper = PortKeeper(store, clock, sources, HOURS)
    rounds = []
    ready = 0
    while ready < devices:
        begin = time.process_time()
        ready = keeper.run()
        rounds.append(time.process_time() - begin)
    steady = []
    for _ in range(3):
        clock.pass_(120.0)
        begin = time.process_time()
        keeper.run()
        steady.append(time.process_time() - begin)
    clock.pass_(3600.0)
    begin = time.process_time()
    keeper.run()
    return {
        "devices": devices,
        "ports_each": len(month.switches[2].lines),
        "first_rounds": len(rounds),
        "first_round_cpu_s_median": statistics.median(rounds),
        "first_round_cpu_s_most": max(rounds),
        "steady_round_cpu_s": statistics.median(steady),
        "round_of_a_new_hour_cpu_s": time.process_time() - begin,
        "rows_at_once": port_keeper.ROWS_AT_ONCE,
    }


def run(*, quick: bool) -> dict[str, object]:
    """Return precision and recall, and CPU seconds of the keeper's rounds."""
    return {
        "rightness": _rightness(range(1, 2 if quick else 6)),
        "cost": _cost(20 if quick else 200),
    }
