"""Faults between a machine and the gateway: power, the LAN, the machine itself.

Who sees the gateway and who does not, at the same moment, along the tree of switches:

- everybody below a switch is cut off and somebody elsewhere is not: that switch, or its
  cable upwards; the highest such switch, because a dead one cuts off those below it;
- everybody at the site is cut off: the gateway or what is just before it;
- one machine alone, while its neighbours reach the gateway: the machine, its cable, its
  port or its radio;
- most machines that ran fell silent at once, without a word, and those on batteries did
  not: the mains.
"""

from collections.abc import Iterator, Mapping, Sequence

from collector.attribution.shapes import Observer, State, Verdict
from collector.attribution.slices import Slice

GATEWAY = "gateway"
_TOLERATED = 0.1  # of those below a dead switch may have another way out
_TOLERATED_POOR = 0.6  # loss and slowness do not show in every reading of everybody
_LEAST_TOGETHER = 2
_LEAST_DARK, _DARK_SHARE = 3, 0.6


def gateway_states(slice_: Slice) -> dict[str, State]:
    """Return how each observer sees its gateway, where that is known."""
    found = {}
    for observer, seen in slice_.by_observer.items():
        states = [s for t, s in seen.items() if t.role == "gateway" and not t.line]
        if states:
            found[observer] = states[0]
    return found


def lan_verdicts(slice_: Slice, observers: Mapping[str, Observer]) -> Iterator[Verdict]:
    """Yield what the slice shows of the way to the gateway."""
    yield from _power(slice_, observers)
    states = {n: s for n, s in gateway_states(slice_).items() if n in observers}
    bad = {name for name, state in states.items() if state != "good"}
    if not bad:
        return
    good = set(states) - bad
    covered: set[str] = set()
    for place, below in _suspects(states, observers):
        victims = bad & below
        yield Verdict(
            "lan",
            place,
            _kind([states[name] for name in victims]),
            len(victims) + min(len(good), 3),
            len(good & below) + (0 if good else 1),
            frozenset(victims),
        )
        covered |= victims
    for name in sorted(bad - covered):
        near = {n for n in good if _together(observers[n], observers[name])}
        if good:
            yield Verdict(
                "pc",
                name,
                _kind([states[name]]),
                1 + len(near) + min(len(good - near), 2),
                0,
                frozenset({name}),
            )
        else:
            yield Verdict(
                "unknown", name, _kind([states[name]]), 1, 1, frozenset({name})
            )


def _power(slice_: Slice, observers: Mapping[str, Observer]) -> Iterator[Verdict]:
    """Yield that the mains went, if most of who ran fell silent at once."""
    dark = {n for n in slice_.lost if n in observers and not observers[n].battery}
    on = {n for n in slice_.by_observer if n in observers and not observers[n].battery}
    on |= dark
    if len(dark) >= _LEAST_DARK and len(dark) >= _DARK_SHARE * len(on):
        left = len(on - dark)
        yield Verdict("power", "", "out", len(dark), left, frozenset(dark))


def _suspects(
    states: Mapping[str, State], observers: Mapping[str, Observer]
) -> list[tuple[str, frozenset[str]]]:
    """Return the highest places below which everybody is cut off, and who is below."""
    below: dict[str, set[str]] = {}
    for name in states:
        for device in observers[name].way:
            below.setdefault(device, set()).add(name)
    dead = {
        device
        for device, names in below.items()
        if _poor({n: states[n] for n in names})
    }
    bad = {name for name, state in states.items() if state != "good"}
    if len(bad) > _LEAST_TOGETHER and _poor(states):
        return [(_common(bad, observers), frozenset(states))]
    tops = []
    for device in sorted(dead):
        names = below[device]
        above = {
            one
            for name in names
            for one in _above(observers[name].way, device)
            if below[one] > names
        }
        if not above & dead:
            tops.append((device, frozenset(names)))
    return _nearest(tops, observers)


def _poor(states: Mapping[str, State]) -> bool:
    """Whether all of these, as far as it shows, are cut off or poorly served."""
    bad = [state for state in states.values() if state != "good"]
    mostly_out = 2 * bad.count("out") >= len(bad)
    tolerated = _TOLERATED if mostly_out else _TOLERATED_POOR
    return len(bad) >= _LEAST_TOGETHER and len(states) - len(bad) <= tolerated * len(
        bad
    )


def _above(way: Sequence[str], device: str) -> Sequence[str]:
    return way[way.index(device) + 1 :] if device in way else ()


def _nearest(
    tops: list[tuple[str, frozenset[str]]], observers: Mapping[str, Observer]
) -> list[tuple[str, frozenset[str]]]:
    """Leave one place for each group: of those that cannot be told apart the nearest."""

    def order(top: tuple[str, frozenset[str]]) -> tuple[int, int, str]:
        place, names = top
        return -len(names), min(observers[n].way.index(place) for n in names), place

    found: list[tuple[str, frozenset[str]]] = []
    for place, names in sorted(tops, key=order):
        if not any(names & other for _place, other in found):
            found.append((place, names))
    return found


def _common(bad: set[str], observers: Mapping[str, Observer]) -> str:
    """Return the nearest device that everybody's way leads over; else the gateway."""
    ways = [observers[name].way for name in bad]
    if any(not way for way in ways):
        return GATEWAY
    shared = [one for one in ways[0] if all(one in way for way in ways)]
    return shared[-1] if shared else GATEWAY


def _together(one: Observer, other: Observer) -> bool:
    return bool(one.way and other.way and one.way[0] == other.way[0])


def _kind(states: Sequence[State]) -> str:
    return max(sorted(set(states)), key=states.count)
