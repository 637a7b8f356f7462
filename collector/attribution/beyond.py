"""Faults behind the gateway: the line, the operator, DNS, the far end.

Only observers that reach their gateway speak here.

- along one line: nothing behind the gateway answers, nor the operator's first hop: the
  line; the first hop answers and nothing behind it does: the operator; only abroad is
  gone: the operator's international way; one host alone: that host;
- slow or lossy while the line is full: it is full, which is nobody's fault but ours;
- a service that most desks cannot use while others work: the far end; names that most
  desks cannot resolve, or a resolver that answers nobody: DNS;
- a service that one desk cannot use and the others can: that machine.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from collector.attribution.shapes import BEYOND, Cause, State, Target, Verdict
from collector.attribution.slices import Seen, Slice

FULL = 0.85
_MOST = 0.7
_LEAST_SERVICES = 3
_WHOLE = frozenset({"line", "operator"})

ByTarget = Mapping[Target, Mapping[str, State]]


def beyond_verdicts(
    slice_: Slice, apart: frozenset[str], use: Mapping[str, float]
) -> Iterator[Verdict]:
    """Yield what the slice shows behind the gateway.

    *apart* are observers whose own way to the gateway is at fault; *use* is how full
    each line was, as a share of its contract.
    """
    by_target: dict[Target, dict[str, State]] = defaultdict(dict)
    for observer, seen in slice_.by_observer.items():
        if observer in apart:
            continue
        for target, state in _own(seen):
            by_target[target][observer] = state
    lines = sorted({target.line for target in by_target if target.line})
    told = [v for line in lines for v in _line(line, by_target, use.get(line, 0.0))]
    yield from told
    cut = any(one.kind == "out" and one.cause in _WHOLE for one in told)
    if cut and _most_fail(by_target):
        return  # what else fails, fails because of it
    yield from _resolvers(by_target)
    poor = any(one.kind != "out" and one.cause in _WHOLE for one in told)
    yield from _services(by_target, has_lines=bool(lines), poor=poor)


def _most_fail(by_target: ByTarget) -> bool:
    """Whether most of what desks need does not work: then they use the line that is cut."""
    needed = [
        s for t, s in by_target.items() if t.role in {"service", "dns"} and not t.line
    ]
    failing = [s for s in needed if "good" not in s.values()]
    return len(failing) >= _MOST * len(needed)


def _own(seen: Seen) -> Iterator[tuple[Target, State]]:
    for target, state in seen.items():
        if target.line or target.role in {"service", "dns", "collector"}:
            yield target, state


def _line(line: str, by_target: ByTarget, use: float) -> list[Verdict]:
    """Return what the targets of one line show."""
    by_role: dict[str, dict[Target, list[State]]] = defaultdict(dict)
    for target, states in by_target.items():
        if target.line == line:
            by_role[target.role][target] = list(states.values())
    gateway = [s for states in by_role.get("gateway", {}).values() for s in states]
    if gateway and not any(state == "good" for state in gateway):
        return []  # the LAN's business
    targets = {t: s for role in BEYOND for t, s in by_role.get(role, {}).items()}
    bad = {t for t, states in targets.items() if "good" not in states}
    if not bad:
        return []
    first = by_role.get("operator", {})
    far = {t for t in targets if t.role != "operator"}
    kind = _kind([s for t in bad for s in targets[t]])
    names = frozenset(t.name for t in bad)
    if far and far <= bad and len(targets) > 1:
        return [_whole_line(line, kind, (first, bad), use)]
    if set(first) <= bad and first and far and not far & bad:
        return []  # a router that does not answer, but passes everything on
    abroad = set(by_role.get("international", {}))
    if abroad and abroad == bad & far and len(far - abroad) > 0:
        return [
            Verdict(
                "operator",
                line,
                "international" if kind == "out" else f"international_{kind}",
                len(abroad) + len(far - abroad),
                0 if len(abroad) > 1 else 1,
                targets=names,
            )
        ]
    return [_one_host(target, targets, kind) for target in sorted(bad - set(first))]


def _whole_line(
    line: str,
    kind: str,
    known: tuple[Mapping[Target, list[State]], set[Target]],
    use: float,
) -> Verdict:
    first, bad = known
    names = frozenset(t.name for t in bad)
    if kind in {"slow", "loss"} and use >= FULL:
        return Verdict("line", line, "full", len(bad) + 2, 0, targets=names)
    hop_answers = bool(first) and bool(set(first) - bad)
    votes = len(bad) + (1 if first else 0)
    cause: Cause = "operator" if hop_answers else "line"
    return Verdict(cause, line, kind, votes, 0 if first else 1, targets=names)


def _one_host(
    target: Target, targets: Mapping[Target, list[State]], kind: str
) -> Verdict:
    good = sum("good" in states for states in targets.values())
    cause: Cause = "dns" if target.role == "dns" else "far_end"
    victims = frozenset({target.name})
    return Verdict(cause, target.name, kind, 1 + good, 0, targets=victims)


def _resolvers(by_target: ByTarget) -> Iterator[Verdict]:
    """Yield the system's resolvers that answer nobody."""
    for target, states in sorted(by_target.items()):
        if target.role != "dns" or target.line:
            continue
        bad = {name for name, state in states.items() if state != "good"}
        if len(bad) >= 2 and len(bad) >= _MOST * len(states):
            yield Verdict(
                "dns",
                target.name,
                _kind([states[name] for name in bad]),
                len(bad),
                len(states) - len(bad),
                frozenset(bad),
            )


def _services(by_target: ByTarget, *, has_lines: bool, poor: bool) -> Iterator[Verdict]:
    """Yield services at fault; where many fail at once it is what they share."""
    services = {
        target: states
        for target, states in by_target.items()
        if target.role in {"service", "collector"}
    }
    failing: dict[Target, set[str]] = {}
    alone: dict[str, set[Target]] = defaultdict(set)
    for target, states in services.items():
        bad = {name for name, state in states.items() if state != "good"}
        if bad and len(bad) >= _MOST * len(states):
            failing[target] = bad
        else:
            for name in bad:
                alone[name].add(target)
    if failing:
        yield from _shared(failing, services, (has_lines, poor))
    for name, targets in sorted(alone.items()):
        good = max(
            sum(state == "good" for state in services[target].values())
            for target in targets
        )
        if good >= 2 and len(targets) >= 2:
            names = frozenset(target.name for target in targets)
            yield Verdict("pc", name, "service", good, 0, frozenset({name}), names)


def _shared(
    failing: Mapping[Target, set[str]],
    services: ByTarget,
    known: tuple[bool, bool],
) -> Iterator[Verdict]:
    """Yield why *failing* services fail, given whether lines are watched and poor."""
    has_lines, poor = known
    names = frozenset(target.name for target in failing)
    states = [services[t][name] for t, bad in failing.items() for name in bad]
    victims = frozenset(name for bad in failing.values() for name in bad)
    unresolved = sum(state == "dns" for state in states)
    if unresolved >= _MOST * len(states):
        against = len(states) - unresolved
        yield Verdict("dns", "", "dns", unresolved, against, victims, names)
        return
    whole = len(failing) >= max(_LEAST_SERVICES, _MOST * len(services))
    if whole and not has_lines:
        yield Verdict("line", "", _kind(states), len(failing), 1, victims, names)
        return
    if poor:
        return
    for target, bad in sorted(failing.items()):
        others = len(services) - len(failing)
        kind = _kind([services[target][name] for name in bad])
        against = len(services[target]) - len(bad)
        mine = frozenset({target.name})
        votes = len(bad) + min(others, 3)
        yield Verdict(
            "far_end", target.name, kind, votes, against, frozenset(bad), mine
        )


def _kind(states: list[State]) -> str:
    return max(sorted(set(states)), key=states.count) if states else "out"
