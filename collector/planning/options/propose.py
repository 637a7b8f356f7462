"""Puts needs, catalogue and rules together to what may be done, as one problem."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from collector.planning.options import lan, machines
from collector.planning.options.licences import licences
from collector.planning.options.lines import line_options
from collector.planning.options.market import Market
from collector.planning.options.parts import parts
from collector.planning.options.problem import problem
from collector.planning.options.replacement import replacements
from collector.planning.options.shapes import Option, Proposal
from collector.planning.options.spares import spares
from collector.planning.options.synchrony import PortLimits, Steps
from collector.planning.options.titles import FIXES
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.need import Need
from collector.planning.shapes.problem import Capacity
from collector.planning.shapes.wish import Wish


def propose(
    estate: Estate, needs: Sequence[Need], facts: PlanningFacts, wish: Wish
) -> Proposal:
    """Return what may be done for *needs* by *facts*, and the problem of *wish*.

    Targets without enough data get nothing but what must be done for them.
    """
    day = dt.date.fromordinal(estate.window.last_day)
    market = Market(facts, day)
    by_target = {need.target.text: need for need in needs}
    subjects = [
        machines.subject(machine, by_target[f"machine:{machine.id}"], day)
        for machine in estate.machines
        if f"machine:{machine.id}" in by_target
    ]
    fixes: list[Option] = []
    options: list[Option] = []
    for one in subjects:
        fixes += machines.fixes(one, FIXES)
        own = [*parts(one, market), *licences(one, market)]
        options += [*own, *replacements(one, market, own)]
    fixes += _other_fixes(needs)
    options += _cables(estate, needs, market)
    for use in estate.lines:
        found = by_target.get(f"line:{use.line.id}")
        if found is not None:
            options += line_options(use, found, market)
    steps = Steps(estate, facts.isp_plans.plan)
    options += _switches(estate, by_target, market, steps.needed_switches(options))
    reused, pools = spares(subjects, options, market)
    options += reused
    options, needed = steps.requirements(options)
    options.sort(key=lambda one: one.choice)
    worthwhile = [o for o in options if o.feasible]
    pools += _norm_counts(estate, worthwhile, market)
    return Proposal(
        estate=estate,
        facts=facts,
        wish=wish,
        day=day,
        needs=tuple(needs),
        fixes=tuple(sorted(fixes, key=lambda one: one.choice)),
        options=tuple(options),
        problem=problem(
            estate, needs, worthwhile, facts, wish, requirements=needed, pools=pools
        ),
        notes=market.notes(),
    )


def _other_fixes(needs: Iterable[Need]) -> Iterable[Option]:
    """Yield free fixes of ports, devices and lines."""
    for need in needs:
        if need.target.kind == "machine":
            continue
        for cause in need.causes:
            if cause.kind != "free" or cause.code not in FIXES:
                continue
            gone = {
                d: need.pressures[d].severity * share
                for d, share in cause.cures.items()
                if d in need.pressures
            }
            target = need.target.text
            yield Option(
                choice=f"{target}/fix_{cause.code}",
                target=target,
                option=f"fix_{cause.code}",
                kind="fix",
                title=FIXES[cause.code],
                relief=gone,
                worth_a_year=sum(gone.values()) * need.weight,
                cause=cause.code,
                group=f"{target}#fix_{cause.code}",
            )


def _cables(estate: Estate, needs: Iterable[Need], market: Market) -> Iterable[Option]:
    """Yield new cables; one that is slow at both of its ends is bought once."""
    keys = {
        (device.id, port.index): f"port:{device.id}/{port.key}"
        for device in estate.devices
        for port in device.survey.ports
    }
    far: dict[str, str] = {}
    for link in estate.topology.links:
        a = keys.get((link.a.device, link.a.port), "")
        b = keys.get((link.b.device, link.b.port), "")
        if a and b:
            far[a], far[b] = b, a
    bought: set[str] = set()
    for need in needs:
        if need.target.kind == "port" and far.get(need.target.text) not in bought:
            for option in lan.cables(need, market):
                bought.add(option.target)
                yield option


def _switches(
    estate: Estate,
    by_target: Mapping[str, Need],
    market: Market,
    required: set[str],
) -> Iterable[Option]:
    sharing: dict[str, list[lan.Sharing]] = defaultdict(list)
    places = {one.id: one.switch for one in estate.machines}
    limits = PortLimits(estate.devices)
    for target, need in by_target.items():
        codes = [one for one in need.causes if one.kind == "switch"]
        if not codes or need.target.kind == "device":
            continue
        dimensions = tuple(sorted({d for one in codes for d in one.dimensions}))
        if need.target.kind == "port":
            if not limits.holds_back(need.target.id):
                continue  # the other end is the slow one
            sharing[need.target.id.partition("/")[0]].append(
                lan.Sharing(need, dimensions)
            )
        elif target.startswith("machine:"):
            sharing[places[need.target.id]].append(lan.Sharing(need, dimensions))
    for device in estate.devices:
        found = by_target.get(f"device:{device.id}")
        if found is None or device.survey.kind not in {"switch", "other", "router"}:
            continue
        whole = list(
            lan.switches(
                device,
                found,
                sharing[device.id],
                market,
                required=device.id in required,
            )
        )
        yield from lan.best_few(whole)


def _norm_counts(
    estate: Estate, options: Iterable[Option], market: Market
) -> list[Capacity]:
    """Return how many machines each department may have replaced by the norm."""
    norm = market.rule("machines_per_person")
    if norm is None:
        return []
    uses: dict[str, dict[str, int]] = defaultdict(dict)
    owners = {f"machine:{one.id}": one.department for one in estate.machines}
    for option in options:
        if option.kind == "machine":
            uses[owners[option.target]][option.choice] = 1
    heads = {one.name: one.heads for one in estate.departments}
    return [
        Capacity(
            f"norm_{name}", math.ceil(heads[name] * norm), dict(sorted(own.items()))
        )
        for name, own in sorted(uses.items())
        if name in heads
    ]
