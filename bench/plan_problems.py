"""Made-up planning problems: offices of many machines, switches, sites and departments.

Machines suffer more the older they are, on the whole; what they suffer from decides which
option relieves them. Nothing in here is measured.
"""

import random
from typing import NamedTuple

from collector.planning.shapes.problem import (
    Budget,
    Capacity,
    Choice,
    Must,
    Pot,
    Problem,
    Requirement,
    Share,
)

YEARS = 3
WEIGHTS = {"cpu": 1.0, "memory": 1.2, "disk_speed": 1.2, "support": 1.5, "link": 0.6}
# option: kind, price, pot, relief by dimension
OPTIONS: dict[str, tuple[str, int, Pot, dict[str, float]]] = {
    "ram_8": ("ram", 1_300_000, "parts", {"memory": 0.7}),
    "ram_16": ("ram", 2_600_000, "parts", {"memory": 0.9}),
    "ssd": ("ssd", 1_800_000, "parts", {"disk_speed": 0.85}),
    "ram_ssd": ("ram_ssd", 3_100_000, "parts", {"memory": 0.75, "disk_speed": 0.9}),
    "replace": ("machine", 17_500_000, "assets", dict.fromkeys(WEIGHTS, 0.95)),
}
SWITCHES = {"24g": 7_000_000, "24g_poe": 16_000_000, "48g": 14_300_000}
PLANS = {"cheaper": -1_200_000, "150": 3_600_000, "300": 24_000_000, "600": 90_000_000}


class Office(NamedTuple):
    """A problem, and what naive strategies look at.

    ``kind_of`` and ``parts`` (benefit by dimension) are of choices; ``age_years``,
    ``specification`` (more is better) and ``badness`` of groups that are machines.
    """

    problem: Problem
    kind_of: dict[str, str]
    parts: dict[str, dict[str, float]]
    age_years: dict[str, float]
    specification: dict[str, float]
    badness: dict[str, float]


class _Maker:
    def __init__(self, machines: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.machines = machines
        self.choices: list[Choice] = []
        self.requirements: list[Requirement] = []
        self.capacities: list[Capacity] = []
        self.musts: list[Must] = []
        self.office = Office(
            Problem(YEARS, (), Budget((0,) * YEARS)), {}, {}, {}, {}, {}
        )
        self.heads: dict[str, int] = {}

    def offer(  # noqa: PLR0913 - a choice has many properties
        self,
        group: str,
        option: str,
        kind: str,
        *,
        price: int,
        pot: Pot,
        parts: dict[str, float],
        yearly: int = 0,
        owner: str = "",
    ) -> str:
        """Add one choice; it is worth less the later it is done."""
        name = f"{group}/{option}"
        whole = sum(parts.values())
        benefit = tuple(round(whole * (YEARS - t) / YEARS, 4) for t in range(YEARS))
        self.choices.append(
            Choice(name, group, pot, price, benefit, (0, 1, 2), yearly, owner)
        )
        self.office.kind_of[name] = kind
        self.office.parts[name] = parts
        return name

    def price(self, about: int) -> int:
        """Return a quoted price near *about*."""
        return round(about * self.rng.uniform(0.9, 1.15) / 10_000) * 10_000

    def site(self, number: int) -> tuple[str, ...]:
        """Add the core switch and the broadband plans of a site; return the former."""
        rng, group = self.rng, f"device:core{number:03}"
        core = tuple(
            self.offer(
                group,
                option,
                "switch",
                price=self.price(3 * price),
                pot="assets",
                parts={"port_use": rng.uniform(0, 2)},
            )
            for option, price in SWITCHES.items()
        )
        need = rng.uniform(0, 40)
        for at, (option, fee) in enumerate(PLANS.items()):
            plan = self.offer(
                f"line:site{number:03}",
                f"plan_{option}",
                "broadband",
                price=0,
                pot="fees",
                parts={"line_use": need * (0, 0.5, 0.8, 1.0)[at]},
                yearly=self.price(fee),
            )
            if at >= 2:
                self.requirements.append(Requirement(plan, core))
        return core

    def switch(self, number: int, core: tuple[str, ...]) -> tuple[str, ...]:
        """Add an access switch; return what makes it gigabit, () if it is already."""
        rng, group = self.rng, f"device:sw{number:04}"
        slow = rng.random() < 0.4
        found = tuple(
            self.offer(
                group,
                option,
                "switch",
                price=self.price(price),
                pot="assets",
                parts={"device_health": rng.uniform(0, 1.5)},
            )
            for option, price in SWITCHES.items()
        )
        if rng.random() < 0.2:
            self.requirements += [Requirement(name, core) for name in found]
        if rng.random() < 0.1:
            self.capacities.append(
                Capacity(f"poe:{group}", 1, {}, dict.fromkeys(found[1:2], 24))
            )
        return found if slow else ()

    def machine(self, number: int, switch: tuple[str, ...]) -> None:
        """Add a machine with the options that fit it."""
        rng, office, group = self.rng, self.office, f"machine:{number:05}"
        age = rng.triangular(0, 11, 4)
        worn = age / 11
        suffers = {
            name: max(0.0, min(1.0, rng.gauss(0.1 + 0.5 * worn * worn, 0.3)))
            for name in WEIGHTS
        }
        suffers["support"] = float(age > 8.5)
        owner = f"dept{min(int(rng.expovariate(4 / self.departments)), self.departments - 1):02}"
        self.heads[owner] = self.heads.get(owner, 0) + 1
        role = rng.choice((1.0, 1.0, 1.0, 1.5, 2.0)) * rng.uniform(0.5, 1)
        office.age_years[group] = age
        office.specification[group] = rng.gauss(10 - age, 2)
        office.badness[group] = sum(suffers.values())
        names = {}
        for option, (kind, price, pot, relief) in OPTIONS.items():
            parts = {
                name: role * WEIGHTS[name] * suffers[name] * part
                for name, part in relief.items()
            }
            fits = option == "replace" or rng.random() < 0.8
            if fits and (sum(parts.values()) > 0.02 or option == "replace"):
                names[option] = self.offer(
                    group,
                    option,
                    kind,
                    price=self.price(price),
                    pot=pot,
                    parts=parts,
                    owner=owner,
                )
        if switch:
            self.requirements.append(Requirement(names["replace"], switch))
        if suffers["support"] and rng.random() < 0.5:
            must = Must(f"{group}/support", (names["replace"],), 20.0, 1)
            self.musts.append(must)
        if rng.random() < 0.02:
            cures = tuple(names[o] for o in ("ssd", "ram_ssd", "replace") if o in names)
            self.musts.append(Must(f"{group}/disk_failing", cures, 50.0, 0))

    def made(self) -> Office:
        """Return the office whose budget is a third of replacing everything in ten years."""
        self.departments = max(3, min(40, self.machines // 40))
        sites = max(1, min(20, self.machines // 100))
        cores = [self.site(number) for number in range(sites)]
        switches = [
            self.switch(number, cores[number % sites])
            for number in range(max(1, self.machines // 20))
        ]
        for number in range(self.machines):
            self.machine(number, self.rng.choice(switches))
        yearly = self.machines * 1_000_000
        pots: dict[Pot, tuple[int, ...]] = {
            "parts": (yearly // 3,) * YEARS,
            "fees": (yearly // 10,) * YEARS,
        }
        shares = tuple(
            Share(owner, yearly * heads // self.machines // 2, 0.3)
            for owner, heads in sorted(self.heads.items())
        )
        problem = Problem(
            YEARS,
            tuple(sorted(self.choices, key=lambda choice: choice.id)),
            Budget((yearly,) * YEARS, pots),
            tuple(self.requirements),
            tuple(self.capacities),
            tuple(self.musts),
            shares,
        )
        return self.office._replace(problem=problem)


def office(machines: int, *, seed: int = 1) -> Office:
    """Return an office of so many machines, always the same for a *seed*."""
    return _Maker(machines, seed).made()
