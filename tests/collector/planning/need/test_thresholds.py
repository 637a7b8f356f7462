"""What needs are judged by, and that the documentation says so."""

import re
from pathlib import Path

from agent.shared.survey import PowerBudget
from collector.planning.need import cures, marks
from collector.planning.need.devices import device_marks
from collector.planning.need.lines import line_marks
from collector.planning.need.machine_marks import machine_marks
from collector.planning.need.ports import port_marks, ports_seen
from collector.planning.need.states import STATES
from collector.planning.need.system import support_marks
from collector.planning.need.thresholds import JUDGED
from collector.planning.need.words_causes import CAUSES
from collector.planning.need.words_signals import SIGNALS
from collector.planning.shapes.need import DIMENSIONS
from tests.support.machine_facts import NOW
from tests.support.need_cases import POLICY, THRESHOLDS, device, line, machine, seen

PAGE = Path(__file__).parents[4] / "docs/planning-needs.md"
NAMED = set(re.findall(r"`([a-z0-9_]+)`", PAGE.read_text(encoding="utf-8")))


class Listening(marks.Judge):
    """A judge that notes which thresholds it is asked for."""

    def __init__(self):
        super().__init__(POLICY)
        self.asked = set()

    def threshold(self, name):
        self.asked.add(name)
        return super().threshold(name)


def test_all_thresholds_are_named_and_used():
    """None is asked for that the list does not have, and none is listed for nothing."""
    judge = Listening()
    ports = {
        f'port_{name}_ratio{{port="Gi0/1"}}': seen(0.1)
        for name in ("receive", "transmit", "error", "discard")
    }
    signals = {
        "memory_pressure_ratio": 0.1,
        "io_pressure_ratio": 0.1,
        "memory_available_ratio": 0.1,
        "cpu_busy_ratio": 0.9,
    }
    ten = {"name": "Windows 10 Pro", "version": "22H2", "build": "19045.1"}
    one = machine(
        signals=signals,
        operating_system=ten,
        disk_health__sda={"life_remaining_percent": 50},
    )
    switch = device(signals=ports, power=(PowerBudget(1, 100.0, 20.0),))
    for found in (
        machine_marks(one, judge),
        support_marks(one, judge, NOW),
        device_marks(switch, 0, judge),
        line_marks(line(), judge),
        *(port_marks(port, judge) for port in ports_seen(switch, frozenset())),
    ):
        list(found)
    assert judge.asked == set(JUDGED) == set(THRESHOLDS)


def test_the_page_names_them_all():
    """Dimensions, signals, thresholds, states, causes and kinds of cures."""
    signals = set(SIGNALS) - {"support_days_over"}
    named = {*signals, *JUDGED, *STATES, *CAUSES, *DIMENSIONS, *cures.ORDER}
    assert named - NAMED == set()


def test_the_page_names_the_states_as_they_are():
    """Each with its severity."""
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"\| `([a-z_]+)` \| ([01][.0-9]*) (?=\|)", page))
    assert {name: float(value) for name, value in rows.items()} == dict(STATES)


def test_the_page_names_the_causes_with_their_kinds():
    """In the table of causes."""
    rows = re.findall(
        r"^\| ((?:`\w+`(?:, )?)+) \| (\w+) \|",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    kinds = {
        name: kind
        for names, kind in rows
        if kind in cures.ORDER
        for name in re.findall(r"`(\w+)`", names)
    }
    assert set(kinds) == set(CAUSES)
