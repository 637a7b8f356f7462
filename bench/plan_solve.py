"""What the planner's optimum costs, and what it brings against naive strategies.

The offices are made up (``plan_problems``): 100, 2,000 and 10,000 machines. Each is solved
in a process of its own, whose peak of memory is its own, too.
"""

import json
import random
import resource
import subprocess
import sys
import time

import msgspec

from bench.plan_naive import strategies
from bench.plan_problems import Office, office
from collector.planning.optimum import (
    QUICK,
    Limits,
    Solver,
    grade,
    robustness,
    same_share,
    solve,
    violations,
    what_ifs,
)
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import Choice, Problem, Solution

SIZES = (100, 2000, 10_000)
MIB = 1024


def _spent_vnd(problem: Problem, chosen: dict[str, int]) -> int:
    """Return what a plan costs over all years."""
    return sum(
        choice.price_vnd + choice.yearly_vnd * (problem.years - chosen[choice.id])
        for choice in problem.choices
        if choice.id in chosen
    )


def _outcome(
    problem: Problem, chosen: dict[str, int], best: float
) -> dict[str, object]:
    found = worth(problem, chosen)
    spent = _spent_vnd(problem, chosen)
    whole = Solution(chosen, found.value, found.value, 0.0, (), unmet=found.unmet)
    return {
        "benefit": round(found.benefit, 1),
        "benefit of the optimum's": round(found.benefit / best, 3),
        "benefit per million": round(found.benefit / max(spent / 1e6, 1e-9), 4),
        "musts unmet": len(found.unmet),
        "rules broken": len(violations(problem, whole)),
    }


def _prices_moved(problem: Problem, seed: int, by: float) -> Problem:
    """Return *problem* with each price moved on its own by up to *by*."""
    rng = random.Random(seed)

    def moved(choice: Choice) -> Choice:
        price = round(choice.price_vnd * rng.uniform(1 - by, 1 + by) / 1000) * 1000
        return msgspec.structs.replace(choice, price_vnd=price)

    return msgspec.structs.replace(
        problem, choices=tuple(moved(choice) for choice in problem.choices)
    )


def _stable(made: Office, first: Solution, times: int) -> dict[str, object]:
    """Return the share of lines that stay when all prices move by up to 10 %."""
    shares = [
        same_share(first.chosen, solve(_prices_moved(made.problem, n, 0.1)).chosen)
        for n in range(times)
    ]
    return {"solves": times, "share of lines that stay": [round(s, 3) for s in shares]}


def _again(solver: Solver, first: Solution, limits: Limits | None) -> dict[str, object]:
    """Return what other budgets cost once the relaxation is there."""
    figures: dict[str, object] = {}
    for name, budget in what_ifs(solver.problem.budget).items():
        begin = time.perf_counter()
        found = solver.solve(budget, limits=limits)
        figures[name] = {
            "seconds": round(time.perf_counter() - begin, 2),
            "gap": found.gap,
            "lines that stay": round(same_share(first.chosen, found.chosen), 3),
        }
    return figures


def _disturbed(made: Office, solver: Solver, first: Solution) -> dict[str, object]:
    begin = time.perf_counter()
    shares = robustness(solver, first.chosen, made.kind_of, made.parts)
    seconds = time.perf_counter() - begin
    grades = [grade(share) for share in shares.values()]
    return {
        "solves": 20,
        "seconds": round(seconds, 1),
        **{name: grades.count(name) for name in ("sure", "should", "consider")},
    }


def figures(machines: int, *, disturbed: bool, stable: int) -> dict[str, object]:
    """Return all figures of one office; the process is new, for the sake of memory."""
    made = office(machines)
    problem = made.problem
    begin, cpu = time.perf_counter(), time.process_time()
    solver = Solver(problem)
    first = solver.solve()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    found = worth(problem, first.chosen)
    return {
        "choices": len(problem.choices),
        "groups": len({choice.group for choice in problem.choices}),
        "seconds": round(seconds, 2),
        "cpu seconds": round(cpu, 2),
        "peak MiB": round(peak),
        "method": first.method,
        "status": first.status,
        "gap": first.gap,
        "lines": len(first.chosen),
        "rules broken": len(violations(problem, first)),
        "shadow per million": first.shadow_per_million,
        "other budgets": _again(solver, first, None),
        "other budgets, quick": _again(solver, first, QUICK),
        **({"disturbed": _disturbed(made, solver, first)} if disturbed else {}),
        **({"prices moved by 10 %": _stable(made, first, stable)} if stable else {}),
        "optimum": _outcome(problem, first.chosen, found.benefit),
        "against": {
            name: _outcome(problem, plan(), found.benefit)
            for name, plan in strategies(
                problem,
                made.kind_of,
                made.age_years,
                made.specification,
                made.badness,
            ).items()
        },
    }


def run(*, quick: bool = False) -> dict[str, object]:
    """Return the figures of each size, each from a process of its own."""
    document: dict[str, object] = {}
    for machines in SIZES:
        large = machines > 2000
        wanted = {
            "disturbed": not (quick and large),
            "stable": 0 if quick and large else 2 if large else 5,
        }
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "bench.plan_solve",
                str(machines),
                json.dumps(wanted),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        document[f"{machines} machines"] = json.loads(done.stdout)
    return document


if __name__ == "__main__":
    json.dump(figures(int(sys.argv[1]), **json.loads(sys.argv[2])), sys.stdout)
