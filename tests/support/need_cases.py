"""Estates for tests of needs: healthy values to begin from, and a policy of round numbers."""

import datetime as dt
from dataclasses import replace

from agent.shared.findings.rules import judge as judge_facts
from agent.shared.survey import Port, Survey
from collector.planning.shapes.estate import (
    Device,
    Estate,
    LineUse,
    Machine,
    Measured,
    Window,
)
from collector.planning.shapes.facts import (
    Dti,
    IspPlans,
    Norms,
    PlanningFacts,
    Policy,
    Prices,
    Threshold,
)
from collector.planning.shapes.records import Line
from collector.sketch import Sketch
from tests.support.machine_facts import IN_ORDER, KNOWLEDGE, NOW, changed

LAST_DAY = dt.date(2026, 11, 30).toordinal()
WORK_DAYS, HOURS_A_DAY = 22, 7
WINDOW = Window(LAST_DAY - 29, LAST_DAY, WORK_DAYS, WORK_DAYS * HOURS_A_DAY)
GIGABIT, FAST = 10**9, 10**8

THRESHOLDS = {
    "cpu_busy_p95": (0.8, 0.95),
    "cpu_busy_share": (0.1, 0.3),
    "memory_available_p5": (0.15, 0.07),
    "memory_committed_p95": (0.8, 0.9),
    "memory_pressure_p95": (0.05, 0.2),
    "hard_faults_p95": (100, 500),
    "paging_disk_share": (0.1, 0.5),
    "memory_size_gib": (8, 4),
    "disk_seconds_p95": (0.02, 0.05),
    "disk_busy_p95": (0.8, 0.98),
    "io_pressure_p95": (0.1, 0.3),
    "filesystem_free": (0.15, 0.08),
    "filesystem_free_bytes": (20e9, 10e9),
    "wear_percent": (80, 100),
    "support_days": (365, 0),
    "port_use_p95": (0.7, 0.85),
    "port_error_ratio": (0.0001, 0.001),
    "port_discard_ratio": (0.001, 0.01),
    "ports_free_share": (0.1, 0),
    "poe_share": (0.8, 0.95),
    "line_use_p95": (0.7, 0.85),
    "line_throughput": (0.9, 0.8),
    "line_availability": (0.999, 0.995),
    "line_rtt_p95": (0.05, 0.1),
    "line_jitter_p95": (0.03, 0.06),
    "line_loss_p95": (0.01, 0.03),
}
POLICY = Policy(
    as_of=dt.date(2026, 11, 24),
    source="tests",
    thresholds={name: Threshold(*both) for name, both in THRESHOLDS.items()},
    weights={},
    roles={"": 1.0, "server": 3.0},
    relief={
        "clean_disk": {"disk_space": 1.0},
        "free_fix": {"support": 1.0, "link": 1.0, "port_quality": 1.0},
        "cable": {"link": 1.0, "port_quality": 0.9},
        "memory_speed": {"cpu": 0.1},
    },
)
_DAY = dt.date(2026, 11, 24)
FACTS = PlanningFacts(
    Norms(_DAY, "tests", ()),
    Prices(_DAY, "tests", ()),
    IspPlans(_DAY, "tests", ()),
    POLICY,
    Dti(_DAY, "tests", ()),
)


def facts(**changes):
    """Return the planning facts with a changed policy."""
    values = {name: getattr(POLICY, name) for name in POLICY.__struct_fields__}
    return PlanningFacts(
        FACTS.norms,
        FACTS.prices,
        FACTS.isp_plans,
        Policy(**{**values, **changes}),
        FACTS.dti,
    )


def seen(*values, days=WORK_DAYS, hours_a_day=HOURS_A_DAY, daily=None):
    """Return what was measured: *values* come equally often, on so many *days*."""
    return Measured(
        Sketch(value for value in values for _ in range(100)),
        tuple(range(LAST_DAY - days + 1, LAST_DAY + 1)),
        days * hours_a_day,
        tuple(daily) if daily is not None else (values[-1],) * days,
    )


CALM = {
    "cpu_busy_ratio": 0.2,
    "memory_available_ratio": 0.5,
    "memory_committed_ratio": 0.4,
    "hard_faults_per_second": 2.0,
    "disk_read_seconds_per_operation": 0.001,
    "disk_write_seconds_per_operation": 0.001,
    "disk_busy_ratio": 0.05,
    'filesystem_free_ratio{mountpoint="C:\\"}': 0.6,
}


def machine(id_="m1", *, days=WORK_DAYS, signals=None, base=IN_ORDER, **changes):
    """Return a healthy machine with other *signals*; facts of *base* and *changes*.

    A signal that is None was not measured. Fields of the machine go by their name with
    an underscore (``_role``).
    """
    fields = {k[1:]: v for k, v in changes.items() if k.startswith("_")}
    kinds = {k: v for k, v in changes.items() if not k.startswith("_")}
    values = {**CALM, **(signals or {})}
    known = changed(base, **kinds) if kinds else base
    made = Machine(
        id=id_,
        name=f"PC-{id_}",
        site="hq",
        department="Finance",
        room="",
        role="",
        facts=known,
        findings=tuple(judge_facts(known, now=NOW, knowledge=KNOWLEDGE)),
        signals={
            name: value if isinstance(value, Measured) else seen(value, days=days)
            for name, value in values.items()
            if value is not None
        },
        days=days,
        hours=days * HOURS_A_DAY,
        last_report=NOW,
    )
    return replace(made, **fields)


def port(number=1, **changes):
    """Return a gigabit port with a link."""
    values = {
        "index": number,
        "key": f"Gi0/{number}",
        "physical": True,
        "admin": "up",
        "link": "up",
        "speed_bps": GIGABIT,
        "capable_bps": GIGABIT,
        **changes,
    }
    return Port(**values)


def device(id_="sw", *ports, findings=(), signals=None, **survey):
    """Return a switch with *ports*; of four free ones where none are given."""
    ports = ports or (*(port(n) for n in range(1, 7)), *map(_free, range(7, 11)))
    return Device(
        id=id_,
        name=f"switch {id_}",
        site="hq",
        department="",
        room="",
        survey=Survey(device=id_, kind="switch", bridge=True, ports=ports, **survey),
        surveyed=NOW,
        findings=tuple(findings),
        signals=signals or {},
        days=WORK_DAYS,
        hours=WORK_DAYS * HOURS_A_DAY,
    )


def _free(number):
    return port(number, link="down", speed_bps=None)


def line(id_="main", *, signals=None, days=WORK_DAYS, **fields):
    """Return a line of 100 Mb/s with *signals* on top of healthy ones."""
    values = {
        "line_receive_ratio": 0.3,
        "line_transmit_ratio": 0.1,
        "line_throughput_ratio": 0.97,
        "line_up_ratio": 1.0,
        "line_rtt_seconds": 0.01,
        "line_jitter_seconds": 0.002,
        "line_loss_ratio": 0.0,
        **(signals or {}),
    }
    made = Line(
        id=id_, **{"operator": "VNPT", "down_mbps": 100, "up_mbps": 100, **fields}
    )
    return LineUse(
        made,
        {
            name: value if isinstance(value, Measured) else seen(value, days=days)
            for name, value in values.items()
            if value is not None
        },
        days=days,
        hours=days * HOURS_A_DAY,
    )


def estate(*things, **fields):
    """Return an estate of machines, devices and lines."""
    kinds = {"machines": Machine, "devices": Device, "lines": LineUse}
    held = {
        name: tuple(one for one in things if isinstance(one, kind))
        for name, kind in kinds.items()
    }
    return Estate(as_of=NOW, window=WINDOW, **held, **fields)
