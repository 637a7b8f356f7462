"""Where machines were, and for how long: one record for each stay at a port."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from collector.store.device import Sighting

WRITTEN_EVERY_S = 15 * 60.0
SURE_AFTER_S = 4 * 60.0  # at a new port: one odd reading moves nobody
GAP_S = 30 * 86400.0  # at the same port again after that is another stay
RETURNS_WITHIN_S = 86400.0  # to a port where it was before: the same stay goes on
MOST_PLACES = 24  # of one machine within RETURNS_WITHIN_S; others are not written down
FORGOTTEN_AFTER_S = 90 * 86400.0
MOST_MACHINES = 200_000  # that are remembered; further ones make no history
MOST_NEW = 100_000  # stays that begin in an hour: a switch may make up its table
_HOUR_S = 3600.0
_AHEAD_S = 300.0  # what is later than now is from before the clock was set back


class Spot(NamedTuple):
    """Where one reading of a switch saw a machine; ``time`` is that of the reading.

    ``early``: others are at that port, too, and devices are still coming in: there may
    be a switch that nobody has read yet.
    """

    mac: str
    device: str
    port: str
    time: float
    vlan: int | None = None
    early: bool = False


class Move(NamedTuple):
    """A machine hangs at another port than before."""

    mac: str
    before: Sighting
    after: Sighting


class Followed(NamedTuple):
    """What has to be written down, and who has moved."""

    changed: list[Sighting]
    moves: list[Move]


class Stays:
    """The last stays of every machine. What is read from the store begins it.

    A laptop that goes to and fro between ports has one stay at each of them, that goes
    on: so it writes as many records as there are ports, not as it moves.
    """

    def __init__(self, known: Iterable[Sighting] = ()) -> None:
        self._stays: dict[str, list[Sighting]] = defaultdict(list)  # the latest last
        self._written: dict[tuple[str, str, str, float], float] = {}
        self._pending: dict[str, Spot] = {}
        self._hour, self._new = 0, 0
        self._early = False
        for one in sorted(known, key=lambda s: (s.last, s.first, s.device, s.port)):
            self._stays[one.mac].append(one)
            self._written[_name(one)] = one.last

    def last(self, mac: str) -> Sighting | None:
        """Return the latest stay of *mac*."""
        stays = self._stays.get(mac)
        return stays[-1] if stays else None

    @property
    def waits(self) -> bool:
        """Whether somebody is at a port that is not sure yet."""
        return self._early or bool(self._pending)

    def follow(self, spots: Sequence[Spot], now: float) -> Followed:
        """Take in where machines are seen *now*; return what that changes.

        *spots* are all that are known, those of older readings too.
        """
        changed: list[Sighting] = []
        moves: list[Move] = []
        self._early = False
        if self._hour != int(now // _HOUR_S):
            self._hour, self._new = int(now // _HOUR_S), 0
        for spot in spots:
            before = self.last(spot.mac)
            if before is not None and spot.time < before.last <= now + _AHEAD_S:
                continue  # an older reading than the one that is known
            if before is None and len(self._stays) >= MOST_MACHINES:
                continue
            same = before is not None and _at(before) == (spot.device, spot.port)
            if same:
                self._pending.pop(spot.mac, None)
            if not same and not self._counts(spot, before, now):
                continue
            since = self._pending.pop(spot.mac, spot).time
            after, is_new = self._stay(spot, since, same=same)
            if after is None:
                continue
            if is_new and before is not None and not same:
                moves.append(Move(spot.mac, before, after))
            if self._is_due(after):
                changed.append(after)
                self._written[_name(after)] = after.last
        self._forget(now)
        return Followed(changed, moves)

    def _counts(self, spot: Spot, before: Sighting | None, now: float) -> bool:
        """Return whether another place than *before* counts already."""
        if before is not None:
            return self._is_sure(spot, now)
        self._early |= spot.early
        return not spot.early

    def _is_sure(self, spot: Spot, now: float) -> bool:
        """Return whether it has been at this new port for long enough."""
        pending = self._pending.get(spot.mac)
        place = (spot.device, spot.port)
        if pending is None or (pending.device, pending.port) != place:
            self._pending[spot.mac] = spot
            return False
        return now - pending.time >= SURE_AFTER_S

    def _stay(
        self, spot: Spot, since: float, *, same: bool
    ) -> tuple[Sighting | None, bool]:
        """Return the stay that *spot* belongs to, and whether it begins with it."""
        stays = self._stays[spot.mac]
        limit = GAP_S if same else RETURNS_WITHIN_S
        recent = 0
        for index in range(len(stays) - 1, -1, -1):
            known = stays[index]
            age = spot.time - known.last
            if known.first > spot.time:
                continue
            if age <= limit and _at(known) == (spot.device, spot.port):
                grown = msgspec.structs.replace(known, last=spot.time, vlan=spot.vlan)
                del stays[index]
                stays.append(grown)
                return grown, False
            recent += age <= RETURNS_WITHIN_S
        if recent >= MOST_PLACES or self._new >= MOST_NEW:
            return None, False
        self._new += 1
        new = Sighting(
            *(spot.mac, spot.device, spot.port, min(since, spot.time), spot.time),
            vlan=spot.vlan,
        )
        stays.append(new)
        return new, True

    def _is_due(self, stay: Sighting) -> bool:
        written = self._written.get(_name(stay))
        return written is None or not 0 <= stay.last - written < WRITTEN_EVERY_S

    def _forget(self, now: float) -> None:
        """Drop from memory what cannot go on any more."""
        for mac in [m for m, stays in self._stays.items() if stays]:
            stays = self._stays[mac]
            kept = [s for s in stays[:-1] if now - s.last <= RETURNS_WITHIN_S]
            last = stays[-1]
            if now - last.last <= FORGOTTEN_AFTER_S:
                kept.append(last)
            if len(kept) < len(stays):
                for gone in set(map(_name, stays)) - set(map(_name, kept)):
                    self._written.pop(gone, None)
                self._stays[mac] = kept
        for mac in [m for m, stays in self._stays.items() if not stays]:
            del self._stays[mac]
        self._pending = {
            mac: spot
            for mac, spot in self._pending.items()
            if mac in self._stays and now - spot.time <= RETURNS_WITHIN_S
        }


def _at(stay: Sighting) -> tuple[str, str]:
    return (stay.device, stay.port)


def _name(stay: Sighting) -> tuple[str, str, str, float]:
    return (stay.mac, stay.device, stay.port, stay.first)
