"""How good a plan is by the truth of a simulated fleet, not by the planner's own scores."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from collector.planning.shapes.need import Need
from collector.simulator.shapes import Remedy
from collector.simulator.truth import Suffering, Truth

NAMED = 0.1  # severity from which a need counts as named
ALARM = 0.3  # from which one that is none counts as a false alarm
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "memory": ("memory",),
    "paging": ("memory",),
    "slow_disk": ("disk_speed",),
    "cpu": ("cpu",),
    "failing_disk": ("disk_health",),
    "full_disk": ("disk_space",),
    "unsupported": ("support",),
    "outdated": ("support",),
    "tpm_off": ("support",),
    "no_antivirus": (),  # is a must
    "slow_link_cable": ("link", "port_quality"),
    "slow_link_switch": ("link", "port_use"),
    "half_duplex": ("link", "port_quality"),
    "port_errors": ("link", "port_quality"),
    "uplink_saturated": ("port_use",),
    "uplink_cable": ("link", "port_quality", "port_use"),
    "line_saturated": ("line_use",),
    "line_below_contract": ("line_quality",),
}
"""In which dimensions of a need each problem shows."""
FREE_CAUSES: Mapping[str, tuple[Remedy, ...]] = {
    "free": ("free",),
    "cable": ("cable",),
    "licence": ("licence",),
    "part": ("ram", "ssd", "ram_ssd"),
    "replacement": ("replace",),
    "switch": ("switch",),
    "line": ("line",),
}
"""Which remedies each kind of cause stands for."""


class Act(NamedTuple):
    """One thing that a plan does: to what, which remedy, in which year (from 0)."""

    target: str
    remedy: Remedy
    year: int
    price_vnd: int


def remedy_of(target: str, option: str) -> Remedy | None:
    """Return which remedy an option is, by its name; None of what cures nothing here."""
    for start, remedy in (
        ("ram_ssd", "ram_ssd"),
        ("ssd_ram", "ram_ssd"),
        ("ram", "ram"),
        ("spare_ram", "ram"),
        ("ssd", "ssd"),
        ("replace", "replace"),
        ("desktop", "replace"),
        ("laptop", "replace"),
        ("cable", "cable"),
        ("switch", "switch"),
        ("plan", "line"),
        ("line", "line"),
        ("clean_disk", "free"),
        ("free", "free"),
        ("fix", "free"),
        ("licence_antivirus", "licence"),
        ("antivirus", "licence"),
        ("licence", "free"),
        ("upgrade", "free"),
    ):
        if option.startswith(start):
            return remedy  # type: ignore[return-value]
    return "line" if target.startswith("line:") else None


def same_place(text: str) -> str:
    """Return *text* with a port's key as choices write it."""
    kind, _, rest = text.partition(":")
    if kind != "port":
        return text
    device, _, key = rest.partition("/")
    return f"port:{device}/{key.replace('/', '-')}"


def cured(problem: Suffering, act: Act, truth: Truth) -> float:
    """Return which share of *problem* goes with *act*."""
    if same_place(act.target) not in {same_place(p) for p in problem.places}:
        return 0.0
    return truth.relief[problem.kind].get(act.remedy, 0.0)


def relief(truth: Truth, acts: Sequence[Act], years: int) -> float:
    """Return the pain that *acts* take away: by its weight, for the years that are left."""
    by_place: dict[str, list[Act]] = {}
    for act in acts:
        by_place.setdefault(same_place(act.target), []).append(act)
    total = 0.0
    for subject in truth.subjects:
        for problem in subject.problems:
            near = [
                act
                for place in problem.places
                for act in by_place.get(same_place(place), ())
            ]
            best = max(
                (cured(problem, act, truth) * (years - act.year) for act in near),
                default=0.0,
            )
            total += problem.pain * problem.weight * best
    return total


def everything(truth: Truth, years: int) -> float:
    """Return the pain of all problems over *years*."""
    return years * sum(p.pain * p.weight for s in truth.subjects for p in s.problems)


class Named(NamedTuple):
    """Of one kind of problem: how many there are, and are named, with the right cause."""

    there: int
    named: int
    right_cause: int


def named(truth: Truth, needs: Iterable[Need]) -> dict[str, Named]:
    """Return of each kind of problem how many *needs* name."""
    by_target = {same_place(need.target.text): need for need in needs}
    counts: dict[str, list[int]] = {}
    for subject in truth.subjects:
        for problem in subject.problems:
            row = counts.setdefault(problem.kind, [0, 0, 0])
            row[0] += 1
            places = {same_place(subject.target), *map(same_place, problem.places)}
            of = [by_target[place] for place in sorted(places) if place in by_target]
            row[1] += any(_names(need, problem) for need in of)
            row[2] += any(_blames(need, problem) for need in of)
    return {kind: Named(*row) for kind, row in sorted(counts.items())}


def _names(need: Need, problem: Suffering) -> bool:
    return _without_antivirus(need, problem) or any(
        need.pressures[name].severity >= NAMED
        for name in DIMENSIONS[problem.kind]
        if name in need.pressures
    )


def _without_antivirus(need: Need, problem: Suffering) -> bool:
    """Return whether *need* says so: it is a must or a cause, and no dimension."""
    codes = {*need.must, *(cause.code for cause in need.causes)}
    return problem.kind == "no_antivirus" and any("antivirus" in code for code in codes)


def _blames(need: Need, problem: Suffering) -> bool:
    return _without_antivirus(need, problem) or any(
        set(FREE_CAUSES[cause.kind]) & set(problem.remedies)
        for cause in need.causes
        if set(cause.dimensions) & set(DIMENSIONS[problem.kind])
    )


def false_alarms(truth: Truth, needs: Iterable[Need]) -> list[str]:
    """Return what is called a need and is none: name, what it looks like, dimension."""
    suffering = _shown(truth)
    told = {s.target: s for s in truth.subjects}
    found = []
    for need in needs:
        subject = told.get(need.target.text)
        if subject is None:
            continue
        for name, pressure in sorted(need.pressures.items()):
            if pressure.severity >= ALARM and name not in suffering[subject.target]:
                alike = subject.look_alike or (
                    "other" if subject.problems else "healthy"
                )
                found.append(f"{subject.name} ({alike}): {name}")
    return found


def _shown(truth: Truth) -> dict[str, set[str]]:
    """Return in which dimensions each target truly suffers, or makes others suffer."""
    shown: dict[str, set[str]] = {s.target: set() for s in truth.subjects}
    for subject in truth.subjects:
        for problem in subject.problems:
            for target in {subject.target, *problem.places} & shown.keys():
                shown[target].update(DIMENSIONS[problem.kind])
                if problem.kind in {"memory", "paging"}:
                    shown[target].add("disk_speed")  # hard faults make a disk slow
    return shown


class Bought(NamedTuple):
    """Purchases by the truth: ``needless`` cure nothing, ``wrong`` are not the remedy."""

    purchases: int
    needless: tuple[str, ...]
    wrong: tuple[str, ...]


def bought(truth: Truth, acts: Iterable[Act], enabling: Iterable[str] = ()) -> Bought:
    """Return how many of *acts* that cost money are right.

    *enabling*: targets of what is bought because another line needs it.
    """
    needed = set(map(same_place, enabling))
    names = {same_place(s.target): s.name for s in truth.subjects}
    by_place: dict[str, list[Suffering]] = {}
    for subject in truth.subjects:
        for problem in subject.problems:
            for place in problem.places:
                by_place.setdefault(same_place(place), []).append(problem)
    count, needless, wrong = 0, [], []
    for act in acts:
        place = same_place(act.target)
        if act.price_vnd <= 0:
            continue
        count += 1
        problems = by_place.get(place, [])
        text = f"{names.get(place, place)}: {act.remedy}"
        if all(cured(p, act, truth) == 0 for p in problems):
            if place not in needed:
                needless.append(text)
        elif not any(act.remedy in p.remedies for p in problems):
            kinds = ", ".join(sorted({p.kind for p in problems}))
            wrong.append(f"{text} for {kinds}")
    return Bought(count, tuple(needless), tuple(wrong))
