"""From what slices show to incidents: one for each cause, with a stable name."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from agent.shared.wire import Scalar
from collector.attribution.beyond import beyond_verdicts
from collector.attribution.lan import lan_verdicts
from collector.attribution.shapes import (
    CAUSES,
    Cause,
    Incident,
    Observer,
    Site,
    Verdict,
    confidence,
)
from collector.attribution.slices import SLICE_S, Slice, slices

TOGETHER_S = 150.0
"""A pause that is shorter is within one incident."""
TOGETHER_POOR_S = 330.0
"""The same of what is lossy or slow: it does not show in every reading."""
MARGIN_S = 90.0
"""By which time others may see the same thing later: they probe at their own pace."""
LEAST_SLICES = {"out": 1, "dns": 2, "loss": 6, "slow": 6, "service": 5}
_OTHER_SLICES = 3
_SERVICE_SLICES = 4
_EXPLAINED_SHARE = 0.6
MOST_VICTIMS = 200


class Stretch(NamedTuple):
    """One cause at one place over consecutive slices."""

    begin: float
    end: float
    verdicts: tuple[Verdict, ...]

    @property
    def first(self) -> Verdict:
        """What the first of its slices shows."""
        return self.verdicts[0]

    @property
    def kind(self) -> str:
        """How it mostly shows."""
        kinds = [one.kind for one in self.verdicts]
        return max(sorted(set(kinds)), key=kinds.count)

    @property
    def victims(self) -> frozenset[str]:
        """Who suffered at any time."""
        return frozenset(v for one in self.verdicts for v in one.victims)


def judge(sites: Iterable[Site], begin: float, end: float) -> list[Incident]:
    """Return the incidents of all *sites* between two moments, as they look now.

    What still goes on at *end* has no end. A far end that several sites miss is one
    incident without a site.
    """
    found = [one for site in sites for one in _site(site, begin, end)]
    return sorted(_far_ends(found), key=lambda one: (one.begin, one.id))


def follow(previous: Sequence[Incident], now: Sequence[Incident]) -> list[Incident]:
    """Return *now* under the names of *previous*, where they are the same incidents.

    What is older than all of *now* stays as it was.
    """
    known: dict[tuple[str, str, str], list[Incident]] = {}
    for one in previous:
        known.setdefault((one.cause, one.site, one.place), []).append(one)
    found, used = [], set()
    for seen in now:
        one = seen
        same = [
            old
            for old in known.get((one.cause, one.site, one.place), ())
            if old.id not in used and _overlap(old, one)
        ]
        if same:
            old = same[0]
            used.add(old.id)
            one = msgspec.structs.replace(
                one, id=old.id, begin=min(old.begin, one.begin)
            )
        found.append(one)
    first = min((one.begin for one in now), default=float("inf"))
    kept = [
        old
        for old in previous
        if old.id not in used and old.end is not None and old.end < first
    ]
    return sorted(kept + found, key=lambda one: (one.begin, one.id))


def _overlap(old: Incident, new: Incident) -> bool:
    old_end = float("inf") if old.end is None else old.end
    new_end = float("inf") if new.end is None else new.end
    return old.begin <= new_end + TOGETHER_S and new.begin <= old_end + TOGETHER_S


def _site(site: Site, begin: float, end: float) -> Iterator[Incident]:
    observers = {one.id: one for one in site.observers}
    told: dict[tuple[Cause, str], list[tuple[float, Verdict]]] = {}
    for slice_ in slices(site, begin, end):
        if _maintained(site, slice_.begin):
            continue
        for verdict in _slice(site, slice_, observers):
            told.setdefault((verdict.cause, verdict.place), []).append(
                (slice_.begin, verdict)
            )
    stretches = [one for seen in told.values() for one in _stretches(seen)]
    lasting = [one for one in stretches if _lasts(one)]
    for one in _absorbed(lasting):
        yield _incident(site.name, one, observers, open_=one.end >= end - SLICE_S / 2)


def _maintained(site: Site, moment: float) -> bool:
    return any(
        begin <= moment + SLICE_S and moment < end for begin, end in site.maintenance
    )


def _slice(
    site: Site, slice_: Slice, observers: dict[str, Observer]
) -> Iterator[Verdict]:
    lan = list(lan_verdicts(slice_, observers))
    yield from lan
    apart = frozenset(name for verdict in lan for name in verdict.victims)
    middle = slice_.begin + SLICE_S / 2
    use = {
        line: share
        for line, spans in site.use.items()
        for begin, end, share in spans
        if begin <= middle < end
    }
    yield from beyond_verdicts(slice_, apart, use)


def _stretches(seen: list[tuple[float, Verdict]]) -> Iterator[Stretch]:
    """Yield what is consecutive, short pauses included."""
    begin = last = seen[0][0]
    run = [seen[0][1]]
    for moment, verdict in seen[1:]:
        out = "out" in {verdict.kind, run[-1].kind}
        if moment - last > (TOGETHER_S if out else TOGETHER_POOR_S):
            yield Stretch(begin, last + SLICE_S, tuple(run))
            begin, run = moment, []
        last = moment
        run.append(verdict)
    yield Stretch(begin, last + SLICE_S, tuple(run))


def _lasts(stretch: Stretch) -> bool:
    """Whether it lasted long enough for its kind: loss and slowness come and go.

    A service needs two checks that failed.
    """
    if stretch.first.cause == "far_end" and stretch.victims:
        return len(stretch.verdicts) >= _SERVICE_SLICES
    return len(stretch.verdicts) >= LEAST_SLICES.get(stretch.kind, _OTHER_SLICES)


def _absorbed(stretches: list[Stretch]) -> list[Stretch]:
    """Leave out what a larger incident explains: the same people, the same time."""
    ranked = sorted(
        stretches,
        key=lambda one: (
            CAUSES.index(one.first.cause),
            not one.first.place,
            -len(one.victims),
            one.begin,
        ),
    )
    kept: list[Stretch] = []
    for one in ranked:
        if not any(_explains(larger, one) for larger in kept):
            kept.append(one)
    return kept


def _explains(larger: Stretch, one: Stretch) -> bool:
    begin = max(larger.begin - MARGIN_S, one.begin)
    end = min(larger.end + MARGIN_S, one.end)
    if end - begin < _EXPLAINED_SHARE * (one.end - one.begin):
        return False
    a, b = larger.first.cause, one.first.cause
    if a == "power":
        return True
    if a == "lan":
        line = b == "line" and not one.first.place
        smaller = b in {"pc", "lan", "unknown", "dns", "far_end"} or line
        return smaller and bool(larger.victims & one.victims)
    service = b == "pc" and one.kind == "service"
    if a in {"line", "operator"}:
        return (
            service
            or b == "operator"
            or (b in {"dns", "far_end"} and _follows(larger, one))
        )
    if a == "dns":
        return service or b == "far_end" or (b == "dns" and not one.first.place)
    return service


def _follows(line: Stretch, one: Stretch) -> bool:
    """Whether what fails behind a poor line is its effect, not a fault of its own.

    While a line is cut, what else fails is left out moment by moment; what is left
    here is the edge of it: others notice earlier or later.
    """
    edge = one.begin > line.end - TOGETHER_S or one.end <= line.begin + TOGETHER_S
    if edge or one.kind in {"loss", "slow"}:
        return True
    return line.kind != "out" and one.first.cause == "far_end"


def _incident(
    site: str, stretch: Stretch, observers: dict[str, Observer], *, open_: bool
) -> Incident:
    verdicts = stretch.verdicts
    votes = max(one.votes for one in verdicts)
    against = min(one.against for one in verdicts)
    first = stretch.first
    targets = sorted({name for one in verdicts for name in one.targets})
    evidence: dict[str, Scalar] = {
        "saw_it": votes,
        "saw_it_not": against,
        "machines": len(stretch.victims),
        "targets": ", ".join(targets)[:300] or None,
    }
    place = first.place
    if place in observers:
        evidence["machine"] = observers[place].name
    return Incident(
        id=_id(first.cause, site, place, stretch.begin),
        cause=first.cause,
        site=site,
        place=place,
        kind=stretch.kind,
        begin=stretch.begin,
        end=None if open_ else stretch.end,
        confidence=round(confidence(votes, against), 3),
        evidence={key: value for key, value in evidence.items() if value is not None},
        victims=tuple(sorted(stretch.victims))[:MOST_VICTIMS],
    )


def _id(cause: str, site: str, place: str, begin: float) -> str:
    text = f"{cause}\0{site}\0{place}\0{begin:.0f}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _far_ends(incidents: Sequence[Incident]) -> Iterator[Incident]:
    """Yield *incidents* with those of one far end at several sites made one."""
    groups: dict[str, list[Incident]] = {}
    for one in sorted(incidents, key=lambda one: one.begin):
        if one.cause != "far_end":
            yield one
            continue
        group = groups.setdefault(one.place, [])
        if group and _overlap(group[-1], one) and group[-1].site != one.site:
            group[-1] = _joined(group[-1], one)
        else:
            group.append(one)
    for group in groups.values():
        yield from group


def _joined(one: Incident, other: Incident) -> Incident:
    ends = (one.end, other.end)
    end = None if None in ends else max(e for e in ends if e is not None)
    evidence = dict(one.evidence)
    for key in ("saw_it", "saw_it_not", "machines"):
        evidence[key] = int(one.evidence.get(key) or 0) + int(
            other.evidence.get(key) or 0
        )
    sure = confidence(int(evidence["saw_it"] or 0), int(evidence["saw_it_not"] or 0))
    return msgspec.structs.replace(
        one,
        id=_id(one.cause, "", one.place, one.begin),
        site="",
        end=end,
        confidence=round(sure, 3),
        evidence=evidence,
        victims=(one.victims + other.victims)[:MOST_VICTIMS],
    )
