"""The recorded PCs and devices of ../shared and this machine, put together as one office.

Nobody recorded an office as a whole. Each PC is one recording of its firmware's tables
or of ``systeminfo``; the recorded drives are given to those with firmware tables, one
each, in order. The devices come as they are, and nothing tells what hangs where. Nor did
anybody measure these PCs: the days of work that ``store_days`` gives them are made up.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.readers.errors import ReadError
from agent.replay.recordings import recording
from agent.shared.findings.rules import judge
from agent.shared.knowledge import load
from agent.shared.switch_settings import DeviceSettings
from agent.shared.wire import Facts, facts_id
from agent.switches.reading import collect
from agent.switches.survey import survey_of
from collector.rollup_row import Rollup, encode_rollup
from collector.sketch import Sketch
from collector.store.device import SurveyRecord
from collector.store.finding import FindingRecord
from collector.store.interface import Agent, AuditRecord, Commit, FactsRecord, Store
from collector.store.planning import DayRollup
from tests.support import snmp_agreement

DEPARTMENTS = ("Văn phòng Sở", "Phòng Kế hoạch – Tài chính", "Thanh tra Sở")
READER = hashlib.md5(b"reader", usedforsecurity=False).hexdigest()
_PCS = ("smbios-raw", "smbios-text", "windows-systeminfo")


def recorded_pcs(shared: Path) -> Iterator[tuple[str, Facts]]:
    """Yield a name and the facts of each recorded PC."""
    drives = list(_drives(shared))
    for kind in _PCS:
        for path in sorted((shared / "host-fixtures" / kind).iterdir()):
            if path.name.endswith(".expected.json") or _is_text_of_raw(path):
                continue
            facts = dict(recording(path).facts)
            if "disk_health" not in facts and kind != "windows-systeminfo" and drives:
                facts |= drives.pop(0)
            yield path.name.split(".")[0][:40], facts


def _is_text_of_raw(path: Path) -> bool:
    return path.parent.name == "smbios-raw" and path.suffix != ".bin"


def _drives(shared: Path) -> Iterator[Facts]:
    for path in sorted((shared / "host-fixtures" / "smartctl").glob("*.json")):
        if path.name.endswith(".expected.json"):
            continue
        try:
            yield recording(path).facts
        except ReadError:  # a scan, or damaged on purpose
            continue


def store_pc(store: Store, name: str, facts: Facts, *, place: int, now: float) -> str:
    """Write down one PC with its facts and what stands of it; return its id."""
    agent = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    store.put_agent(
        Agent(
            agent,
            "active",
            "0" * 64,
            name,
            site="Sở",
            department=DEPARTMENTS[place % len(DEPARTMENTS)],
            room=f"P.{101 + place // 4}",
            enrolled=now - 86400.0,
        ),
        AuditRecord(now, "test", "enrolled", agent),
    )
    store.commit(Commit(facts=[FactsRecord(agent, now, facts_id(facts), facts)]))
    found = judge(facts, now=now, knowledge=load())
    store.put_findings(
        [
            FindingRecord(agent, f.kind, f.subject, f.severity, now, now, f.evidence)
            for f in found
        ]
    )
    return agent


def store_office(store: Store, shared: Path, *, now: float) -> None:
    """Write down all recorded PCs and devices as seen at *now*."""
    for place, (name, facts) in enumerate(recorded_pcs(shared)):
        store_pc(store, name, facts, place=place, now=now)
    store.put_agent(
        Agent(READER, "active", "0" * 64, "may-doc-switch", site="Sở", kind="switches"),
        AuditRecord(now, "test", "enrolled", READER),
    )
    for name in snmp_agreement.devices():
        with snmp_agreement.from_recording(name) as device:
            settings = DeviceSettings(name=name, address="192.0.2.1", site="Sở")
            survey = survey_of(
                collect(device), settings, address="192.0.2.1", credential="ro"
            )
        store.commit(Commit(surveys=[SurveyRecord(READER, now, survey)]))


WORKED: tuple[dict[str, tuple[float, ...]], ...] = (
    {  # is content
        "cpu_busy_ratio": (0.05, 0.1, 0.3),
        "memory_available_ratio": (0.5, 0.6),
        "disk_read_seconds_per_operation": (0.001, 0.002),
    },
    {  # pages
        "cpu_busy_ratio": (0.1, 0.4),
        "memory_available_ratio": (0.02, 0.03),
        "hard_faults_per_second": (300.0, 1500.0),
        "disk_read_seconds_per_operation": (0.02, 0.06),
        "disk_busy_ratio": (0.7, 0.99),
    },
    {  # waits for its drive
        "cpu_busy_ratio": (0.1, 0.3),
        "memory_available_ratio": (0.4, 0.5),
        "disk_read_seconds_per_operation": (0.04, 0.09),
        "disk_busy_ratio": (0.8, 1.0),
    },
    {  # computes
        "cpu_busy_ratio": (0.9, 0.97, 1.0),
        "memory_available_ratio": (0.4, 0.5),
        "disk_read_seconds_per_operation": (0.001, 0.002),
    },
)
"""How PCs work, by turns."""


def store_days(store: Store, agents: Iterable[str], days: Iterable[int]) -> None:
    """Give each of *agents* its kind of work on each of *days* (local, since year 1)."""
    rows = [
        DayRollup(
            agent,
            day,
            8,
            encode_rollup(
                Rollup(480, {n: Sketch(values * 60) for n, values in worked.items()})
            ),
        )
        for place, agent in enumerate(agents)
        for worked in (WORKED[place % len(WORKED)],)
        for day in days
    ]
    store.put_day_rollups(rows, ())
