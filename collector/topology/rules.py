"""What a person says of links: pinned ones are there, forbidden ones are not."""

from collections.abc import Iterable

from collector.store.device import LinkRule
from collector.topology.candidates import Candidate, between
from collector.topology.identities import Identities
from collector.topology.macs import mac_of
from collector.topology.shapes import End, Evidence


class Rules:
    """The rules, with ports as numbers. What names nothing known has no effect.

    ``placed``: where a person says that a machine hangs, by its MAC; ``denied``: the
    (MAC, end) at which one does not.
    """

    def __init__(self, rules: Iterable[LinkRule], identities: Identities) -> None:
        self._identities = identities
        self._pinned: list[Candidate] = []
        self._forbidden: list[frozenset[End]] = []
        self.placed: dict[str, End] = {}
        self.denied: set[tuple[str, End]] = set()
        for rule in sorted(rules, key=lambda r: (r.time, r.name)):
            self._add(rule)

    def _add(self, rule: LinkRule) -> None:
        a = self._end(rule.a, rule.a_port)
        if a is None:
            return
        mac = mac_of(rule.b)
        if mac is not None:
            if rule.action == "pin":
                self.placed[mac] = a
            else:
                self.denied.add((mac, a))
            return
        b = self._end(rule.b, rule.b_port)
        if b is None or b.device == a.device:
            return
        if rule.action == "forbid":
            self._forbidden.append(frozenset((a, b)))
            return
        pinned = between(a, b, 1.0, Evidence("rule", {"actor": rule.actor}))
        pinned.pinned = True
        self._pinned.append(pinned)

    def _end(self, device: str, key: str) -> End | None:
        """Return the port *key* of *device*; an empty key is any port: number 0."""
        device = self._identities.same.get(device, device)
        if device not in self._identities.devices:
            return None
        if not key:
            return End(device)
        for port in self._identities.survey(device).ports:
            if port.key == key:
                return End(device, port.index)
        return None

    def apply(
        self, candidates: Iterable[Candidate]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Return what may be, pinned links with it, and what is denied."""
        kept, denied = [], []
        for candidate in candidates:
            if any(_covers(ends, candidate) for ends in self._forbidden):
                denied.append(candidate)
            else:
                kept.append(candidate)
        for pinned in self._pinned:
            for known in kept:
                if known.ends == pinned.ends:
                    pinned.evidence += known.evidence
        pins = {c.ends for c in self._pinned}
        kept = [c for c in kept if c.ends not in pins]
        return [*self._pinned, *kept], denied

    def denies(self, one: End, other: End) -> bool:
        """Return whether a person says that these two are not joined."""
        return any(_covers(ends, between(one, other, 0.0)) for ends in self._forbidden)


def _covers(ends: frozenset[End], candidate: Candidate) -> bool:
    return all(
        any(e.device == end.device and e.port in {0, end.port} for e in ends)
        for end in candidate.ends
    )
