"""From an estate to a plan: every rule of the planner, end to end."""

import dataclasses
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from collector.planning.explain.words import joined
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.plan import Text
from collector.planning.shapes.records import Decision, Department
from collector.topology.shapes import End, Link, Topology
from tests.support import need_cases as nc
from tests.support.plan_cases import (
    FACTS,
    HARD_DISK,
    OLD_WINDOWS,
    PAGING,
    SLOW_CPU,
    SLOW_DRIVE,
    done,
    memory,
    plan,
    why_not,
)


def test_paging_is_cured_by_memory_not_by_a_drive():
    """The drive is busy because memory is short."""
    made = plan(nc.machine("a", signals=PAGING, **memory()))
    assert [name[:3] for name in done(made)] == ["ram"]
    assert made.lines[0].cause == "paging"
    assert "thêm RAM" in made.lines[0].reason.vi
    assert "days" in made.lines[0].reason.en


def test_a_slow_drive_is_replaced_not_the_machine():
    """A part before a machine."""
    made = plan(nc.machine("a", signals=SLOW_DRIVE, **HARD_DISK, **memory(8)))
    assert done(made) == ["ssd_500gb_sata"]


def test_a_processor_that_is_too_slow_is_replaced():
    """No part of the catalogue makes it faster."""
    made = plan(nc.machine("a", signals=SLOW_CPU))
    assert done(made)[0].startswith("replace_desktop")
    assert made.lines[0].pot == "assets"


def test_below_five_days_nothing_is_bought():
    """Two bad days say little of a machine."""
    made = plan(nc.machine("a", signals=PAGING, days=3, **memory()))
    assert done(made) == []
    assert why_not(made, "machine:a").code == "no_data"
    assert "3" in why_not(made, "machine:a").reason.vi


def test_what_is_not_known_is_looked_up_not_replaced():
    """Without slots nobody can say what fits; that is no reason for a new machine."""
    made = plan(nc.machine("a", signals=PAGING))
    assert done(made) == []
    assert why_not(made, "machine:a").code == "no_data"


def test_a_healthy_machine_is_kept_and_told_so():
    """Nobody is left out without a word."""
    made = plan(nc.machine("a"), nc.machine("b"))
    assert {one.target for one in made.rejected} == {"machine:a", "machine:b"}
    assert {one.code for one in made.rejected} == {"no_need"}


def test_cleaning_up_comes_before_a_drive():
    """A full drive costs nothing to clean."""
    free = {'filesystem_free_ratio{mountpoint="C:\\"}': 0.05}
    made = plan(nc.machine("a", signals=free))
    assert done(made)[0] == "fix_disk_full"
    assert made.lines[0].price_vnd == 0


def old(id_, **more):
    """Return a machine on Windows 7 that cannot run Windows 11."""
    cpu = {"": Item({"model": "Intel(R) Core(TM) i3-4150 CPU @ 3.50GHz", "cores": 2})}
    return nc.machine(
        id_, operating_system={"": OLD_WINDOWS}, cpu=cpu, **{"signals": {}, **more}
    )


def test_an_unsupported_system_is_a_must():
    """Even with few days, and before what brings more."""
    made = plan(old("a", days=2), budget=13_000_000)
    assert done(made)[0].startswith("replace_")
    assert made.lines[0].must == ("system_unsupported",)


def test_a_must_without_money_is_said():
    """Never silently infeasible."""
    made = plan(old("a"), budget=1_000_000)
    assert done(made, "machine:a") == []
    assert [one.target for one in made.unmet] == ["machine:a"]


def test_no_part_goes_into_a_machine_that_has_to_be_replaced():
    """It would be money lost."""
    made = plan(old("a", signals=PAGING, **memory()))
    assert all(name.startswith("replace_") for name in done(made))


def test_a_young_machine_is_not_replaced():
    """The norm names the least age."""
    young = nc.machine("a", signals=SLOW_CPU, _bought=nc.NOW - 2 * 365 * 86400)
    left = why_not(plan(young), "machine:a")
    assert left.code == "rule"
    assert "2" in left.reason.en


def test_over_the_ceiling_nothing_is_bought():
    """A norm is a hard rule."""
    norms = msgspec.structs.replace(
        FACTS.norms,
        fact=tuple(
            msgspec.structs.replace(fact, value=1_000_000)
            if fact.id == "pc_ceiling_vnd"
            else fact
            for fact in FACTS.norms.fact
        ),
    )
    facts = msgspec.structs.replace(FACTS, norms=norms)
    made = plan(nc.machine("a", signals=SLOW_CPU), facts=facts)
    assert why_not(made, "machine:a").code == "rule"
    assert "1.000.000" in why_not(made, "machine:a").reason.vi


def test_old_prices_are_refused_and_said():
    """A quote of last year is no quote."""
    prices = msgspec.structs.replace(FACTS.prices, refuse_after_days=10)
    facts = msgspec.structs.replace(FACTS, prices=prices)
    made = plan(
        nc.machine("a", signals=SLOW_DRIVE, **HARD_DISK, **memory(8)), facts=facts
    )
    assert done(made) == []
    assert any("ssd_500gb_sata" in text.en for text in made.warnings)


def test_no_more_machines_are_replaced_than_there_are_people():
    """One machine a person, by the norm."""
    machines = [nc.machine(f"m{n}", signals=SLOW_CPU) for n in range(3)]
    heads = (Department(name="Finance", heads=1),)
    made = plan(*machines, departments=heads)
    assert sum(name.startswith("replace_") for name in done(made)) == 1


def spare_office(budget):
    """Return the plan of a machine that goes, and one that could use its memory."""
    leaving = old("a", **memory(8, free=0, modules=(8,)))
    taking = nc.machine("b", signals=PAGING, **memory(4, free=1))
    wish = {"budget_by_year_vnd": (budget, 0, 0)}
    return plan(leaving, taking, budget=budget, wish=wish)


def test_memory_of_a_machine_that_goes_is_used_again():
    """It costs nothing, and needs the replacement to be done."""
    made = spare_office(13_000_000)
    spare = next(one for one in made.lines if one.option.startswith("spare_ram"))
    assert spare.price_vnd == 0
    assert spare.requires[0].startswith("machine:a/replace_")
    assert made.lines[0].enables or made.lines[1].enables


def test_without_the_replacement_there_is_no_spare_memory():
    """Nothing is taken out of a machine that stays."""
    assert not [n for n in done(spare_office(900_000)) if n.startswith("spare_ram")]


def lan(speed_bps, *, findings=(), **more):
    """Return a switch whose port 1 does *speed_bps*, and a slow machine at it."""
    ports = [
        nc.port(1, speed_bps=min(speed_bps, nc.FAST), capable_bps=speed_bps),
        *(nc.port(n, link="down", speed_bps=None) for n in range(2, 9)),
    ]
    pc = old("a", _switch="sw", _port=1, _place_confidence=1.0, **more)
    return nc.device("sw", *ports, findings=findings), pc


def test_no_gigabit_machine_hangs_behind_a_slow_port():
    """Its switch is replaced in the same year or before."""
    made = plan(*lan(nc.FAST), budget=60_000_000)
    switch = next(one for one in made.lines if one.kind == "switch")
    machine = next(one for one in made.lines if one.kind == "machine")
    assert switch.id in machine.requires
    assert machine.id in switch.enables
    assert (switch.year, switch.quarter) <= (machine.year, machine.quarter)


def test_without_money_for_the_switch_the_machine_waits():
    """Both or none."""
    made = plan(*lan(nc.FAST), budget=13_000_000)
    assert not [one for one in made.lines if one.kind == "machine"]


def test_a_slow_cable_is_no_reason_for_a_switch():
    """Both ends can do more."""
    finding = Finding(
        "port_slow_link",
        "warning",
        "Gi0/1",
        {"speed_bps": nc.FAST, "both_bps": nc.GIGABIT},
    )
    made = plan(*lan(nc.GIGABIT, findings=(finding,)), budget=60_000_000)
    kinds = {one.kind for one in made.lines}
    assert "cable" in kinds
    assert "switch" not in kinds


def test_a_cable_that_is_slow_at_both_ends_is_bought_once():
    """One cable has two ends."""
    finding = Finding(
        "port_slow_link",
        "warning",
        "Gi0/1",
        {"speed_bps": nc.FAST, "both_bps": nc.GIGABIT},
    )
    ends = [nc.device(id_, findings=(finding,)) for id_ in ("s1", "s2")]
    link = Link(End("s1", 1), End("s2", 1), 1.0, ())
    made = plan(*ends, topology=Topology(links=(link,)))
    assert len([one for one in made.lines if one.kind == "cable"]) == 1


FULL_LINE = {"line_receive_ratio": 0.95}


def test_a_full_line_gets_a_larger_plan():
    """With head-room for what was measured."""
    made = plan(nc.line("main", signals=FULL_LINE))
    bought = next(one for one in made.lines if one.kind == "broadband")
    assert bought.pot == "fees"
    assert bought.yearly_vnd > 0


def test_no_faster_line_behind_a_slower_port():
    """The router's port carries 100 Mb/s, and no switch in the catalogue replaces it."""
    edge = nc.device("r", nc.port(1, speed_bps=nc.FAST, capable_bps=nc.FAST))
    line = nc.line("main", signals=FULL_LINE, device="r", port="Gi0/1")
    made = plan(line, edge, budget=900_000_000)
    for bought in [one for one in made.lines if one.kind == "broadband"]:
        assert any(name.startswith("device:r/") for name in bought.requires)


def test_a_pinned_choice_is_in_and_a_forbidden_one_is_not():
    """The director decides."""
    pc = nc.machine("a", signals=SLOW_DRIVE, **HARD_DISK, **memory(8))
    dear = Decision(choice="machine:a/ssd_1000gb_sata", action="pin", year=2028)
    made = plan(pc, wish={"decisions": (dear,)})
    assert [(one.option, one.year) for one in made.lines] == [("ssd_1000gb_sata", 2028)]
    assert made.lines[0].pinned
    nothing = Decision(choice="machine:a", action="forbid")
    assert why_not(plan(pc, wish={"decisions": (nothing,)}), "machine:a").code == (
        "forbidden"
    )


def test_what_is_cut_off_names_the_budget_that_would_include_it():
    """Everybody may reckon it again."""
    pcs = [
        nc.machine(f"m{n}", signals=SLOW_DRIVE, **HARD_DISK, **memory(8))
        for n in range(4)
    ]
    made = plan(*pcs, budget=3_700_000)
    left = [one for one in made.rejected if one.code == "cut_off"]
    assert len(left) == 2
    assert [one.more_vnd for one in left] == [1_700_000, 3_500_000]
    assert "triệu" in left[0].reason.vi


KINDS = st.sampled_from([PAGING, SLOW_DRIVE, SLOW_CPU, {}])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(KINDS, st.integers(0, 22), st.booleans()), max_size=7),
    st.integers(0, 80_000_000),
    st.integers(1, 4),
    st.sampled_from(["2026Q4", "2027Q1", "2027Q3"]),
    st.randoms(use_true_random=False),
)
def test_whatever_is_asked_the_money_adds_up(machines, budget, years, quarter, rng):
    """Pots and quarters are the same money; nobody is forgotten; order is nothing."""
    pcs = [
        (old if is_old else nc.machine)(
            f"m{n}", signals=signals, days=days, **memory(4, modules=(4,))
        )
        for n, (signals, days, is_old) in enumerate(machines)
    ]
    wish = {"years": years, "from_quarter": quarter}
    made = plan(*pcs, budget=budget, wish=wish)
    spent = sum(pot.spent_vnd for pot in made.pots)
    by_quarter = sum(q.assets_vnd + q.parts_vnd + q.fees_vnd for q in made.quarters)
    assert spent == by_quarter == made.spent_vnd <= budget
    told = {one.target for one in (*made.lines, *made.rejected)}
    assert told == {f"machine:m{n}" for n in range(len(pcs))}
    assert all(one.quarter >= quarter for one in made.lines)
    random.Random(rng.random()).shuffle(pcs)
    same = plan(*sorted(pcs, key=lambda one: one.id), budget=budget, wish=wish)
    assert msgspec.json.encode(same) == msgspec.json.encode(made)


def test_scenarios_and_grades_come_with_a_full_plan():
    """A, B, C and how sure each line is."""
    pcs = [
        nc.machine(f"m{n}", signals=SLOW_DRIVE, **HARD_DISK, **memory(8))
        for n in range(4)
    ]
    made = plan(*pcs, budget=4_000_000, wish={"scenarios": True, "disturbed": 5})
    assert [one.name for one in made.scenarios] == ["A", "-10", "B", "+10", "C"]
    assert made.scenarios[2].same_share == 1.0
    assert {one.grade for one in made.lines} <= {"sure", "should", "consider"}
    assert all(one.survives is not None for one in made.lines)


def test_an_empty_estate_makes_an_empty_plan():
    """Nothing is known yet, and that is said."""
    made = plan()
    assert not made.lines
    assert made.warnings


@pytest.mark.parametrize("percent", [90, 110])
def test_prices_that_move_a_little_change_little(percent):
    """Most of what is bought stays."""
    kinds = (PAGING, SLOW_DRIVE, SLOW_CPU)
    pcs = [nc.machine(f"m{n}", signals=kinds[n % 3], **memory()) for n in range(12)]
    items = tuple(
        msgspec.structs.replace(one, price_vnd=one.price_vnd * percent // 100)
        for one in FACTS.prices.item
    )
    prices = msgspec.structs.replace(FACTS.prices, item=items)
    facts = msgspec.structs.replace(FACTS, prices=prices)
    before = set(done_ids(plan(*pcs, budget=40_000_000)))
    after = set(done_ids(plan(*pcs, budget=40_000_000, facts=facts)))
    assert len(before & after) >= 0.7 * len(before)


def done_ids(made):
    """Return the ids of a plan's lines."""
    return [line.id for line in made.lines]


def test_a_reason_says_nothing_twice():
    """What a duty says already is not said again as a measured value."""
    duty, again = Text("Bắt buộc: ổ hỏng.", "Must: a."), Text("ổ hỏng", "b")
    assert joined(duty, again, duty) == Text("Bắt buộc: ổ hỏng.", "Must: a. b.")


BUSY = {"cpu_busy_ratio": 0.99, "memory_available_ratio": 0.03}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"system": {"": Item({"model": "VMware7,1"})}}, "máy ảo"),
        ({"chassis": {"": Item({"kind": "Rack Mount Chassis"})}}, "máy chủ"),
        (
            {"operating_system": {"": Item({"name": "Windows Server 2022 Standard"})}},
            "máy chủ",
        ),
        ({"_role": "server"}, "máy chủ"),
    ],
)
def test_nothing_of_a_price_list_of_pcs_is_bought_for_other_machines(changes, told):
    """Neither parts nor a desktop in its place; it says why."""
    made = plan(nc.machine("a", signals={**PAGING, **BUSY}, **memory(), **changes))
    assert [line for line in made.lines if line.price_vnd] == []
    assert told in why_not(made, "machine:a").reason.vi


def test_a_licence_of_a_pc_is_not_bought_for_a_server():
    """A server's system has another price."""
    old = Item({"name": "Microsoft Windows Server 2012 R2 Standard", "build": "9600"})
    made = plan(nc.machine("a", operating_system={"": old}, _role="server"))
    assert [line for line in made.lines if line.kind == "licence"] == []


def test_no_drive_is_bought_in_the_place_of_one_that_nobody_knows():
    """It may be a solid-state drive already."""
    unknown = {"disk": {"sda": Item({"model": "something"})}}
    made = plan(nc.machine("a", signals=SLOW_DRIVE, **unknown, **memory(8)))
    assert done(made) == []
    assert "chưa rõ loại" in why_not(made, "machine:a").reason.vi


def test_a_new_machine_has_more_memory_than_one_that_is_short_of_it():
    """A workstation of 48 GB is not cured by a desktop of 16."""
    full = memory(48, free=0, maximum=48, generation="DDR3", modules=(8,) * 6)
    made = plan(nc.machine("a", signals=PAGING, **full))
    assert done(made) == []
    assert why_not(made, "machine:a").code == "no_option"


def test_a_new_machine_holds_what_is_in_use():
    """A fast desktop of 8 GB is no cure where 12 GB are needed every day."""
    full = memory(32, free=0, maximum=32, modules=(16, 16))
    signals = {**SLOW_CPU, "memory_available_ratio": 0.6}
    made = plan(nc.machine("a", signals=signals, **full))
    assert done(made) == ["replace_desktop_i5_16_512"]
    weighed = {one.option: one for one in made.lines[0].considered}
    assert "13 GB" in weighed["replace_desktop_i3_8_256"].why_not.en


def test_a_machine_that_is_replaced_is_not_told_to_add_memory():
    """The reason says that no part fits."""
    full = memory(2, free=0, maximum=4, generation="DDR2", modules=(1, 1))
    made = plan(nc.machine("a", signals=PAGING, **full))
    (line,) = made.lines
    assert line.kind == "machine"
    assert "thêm RAM" not in line.reason.vi
    assert "Không linh kiện nào" in line.reason.vi


def test_a_part_says_how_much_memory_there_is_then():
    """Whoever reads the plan need not add up."""
    made = plan(nc.machine("a", signals=PAGING, **memory(4)))
    assert made.lines[0].title.vi.endswith("GB")
    assert ", tổng " in made.lines[0].title.vi


def test_a_router_is_not_replaced_by_a_switch():
    """Nor is a switch by one that is slower than its ports."""
    ports = [nc.port(n) for n in range(1, 9)]
    switch = nc.device("r", *ports)
    assert done(plan(switch)) != []
    router = msgspec.structs.replace(switch.survey, kind="router")
    assert done(plan(dataclasses.replace(switch, survey=router))) == []
    fast = [nc.port(n, speed_bps=10**10, capable_bps=10**10) for n in range(1, 9)]
    assert done(plan(nc.device("s", *fast))) == []


def test_ports_of_which_nobody_knows_the_link_are_not_taken():
    """They are neither free nor used."""
    ports = [nc.port(n, link="", speed_bps=None) for n in range(1, 9)]
    made = plan(nc.device("s", *ports, nc.port(9)))
    assert done(made) == []


def test_an_approved_plan_is_kept_to():
    """What a director signed changes as little as the money allows."""
    pcs = [nc.machine(f"m{n}", signals=PAGING, **memory()) for n in range(6)]
    pcs += [
        nc.machine(f"d{n}", signals=SLOW_DRIVE, **HARD_DISK, **memory(8))
        for n in range(6)
    ]
    signed = plan(*pcs, budget=9_000_000)
    approved = ApprovedPlan(plan=signed, actor="t", time=1.0)
    less = plan(*pcs, budget=8_000_000, wish={"approved": approved})
    held = {(line.id, line.year) for line in signed.lines}
    kept = [line for line in less.lines if (line.id, line.year) in held]
    assert len(kept) == len(less.lines)
    again = plan(*pcs, budget=9_000_000, wish={"approved": approved})
    assert {(line.id, line.year) for line in again.lines} == held
