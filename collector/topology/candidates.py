"""A link that may be there, while evidence for and against it is put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from collector.topology.shapes import End, Evidence, Link


@dataclass
class Candidate:
    """Two ports that may be joined; ``a`` sorts before ``b``.

    ``told``: by how many of the two ends it is announced. ``pinned``: a person says so.
    """

    a: End
    b: End
    confidence: float
    evidence: list[Evidence] = field(default_factory=list)
    told: int = 0
    pinned: bool = False

    @property
    def ends(self) -> frozenset[End]:
        """Both ends, whatever their order."""
        return frozenset((self.a, self.b))

    @property
    def devices(self) -> frozenset[str]:
        """The two devices."""
        return frozenset((self.a.device, self.b.device))

    def end_of(self, device: str) -> End:
        """Return the end that is at *device*."""
        return self.a if self.a.device == device else self.b

    def link(self) -> Link:
        """Return it as a conclusion."""
        confidence = 1.0 if self.pinned else round(min(self.confidence, 0.99), 3)
        return Link(self.a, self.b, confidence, tuple(self.evidence), self.pinned)


def between(
    one: End, other: End, confidence: float, *evidence: Evidence, told: int = 0
) -> Candidate:
    """Return the candidate of two ends in their order."""
    a, b = sorted((one, other))
    return Candidate(a, b, confidence, list(evidence), told)


def either(chances: Iterable[float]) -> float:
    """Return how sure something is for which independent things speak."""
    against = 1.0
    for chance in chances:
        against *= 1.0 - chance
    return 1.0 - against
