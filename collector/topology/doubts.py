"""Links that look sure while an unseen switch may stand between: told with less."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from collector.topology.candidates import Candidate
from collector.topology.identities import forwards
from collector.topology.orientation import Picture
from collector.topology.shapes import End

DOUBTED = 0.89  # at most


class Doubts:
    """Knows which switches of a LAN may stand between two ports.

    LLDP does not pass a switch, so what it announces is near. CDP passes those that do
    not speak it, and forwarding tables show who is nearest only as far as they are
    complete. A switch is away if it is seen elsewhere by one of the two, or itself
    sees both in one direction.
    """

    def __init__(self, picture: Picture) -> None:
        self._tables = picture.tables
        self._domain = picture.turned.domain
        self._members: dict[int, list[tuple[str, bool]]] = defaultdict(list)
        for device, seen in picture.identities.devices.items():
            reference = self._domain.get(device)
            if reference is not None and forwards(seen.survey):
                speaks = any(n.protocol == "cdp" for n in seen.survey.neighbours)
                self._members[id(reference)].append((device, speaks))

    def lower(self, candidates: Iterable[Candidate]) -> None:
        """Lower those between whose ends a switch may stand."""
        for candidate in candidates:
            kinds = {evidence.kind for evidence in candidate.evidence}
            sure = candidate.pinned or "lldp" in kinds
            if candidate.confidence > DOUBTED and not sure:
                suspects = self._suspects(candidate, kinds)
                if not all(self._is_away(one, candidate) for one in suspects):
                    candidate.confidence = DOUBTED

    def _suspects(self, candidate: Candidate, kinds: Collection[str]) -> list[str]:
        reference = self._domain.get(candidate.a.device)
        return [
            device
            for device, speaks in self._members.get(id(reference), ())
            if device not in candidate.devices and not (speaks and "cdp" in kinds)
        ]

    def _is_away(self, device: str, candidate: Candidate) -> bool:
        seen = self._tables.seen
        for end in (candidate.a, candidate.b):
            port = seen.get(end.device, {}).get(device)
            if port is not None and End(end.device, port) != self._tables.logical(end):
                return True
        own = seen.get(device, {})
        first, second = (own.get(end.device) for end in (candidate.a, candidate.b))
        return first is not None and first == second
