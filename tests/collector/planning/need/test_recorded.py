"""Recorded PCs of others, read by the agent's own readers: what they need.

The rules here are general; none is for a certain recording.
"""

import re
from collections import Counter

import pytest

from agent.readers.errors import ReadError
from agent.replay.recordings import recording
from agent.shared.findings.values import flag, number, single, text, word
from collector.planning.need.estate import needs
from collector.planning.need.words import cause_text, pressure_text
from tests.support.machine_facts import GIB
from tests.support.need_cases import FACTS, estate, machine

FOLDERS = ("windows-systeminfo", "smartctl", "smbios-text", "smbios-raw")
PAGING = {
    "memory_available_ratio": 0.04,
    "hard_faults_per_second": 200.0,
    "disk_read_seconds_per_operation": 0.06,
}
OWN_WORDS = re.compile(r"[{}\[\]]|–")


def recorded(shared, *folders):
    """Return the facts of each recording of *folders*, by its name."""
    found = {}
    for folder in folders:
        for path in sorted((shared / "host-fixtures" / folder).iterdir()):
            if path.name.endswith(".expected.json"):
                continue
            try:
                found[f"{folder}/{path.name}"] = recording(path).facts
            except ReadError:
                continue  # a companion, or a form that says so elsewhere
    assert len(found) >= 10
    return found


def need(facts, **changes):
    """Return what the machine with *facts* needs."""
    (found,) = needs(estate(machine(base=facts, **changes)), FACTS)
    return found


def codes(found):
    """Return the codes of the causes."""
    return [one.code for one in found.causes]


def test_unwatched_they_need_only_what_facts_say(shared):
    """No measured pressure, no part that a measurement would ask for, whole sentences."""
    for name, facts in recorded(shared, *FOLDERS).items():
        found = need(facts, days=0)
        assert not found.enough
        pressed = {d for d, p in found.pressures.items() if p.severity > 0}
        assert pressed <= {"disk_health", "support"}, name
        if "replacement" in {one.kind for one in found.causes}:
            assert "system_unsupported" in found.must, name
        for said in (
            *map(pressure_text, found.pressures.values()),
            *map(cause_text, found.causes),
        ):
            assert not OWN_WORDS.search(said.vi + said.en), (name, said)


def test_watched_and_calm_they_need_nothing_more(shared):
    """Twenty quiet days: neither memory nor a drive is bought for its size alone."""
    for name, facts in recorded(shared, *FOLDERS).items():
        quiet, unseen = need(facts), need(facts, days=0)
        assert quiet.enough
        assert quiet.must == unseen.must, name
        assert codes(quiet) == codes(unseen), name


def test_a_failing_drive_must_be_replaced_and_no_other(shared):
    """By the verdict of the agent, whatever the drive."""
    seen = Counter()
    for name, facts in recorded(shared, "smartctl").items():
        verdicts = {word(d, "verdict") for d in facts["disk_health"].values()}
        found = need(facts, days=0)
        assert ("disk_failing" in found.must) == ("failing" in verdicts), name
        assert ("disk_failing" in codes(found)) == ("failing" in verdicts), name
        if verdicts <= {"healthy", "unknown"}:
            kinds = {one.kind for one in found.causes}
            assert kinds <= {"part"} if "wear_percent" in signals(found) else not kinds
        seen.update(verdicts)
    assert seen["failing"] >= 1
    assert seen["healthy"] >= 5


def signals(found):
    """Return the signals that press something."""
    return {p.signal for p in found.pressures.values() if p.severity > 0}


def test_windows_by_its_end_of_support(shared):
    """Systems out of support have a way on; others need none."""
    ended = 0
    for name, facts in recorded(shared, "windows-systeminfo").items():
        found = need(facts, days=0)
        over = found.pressures.get("support")
        gone = over is not None and over.value < 0
        assert ("system_unsupported" in found.must) == gone, name
        if gone:
            ended += 1
            assert over.severity == 1
            ways = [one for one in found.causes if "support" in one.dimensions]
            assert len(ways) == 1, name
            assert ways[0].kind in {"free", "part", "replacement"}
            assert "Windows" in text(single(facts, "operating_system"), "name")
    assert ended >= 5


def test_paging_buys_memory_where_the_board_takes_it(shared):
    """The firmware knows the maximum; at it another machine is needed."""
    seen = Counter()
    for name, facts in recorded(shared, "smbios-text", "smbios-raw").items():
        memory = single(facts, "memory")
        installed = number(memory, "installed_bytes")
        maximum = number(memory, "maximum_bytes")
        found = need(facts, signals=PAGING)
        at_most = bool(maximum and installed and installed >= maximum)
        expected = "memory_at_maximum" if at_most else "paging"
        assert expected in codes(found), name
        assert "hard_disk" not in codes(found), name
        told = next(one for one in found.causes if one.code == expected)
        if installed:
            assert told.evidence["installed_gib"] == pytest.approx(installed / GIB)
        seen[expected] += 1
    assert seen["paging"] >= 20
    assert seen["memory_at_maximum"] >= 1


def test_slow_memory_is_a_setting(shared):
    """It is told of only where the processor is what is short."""
    found = 0
    for name, facts in recorded(shared, "smbios-text").items():
        modules = facts.get("memory_module", {}).values()
        slow = any(
            not flag(one, "empty")
            and 0
            < (number(one, "configured_speed_mts") or 0)
            < (number(one, "speed_mts") or 0) * 0.9
            for one in modules
        )
        busy = codes(need(facts, signals={"cpu_busy_ratio": 0.99}))
        assert ("memory_slow" in busy) == slow, name
        assert "memory_slow" not in codes(need(facts)), name
        found += slow
    assert found >= 1
