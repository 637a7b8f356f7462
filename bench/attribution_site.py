"""A made-up site with known faults: what its agents would have seen.

It shares nothing with the rules that are judged: probes are drawn one reading at a time
from what is broken at that moment, with each agent's own pace and random loss.
"""

from random import Random
from typing import NamedTuple

from collector.attribution.shapes import Gap, Observer, Site, Span, Target
from collector.attribution.states import path_state, service_state

HOURS_S = 7200.0
READING_S = 60.0
LAN_PROBES, LINE_PROBES = 12, 60
BLIND_S = 5.0
PCS, DESKS = 60, 12
TREE = {
    **{f"sw{n}": ("sw-tang2", "sw-loi") for n in (1, 2, 3)},
    **{f"sw{n}": ("sw-loi",) for n in (4, 5, 6)},
}
LINES = ("main", "backup")
SERVICES = tuple(f"dich-vu-{n}" for n in range(1, 7))
RESOLVER = "10.0.0.1"
ROLES = {"operator": 1, "domestic": 2, "international": 2, "dns": 1}
GATEWAY = Target("10.0.0.1", "gateway")
DNS = Target(RESOLVER, "dns")


class Fault(NamedTuple):
    """What is broken where, from when to when; ``kind`` says how it shows."""

    cause: str
    place: str
    kind: str
    begin: float
    end: float


CLASSES = (
    *("pc_cable", "pc_wifi", "switch_dead", "uplink_loss", "core_dead", "line_cut"),
    *("line_full", "line_loss", "operator_out", "international_out", "service_down"),
    *("anchor_down", "dns_down", "power_cut"),
)


def fault(name: str, draw: Random, begin: float) -> Fault:
    """Return one fault of the class *name* that begins about *begin*."""
    long = draw.uniform(180, 1500)
    line = draw.choice(LINES)
    cause, place, kind = {
        "pc_cable": ("pc", f"pc{draw.randrange(PCS)}", "out"),
        "pc_wifi": ("pc", f"pc{draw.randrange(PCS)}", "loss"),
        "switch_dead": ("lan", draw.choice([*TREE, "sw-tang2"]), "out"),
        "uplink_loss": ("lan", draw.choice([*TREE, "sw-tang2"]), "loss"),
        "core_dead": ("lan", "sw-loi", "out"),
        "line_cut": ("line", line, "out"),
        "line_full": ("line", line, "full"),
        "line_loss": ("line", line, "loss"),
        "operator_out": ("operator", line, "out"),
        "international_out": ("operator", line, "international"),
        "service_down": ("far_end", draw.choice(SERVICES), "out"),
        "anchor_down": (
            "far_end",
            f"{line}-{draw.choice(['domestic', 'international'])}-0",
            "out",
        ),
        "dns_down": ("dns", RESOLVER, "out"),
        "power_cut": ("power", "", "out"),
    }[name]
    if kind in {"loss", "full"}:
        long = max(long, 480.0)
    return Fault(cause, place, kind, begin, begin + long)


class World:
    """One site for two hours, with its faults."""

    def __init__(
        self, draw: Random, faults: list[Fault], *, on_share: float = 0.85
    ) -> None:
        self._draw = draw
        self.faults = faults
        self.observers = [self._pc(n) for n in range(PCS)]
        self.observers.append(Observer("edge", "edge", "s1", ("sw-loi",), battery=True))
        self.on = {
            one.id: one.id == "edge" or draw.random() < on_share
            for one in self.observers
        }
        self.silent_hop = draw.random() < 0.2  # a router that answers no ICMP
        self.gaps: dict[str, list[Gap]] = {}
        self._switched()

    def _pc(self, number: int) -> Observer:
        access = f"sw{number % 6 + 1}"
        return Observer(f"pc{number}", f"PC {number}", "s1", (access, *TREE[access]))

    def _switched(self) -> None:
        """Let some people switch on late or off early, most of them in order."""
        for one in self.observers:
            if one.id == "edge":
                continue
            if self._draw.random() < 0.12:
                begin = self._draw.uniform(0, HOURS_S * 0.9)
                rude = self._draw.random() < 0.15
                end = begin + self._draw.uniform(120, 3000)
                self.gaps.setdefault(one.id, []).append(Gap(begin, end, lost=rude))
        for cut in self.faults:
            if cut.cause == "power":
                for one in self.observers:
                    if (
                        self.on[one.id]
                        and not one.battery
                        and not self.off(one.id, cut.begin)
                    ):
                        end = cut.end + self._draw.uniform(20, 400)
                        gap = Gap(cut.begin, end, lost=True)
                        self.gaps.setdefault(one.id, []).append(gap)

    def off(self, observer: str, moment: float) -> bool:
        """Whether a machine is off at *moment*."""
        return any(g.begin <= moment < g.end for g in self.gaps.get(observer, ()))

    # --- what is broken for whom ---------------------------------------------
    def broken(
        self, observer: Observer, target: Target
    ) -> list[tuple[float, float, str]]:
        """Return when, and how, *target* is out of reach of *observer*."""
        found = []
        for one in self.faults:
            how = self._hurts(one, observer, target)
            if how:
                found.append((one.begin, one.end, how))
        return found

    def _hurts(self, one: Fault, observer: Observer, target: Target) -> str:
        if one.cause == "pc":
            return one.kind if observer.id == one.place else ""
        if one.cause == "lan":
            return one.kind if one.place in observer.way else ""
        if target.role == "gateway":
            return ""
        if one.cause in {"line", "operator"}:
            return self._hurts_beyond(one, target)
        if one.cause == "dns":
            return {"service": "dns", "dns": "" if target.line else "out"}.get(
                target.role, ""
            )
        return "out" if one.cause == "far_end" and one.place == target.name else ""

    @staticmethod
    def _hurts_beyond(one: Fault, target: Target) -> str:
        """Say what of a line's fault hurts; what has no line leaves by the first."""
        if one.place != (target.line or LINES[0]):
            return ""
        if one.cause == "line":
            if target == DNS and one.kind != "out":
                return ""
            return "slow" if one.kind == "full" else one.kind
        if one.kind == "international":
            abroad = target.role == "international" or target.name in SERVICES[-1:]
            return "out" if abroad else ""
        return "" if target.role == "operator" else "out"

    # --- what is seen of it --------------------------------------------------
    def site(self) -> Site:
        """Return what the collector knows of the site."""
        seen: dict[tuple[str, Target], tuple[Span, ...]] = {}
        for number, one in enumerate(self.observers):
            if not self.on[one.id]:
                continue
            for target, probes in self._targets(one, number):
                seen[one.id, target] = tuple(self._spans(one, target, probes))
        use = {
            one.place: ((one.begin, one.end, 0.97),)
            for one in self.faults
            if one.kind == "full"
        }
        gaps = {name: tuple(gaps) for name, gaps in self.gaps.items() if self.on[name]}
        return Site("s1", tuple(self.observers), seen, gaps, use)

    def _targets(self, one: Observer, number: int) -> list[tuple[Target, int]]:
        found = [(GATEWAY, LAN_PROBES), (DNS, LAN_PROBES)]
        if one.id == "edge":
            for line in LINES:
                found.append((Target(f"{line}-gw", "gateway", line), LINE_PROBES))
                for role, count in ROLES.items():
                    found += [
                        (Target(f"{line}-{role}-{n}", role, line), LINE_PROBES)
                        for n in range(count)
                    ]
        if number < DESKS or one.id == "edge":
            found += [(Target(name, "service"), 0) for name in SERVICES]
        return found

    def _spans(self, one: Observer, target: Target, probes: int) -> list[Span]:
        """Return the spans of one target as its agent would tell them."""
        draw = self._draw
        broken = self.broken(one, target)
        if target.role == "operator" and self.silent_hop:
            return []  # it never answered, so that nothing is known of it
        if target.role == "gateway" and target.line:
            broken = [b for b in broken if b[2] != "slow"]
        spans = []
        phase = draw.uniform(0, READING_S)
        moment = phase - READING_S
        while moment < HOURS_S:
            begin, end = max(0.0, moment), min(HOURS_S, moment + READING_S)
            moment += READING_S
            if end <= begin or self.off(one.id, begin) or self.off(one.id, end - 1):
                continue
            hurt = [(b, e, how) for b, e, how in broken if b < end and begin < e]
            if probes:
                spans += self._reading((begin, end), hurt, probes)
            else:
                spans += self._check((begin, end), hurt)
        return spans

    def _reading(
        self,
        when: tuple[float, float],
        hurt: list[tuple[float, float, str]],
        probes: int,
    ) -> list[Span]:
        begin, end = when
        draw = self._draw
        out = [
            (b, e) for b, e, how in hurt if how in {"out", "dns"} and e - b >= BLIND_S
        ]
        edges = [begin]
        spans = []
        for b, e in out:
            pace = READING_S / probes
            left = max(begin, b - draw.uniform(0, pace))
            right = min(end, e + draw.uniform(0, 1.5))
            spans.append(Span(left, right, "out"))
            edges += [left, right]
        edges.append(end)
        loss = 0.002 + sum(0.25 for _b, _e, how in hurt if how == "loss")
        slow = any(how == "slow" for _b, _e, how in hurt)
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            if right <= left:
                continue
            count = max(1, round(probes * (right - left) / READING_S))
            lost = sum(draw.random() < loss for _ in range(count))
            usual = 0.02
            median = usual * draw.uniform(0.9, 1.3) + (0.12 if slow else 0)
            state = path_state(count, lost, median, usual)
            if state is not None:
                spans.append(Span(left, right, state))
        return spans

    def _check(
        self, when: tuple[float, float], hurt: list[tuple[float, float, str]]
    ) -> list[Span]:
        begin, end = when
        hows = [how for b, e, how in hurt if b <= begin < e]
        result, total = "ok", 0.3 * self._draw.uniform(0.7, 1.6)
        if "out" in hows:
            result = "timeout"
        elif "dns" in hows:
            result = "dns_failed"
        elif "loss" in hows:
            result = "timeout" if self._draw.random() < 0.1 else "ok"
        elif "slow" in hows:
            total += self._draw.uniform(0.2, 1.5)
        elif self._draw.random() < 0.002:
            result = "timeout"
        return [Span(begin, end, service_state(result, total, 0.3))]
