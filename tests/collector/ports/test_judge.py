"""All rules together: whatever was measured, they answer."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.shared.findings.shape import SEVERITIES
from agent.shared.findings.texts import TEXTS, describe
from agent.shared.survey import Poe, PowerBudget, SpanningTree, Survey
from collector.ports.judge import MOST_FINDINGS, RULES, judge
from collector.ports.shapes import (
    Case,
    DayRatio,
    DeviceEvidence,
    FarEnd,
    Flap,
    Levels,
    PortEvidence,
)
from tests.support.port_cases import (
    LIMITS,
    TODAY,
    case,
    machine,
    port,
    ratios,
    watched,
)

NUMBER = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
COUNT = st.integers(-5, 2**53)
BPS = st.one_of(st.none(), st.sampled_from([0, 1, 10**7, 10**8, 10**9, 10**10]))
DAY = st.integers(TODAY - 40, TODAY + 2)
DAY_NUMBERS = st.lists(st.tuples(DAY, COUNT), max_size=4).map(tuple)
RATIOS = st.lists(
    st.builds(DayRatio, DAY, st.floats(0, 2), st.integers(-1, 500)), max_size=12
).map(tuple)
DUPLEX = st.sampled_from(["", "half", "full"])
PORTS = st.lists(
    st.builds(
        port,
        number=st.integers(0, 30),
        key=st.sampled_from(["1", "2", "Gi1/0/3", ""]),
        link=st.sampled_from(["up", "down", ""]),
        speed_bps=BPS,
        capable_bps=BPS,
        partner_bps=BPS,
        duplex=DUPLEX,
        auto_negotiation=st.one_of(st.none(), st.booleans()),
        changed_s=NUMBER,
        counter_bits=st.sampled_from([0, 32, 64]),
        aggregate=st.one_of(st.none(), st.integers(0, 30)),
        poe=st.one_of(
            st.none(),
            st.builds(
                Poe,
                delivering=st.booleans(),
                class_=st.one_of(st.none(), st.integers(-1, 12)),
            ),
        ),
    ),
    max_size=6,
)
SEEN = st.builds(
    PortEvidence,
    days=st.lists(DAY, max_size=12).map(tuple),
    receive_p95=NUMBER,
    transmit_p95=NUMBER,
    receive_p95_recent=NUMBER,
    transmit_p95_recent=NUMBER,
    busiest_receive=st.floats(-1, 5),
    errors=RATIOS,
    discards=RATIOS,
    storm_days=st.lists(DAY, max_size=3).map(tuple),
    noisy_days=st.lists(DAY, max_size=5).map(tuple),
    late_collisions=DAY_NUMBERS,
    flaps=st.lists(st.builds(Flap, DAY, COUNT), max_size=4).map(tuple),
    last_link=st.one_of(st.none(), DAY),
)
EVIDENCE = st.builds(
    DeviceEvidence,
    today=st.just(TODAY),
    days=st.lists(DAY, max_size=20).map(tuple),
    ports=st.dictionaries(st.sampled_from(["1", "2", "Gi1/0/3", ""]), SEEN),
    cpu_p95=NUMBER,
    warmest_celsius=NUMBER,
    topology_changes=DAY_NUMBERS,
    restarts=st.lists(st.floats(0, 2e9), max_size=5).map(tuple),
)
LEVELS = st.builds(
    Levels,
    speeds_bps=st.dictionaries(st.sampled_from(["1", "2"]), st.integers(1, 10**11)),
    linked=st.one_of(st.none(), st.frozensets(st.sampled_from(["1", "2", ""]))),
    poe=st.dictionaries(
        st.text(max_size=2), st.tuples(st.floats(-1, 500), st.floats(-1, 900))
    ),
    supplies=st.dictionaries(st.text(max_size=3), st.floats(-2, 2)),
    on_battery=st.one_of(st.none(), st.booleans()),
    battery_ok=st.one_of(st.none(), st.booleans()),
    battery_charge=NUMBER,
    battery_runtime_s=NUMBER,
)
CASES = st.builds(
    Case,
    now=st.floats(0, 2e9),
    survey=st.builds(
        Survey,
        device=st.just("d"),
        kind=st.sampled_from(["switch", "printer", "ups", "other"]),
        macs=st.just(("02:00:00:00:00:01",)),
        ports=PORTS.map(tuple),
        power=st.lists(
            st.builds(PowerBudget, st.just(1), NUMBER, NUMBER), max_size=2
        ).map(tuple),
        spanning_tree=st.one_of(
            st.none(),
            st.builds(SpanningTree, root=st.sampled_from(["", "02:00:00:00:00:01"])),
        ),
    ),
    surveyed=st.floats(0, 2e9),
    evidence=EVIDENCE,
    levels=LEVELS,
    thresholds=st.just(LIMITS),
    contact=st.sampled_from(["answers", "silent", "unknown"]),
    silent_s=st.floats(0, 1e6),
    office=st.booleans(),
    ends=st.dictionaries(
        st.integers(0, 30),
        st.builds(
            FarEnd,
            capable_bps=BPS,
            offers_bps=BPS,
            duplex=DUPLEX,
            device=st.booleans(),
            on=st.one_of(st.none(), st.booleans()),
        ),
    ),
    uplinks=st.frozensets(st.integers(0, 30)),
    above=st.one_of(
        st.none(),
        st.just(Survey("core", spanning_tree=SpanningTree(root="02:00:00:00:00:01"))),
    ),
)


@settings(max_examples=200, deadline=None)
@given(CASES)
def test_any_case_is_judged(one):
    """Known kinds in their severities, each once, in words, by severity."""
    judgement = judge(one)
    names = [(f.kind, f.subject) for f in judgement.findings]
    assert len(names) == len(set(names)) <= MOST_FINDINGS
    ranks = [SEVERITIES.index(f.severity) for f in judgement.findings]
    assert ranks == sorted(ranks)
    for finding in judgement.findings:
        assert finding.severity in TEXTS[finding.kind].severities
        told = describe(finding, lambda text: text, lambda _, value: str(value))
        assert "–" not in told.evidence.replace("{", "")
        msgspec.json.encode(finding)


def test_a_healthy_switch_has_no_finding_but_its_free_ports():
    """Twenty-four ports, twenty of them in use."""
    ports = [port(n) for n in range(1, 21)]
    ports += [port(n, link="down", speed_bps=None) for n in range(21, 25)]
    one = case(*ports, end=machine())
    for free in ports[20:]:
        del one.evidence.ports[free.key]
    assert [f.kind for f in judge(one).findings] == ["ports_free"]


def test_the_gravest_comes_first():
    """A storm before a busy line."""
    seen = watched(
        storm_days=(TODAY,),
        errors=ratios(0.0002),
        receive_p95=0.9,
        receive_p95_recent=0.9,
    )
    kinds = [f.kind for f in judge(case(seen=seen)).findings]
    assert kinds[:3] == ["broadcast_storm", "port_busy", "port_errors"]


def test_every_rule_says_what_it_is_for():
    """They stand in one table."""
    assert all(rule.__doc__ for rule in RULES)
    assert len(set(RULES)) == len(RULES)
