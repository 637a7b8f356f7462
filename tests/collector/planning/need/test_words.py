"""Pressures and causes as sentences."""

import re

import pytest

from agent.shared.findings.windows11 import readiness
from collector.planning.need.estate import needs
from collector.planning.need.words import cause_text, filled, pressure_text
from collector.planning.need.words_causes import CAUSES, REQUIREMENTS
from collector.planning.need.words_signals import SIGNALS
from collector.planning.shapes.need import Cause, Coverage, Pressure
from tests.support.machine_facts import IN_ORDER, KNOWLEDGE
from tests.support.need_cases import FACTS, estate, machine

PLACES = re.compile(r"\{(\w+)\}")


def cpu(**changes):
    """Return the pressure of a busy processor."""
    values = {
        "dimension": "cpu",
        "severity": 0.5,
        "raw": 0.8,
        "signal": "cpu_busy_p95",
        "value": 0.923,
        "warn": 0.8,
        "critical": 0.95,
        "unit": "ratio",
        "coverage": Coverage(21, 1156, 0.9),
        **changes,
    }
    return Pressure(**values)


def test_a_pressure_says_value_thresholds_and_days():
    """In both languages, with the marks of each."""
    text = pressure_text(cpu())
    assert text.vi == (
        "Bộ xử lý: trong 5% giờ làm việc tải từ 92% trở lên (cảnh báo từ 80%, nghiêm "
        "trọng từ 95%; đo 21 ngày, 1.156 giờ làm việc)"
    )
    assert text.en == (
        "Processor: for 5% of the office hours busy 92% or more (warning from 80%, "
        "critical from 95%; 21 days, 1,156 office hours measured)"
    )


def test_where_less_is_worse_the_words_say_so():
    """Of free memory and free space."""
    text = pressure_text(cpu(signal="memory_available_p5", warn=0.15, critical=0.07))
    assert "cảnh báo dưới 15%" in text.vi
    assert "critical below 7%" in text.en


def test_support_has_ended_or_will():
    """The sign of the days decides; the thresholds say nothing to a reader."""
    gone = cpu(signal="support_days", value=-412.4, unit="days", coverage=Coverage())
    assert pressure_text(gone).vi == "Hệ điều hành đã hết hỗ trợ từ 412\u00a0ngày trước"
    assert (
        "supported for 100"
        in pressure_text(cpu(signal="support_days", value=100, unit="days")).en
    )


def test_a_state_has_no_number():
    """Nothing is put in its place."""
    state = cpu(signal="disk_failing", value=None, warn=None, critical=None, unit="")
    assert pressure_text(state).vi.startswith("Ổ đĩa đang hỏng (đo")


def test_what_has_no_words_is_named():
    """A newer part of the planner may know more signals."""
    assert pressure_text(cpu(signal="new_p95")).en.startswith("new_p95: 92%")
    assert cause_text(Cause("new", "free", ())).vi == "new"


def test_a_part_without_its_value_is_left_out():
    """The sentence stays whole."""
    assert filled("Port {port}[ of {device}]: x", {"port": "1"}) == "Port 1: x"
    assert filled("Port {port}[ of {device}]: x", {"port": "1", "device": "a"}) == (
        "Port 1 of a: x"
    )
    assert filled("{gone}", {}) == "–"


def test_a_cause_puts_its_evidence_into_words():
    """With the units that the names carry."""
    evidence = {"paging_ratio": 0.34, "installed_gib": 8.0}
    text = cause_text(Cause("paging", "part", ("memory",), {}, evidence))
    assert "34%" in text.vi
    assert "8\u00a0GB" in text.en


def test_names_from_outside_stay_on_one_line():
    """And are cut."""
    evidence = {"port": "Gi0/1\nx", "device": "y" * 500}
    text = cause_text(Cause("bad_cable", "cable", (), {}, evidence))
    assert "\n" not in text.vi
    assert len(text.vi) < 300


def test_requirements_of_windows_11_are_words():
    """All that the readiness knows."""
    wanted = readiness(IN_ORDER, KNOWLEDGE.windows11).requirements
    assert set(wanted) == set(REQUIREMENTS)
    evidence = {"requirements": "cpu, tpm"}
    text = cause_text(Cause("windows11_replace", "replacement", (), {}, evidence))
    assert "bộ xử lý, TPM 2.0" in text.vi


@pytest.mark.parametrize("templates", [SIGNALS, CAUSES], ids=["signals", "causes"])
def test_both_languages_say_the_same_values(templates):
    """Brackets are closed, and nothing is left empty."""
    for name, (vi, en) in templates.items():
        assert sorted(PLACES.findall(vi)) == sorted(PLACES.findall(en)), name
        assert vi.count("[") == vi.count("]"), name
        assert en.count("[") == en.count("]"), name
        assert vi != en or not vi, name


def test_what_a_machine_needs_is_said_without_gaps():
    """Every pressure and cause of a machine with everything wrong."""
    signals = {
        "cpu_busy_ratio": 0.97,
        "memory_available_ratio": 0.04,
        "hard_faults_per_second": 200.0,
        "disk_read_seconds_per_operation": 0.06,
        'filesystem_free_ratio{mountpoint="C:\\"}': 0.05,
    }
    (need,) = needs(estate(machine(signals=signals, antivirus={})), FACTS)
    assert need.causes
    for text in (
        *map(pressure_text, need.pressures.values()),
        *map(cause_text, need.causes),
    ):
        assert not re.search(r"[{}\[\]–]", text.vi + text.en)
