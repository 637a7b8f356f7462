"""What offices do without a planner keeps the rules and the budget, too."""

from dataclasses import replace

from agent.shared.wire import Item
from bench.plan_rivals import (
    broken,
    by_symptoms,
    carry_out,
    greedy,
    lowest_first,
    oldest_first,
    worst_first,
)
from collector.planning.shapes.need import Need, Pressure, Target
from collector.planning.shapes.problem import Budget, Choice, Problem, Requirement
from tests.support.need_cases import estate, machine

GIB = 2**30


def pc(name, made, gib):
    """Return a machine of that age and memory."""
    one = machine(name, memory={"installed_bytes": gib * GIB})
    return replace(one, made=made)


OFFICE = estate(pc("a", 300.0, 4), pc("b", 100.0, 16), pc("c", 200.0, 8))


def choice(target, option, price, *benefit, years=(0, 1)):
    """Return a choice of two years."""
    values = benefit or (1.0, 0.5)
    return Choice(f"{target}/{option}", target, "assets", price, values, years)


def problem(*budget, more=(), requirements=()):
    """Return a problem in which each PC may be replaced."""
    machines = [choice(f"machine:{n}", "replace_16", 10) for n in "abc"]
    choices = tuple(sorted((*machines, *more), key=lambda c: c.id))
    return Problem(2, choices, Budget(budget), requirements)


def test_the_oldest_come_first_as_far_as_money_goes():
    """What is left of one year is spent in the next."""
    chosen = carry_out(problem(15, 6), oldest_first(OFFICE))
    assert chosen == {"machine:b/replace_16": 0, "machine:c/replace_16": 1}


def test_the_lowest_specification_comes_first():
    """By memory, then drive, then processor."""
    assert carry_out(problem(10, 0), lowest_first(OFFICE)) == {
        "machine:a/replace_16": 0
    }


def test_the_worst_comes_first():
    """By what is called a need, whatever would cure it."""
    pressure = Pressure("memory", 0.9, 0.9, "s", None, None, None, "")
    needs = [Need(Target("machine", "c"), "c", "", "", {"memory": pressure})]
    chosen = carry_out(problem(10, 0), worst_first(needs, OFFICE))
    assert chosen == {"machine:c/replace_16": 0}


def test_greed_takes_most_benefit_for_its_money():
    """One thing of a group."""
    ram = choice("machine:a", "ram_8", 2, 0.8, 0.4)
    chosen = carry_out(problem(12, 0, more=[ram]), greedy)
    assert chosen["machine:a/ram_8"] == 0
    assert len(chosen) == 2
    assert "machine:a/replace_16" not in chosen


def test_what_is_needed_comes_with_it_or_nothing_does():
    """A switch before the PC that needs it, if both can be paid."""
    switch = choice("device:s", "switch_24g", 5, 0.0, 0.0)
    needs = [Requirement("machine:b/replace_16", ("device:s/switch_24g",))]
    rich = problem(15, 0, more=[switch], requirements=tuple(needs))
    chosen = carry_out(rich, oldest_first(OFFICE))
    assert chosen == {"device:s/switch_24g": 0, "machine:b/replace_16": 0}
    poor = problem(12, 0, more=[switch], requirements=tuple(needs))
    chosen = carry_out(poor, oldest_first(OFFICE))
    assert chosen == {"machine:c/replace_16": 0}
    never = problem(50, 0, requirements=(Requirement("machine:b/replace_16", ()),))
    assert "machine:b/replace_16" not in carry_out(never, oldest_first(OFFICE))


def test_a_plain_strategy_does_not_know_what_is_needed():
    """It leaves out what would break a rule by itself."""
    switch = choice("device:s", "switch_24g", 5, 0.0, 0.0)
    needed = (Requirement("machine:b/replace_16", ("device:s/switch_24g",)),)
    rich = problem(15, 0, more=[switch], requirements=needed)
    chosen = carry_out(rich, oldest_first(OFFICE), bring_along=False)
    assert chosen == {"machine:c/replace_16": 0}


def test_symptoms_are_taken_for_causes():
    """Whoever is slow gets what is good against it, the cheapest relief first."""
    pressures = {
        name: Pressure(name, 0.0, raw, "s", None, None, None, "")
        for name, raw in (("memory", 0.5), ("disk_speed", 0.9))
    }
    needs = [Need(Target("machine", "a"), "a", "", "", pressures)]
    more = [choice("machine:a", "ram_8", 2), choice("machine:a", "ssd_500", 2)]
    chosen = carry_out(problem(2, 0, more=more), by_symptoms(needs))
    assert chosen == {"machine:a/ssd_500": 0}


def test_a_rule_that_is_broken_is_told():
    """As the planner's own checker says."""
    assert broken(problem(5, 0), {"machine:a/replace_16": 0})
    assert not broken(problem(15, 0), {"machine:a/replace_16": 0})


def test_memory_facts_without_numbers_do_not_matter():
    """Nothing is known of such a machine; it comes first."""
    unknown = machine("z", memory=Item({}))
    order = lowest_first(estate(unknown, *OFFICE.machines))
    more = [choice("machine:z", "replace_16", 10)]
    assert carry_out(problem(10, 0, more=more), order) == {"machine:z/replace_16": 0}
