"""What a port has counted since the agent first read it: proved differences only.

A device's own counters begin anew, go round at 32 bits, change their width, or jump.
What is exported begins at 0 and grows by a difference only where the time that passed
and the speed of the link prove it. What cannot be proved is left out, never guessed:
a rate that is missing for a minute is honest, a peak that never was is not.
"""

from collections.abc import Iterable, Sequence
from struct import Struct
from typing import NamedTuple

import msgspec

ROUND = 1 << 32
"""How far a 32-bit counter goes before it begins again at 0."""
_END = 1 << 64
SMALLEST_FRAME_BITS = 512  # a frame of 64 octets, without gap and preamble
LARGEST_PACKET = 16_384
LATE_S = 30.0
"""Many devices renew their counters only every so many seconds."""
JITTER_S = 2.0
LEEWAY = 1.1
PATIENCE = 3
"""After so many readings without a counter it is taken to be gone for good."""
OCTETS, PACKETS, RARE = 0, 1, 2
"""What a counter counts; RARE: errors and drops, never nearly as many as packets."""


class Count(NamedTuple):
    """One counter as it was read; None: the device does not have that width."""

    wide: int | None
    narrow: int | None


class Span(NamedTuple):
    """How much can have passed between two readings, by what is counted.

    ``plausible`` bounds what a difference may be at all; ``certain`` is what can have
    come at most since the last reading, if the device counts without delay.
    """

    plausible: tuple[float, float, float]
    certain: tuple[float, float, float]


class Step(NamedTuple):
    """What a reading gave: the totals (None: not known this time), and if any is lost."""

    totals: Sequence[int | None]
    lost: bool


def span(elapsed_s: float, speed_bps: float, device_bps: float) -> Span:
    """Return what can pass in *elapsed_s* through a port of *speed_bps*.

    What a port throws away may have come from everywhere: *device_bps*.
    """

    def passed(seconds: float) -> tuple[float, float, float]:
        packets = seconds * speed_bps / SMALLEST_FRAME_BITS
        thrown = seconds * max(speed_bps, device_bps) / SMALLEST_FRAME_BITS
        return seconds * speed_bps / 8, packets, thrown

    octets, packets, rare = passed(elapsed_s * LEEWAY + JITTER_S)
    # 2**31 errors between two readings would be no link any more.
    certain = (octets, packets, min(rare, ROUND / 2))
    return Span(passed((elapsed_s + LATE_S) * LEEWAY), certain)


def chosen(count: Count) -> tuple[int, int] | None:
    """Return the value to use and its width in bits: 64 unless stuck at zero.

    What no counter can hold is not there.
    """
    wide, narrow = count
    if wide is not None and (0 < wide < _END or (wide == 0 and not narrow)):
        return wide, 64
    if narrow is None or not 0 <= narrow < _END:
        return None
    return narrow, 32 if narrow < ROUND else 64


def grown(
    before: int, now: int, bits: int, plausible: float, certain: float
) -> int | None:
    """Return by how much a counter grew; None where that is not proved."""
    if bits == 64:
        difference = now - before
        return difference if 0 <= difference <= plausible else None
    difference = (now - before) % ROUND
    if difference == 0:
        return 0
    if certain >= ROUND:  # it may have gone round unseen
        return None
    bound = certain if now < before else plausible
    return difference if difference <= bound else None


def rounds_s(speed_bps: float) -> float:
    """Return how often a 32-bit counter of octets must be read at this speed."""
    return (ROUND * 8 / speed_bps - JITTER_S) / LEEWAY


class _Kept(NamedTuple):
    """One counter: its total, what it said last, in how many bits; 0: not known."""

    total: int
    last: int
    bits: int


_PACKED = Struct("<QQB")


class PortCounters(msgspec.Struct, array_like=True):
    """The counters of one port; *kinds* says what each counts."""

    kinds: tuple[int, ...]
    _kept: bytes = b""
    _skipped: int = 0
    at_s: float | None = None

    def __post_init__(self) -> None:
        if not self._kept:
            self._keep([_Kept(0, 0, 0)] * len(self.kinds))

    @property
    def narrow_octets(self) -> bool:
        """Whether octets are counted in 32 bits here."""
        return any(
            kept.bits == 32 and kind == OCTETS
            for kept, kind in zip(self._each(), self.kinds, strict=True)
        )

    def forget(self) -> None:
        """Begin anew at the next reading: what happens until then is not known."""
        self._keep([kept._replace(bits=0) for kept in self._each()])
        self.at_s = None

    def _each(self) -> list[_Kept]:
        return [_Kept(*row) for row in _PACKED.iter_unpack(self._kept)]

    def _keep(self, rows: Iterable[_Kept]) -> None:
        self._kept = b"".join([_PACKED.pack(*row) for row in rows])

    def read(self, counts: Sequence[Count], at_s: float, passed: Span) -> Step:
        """Take a reading; *passed* is what can have come since the last one.

        A reading that lacks counters which were there before changes nothing, unless
        they stay away.
        """
        now = [chosen(count) for count in counts]
        before = self._each()
        gone = any(
            kept.bits and value is None for kept, value in zip(before, now, strict=True)
        )
        if gone and self._skipped < PATIENCE:
            self._skipped += 1
            return Step([None] * len(now), lost=False)
        self._skipped = 0
        grew = self._grown(before, now, passed)
        lost = False
        totals: list[int | None] = []
        after = []
        for kept, value, more, kind in zip(before, now, grew, self.kinds, strict=True):
            total = (kept.total + (more or 0)) % _END
            if more is None and kept.bits:
                lost |= kept.bits == 64 or passed.certain[kind] < ROUND
            begins = not kept.bits and not total and value is not None
            totals.append(total if more is not None or begins else None)
            after.append(_Kept(total, *(value or (0, 0))))
        self._keep(after)
        self.at_s = at_s
        return Step(totals, lost)

    def _grown(
        self,
        before: Sequence[_Kept],
        now: Sequence[tuple[int, int] | None],
        passed: Span,
    ) -> list[int | None]:
        """Return the proved difference of each counter."""
        found: list[int | None] = []
        for kept, value, kind in zip(before, now, self.kinds, strict=True):
            if value is None or value[1] != kept.bits:
                found.append(None)
                continue
            bounds = passed.plausible[kind], passed.certain[kind]
            found.append(grown(kept.last, *value, *bounds))
        if self._cleared(before, now, found):
            return [None] * len(now)
        return found

    def _cleared(
        self,
        before: Sequence[_Kept],
        now: Sequence[tuple[int, int] | None],
        grew: Sequence[int | None],
    ) -> bool:
        """Return whether somebody set the counters of the port back.

        A counter of octets that goes round takes no other with it; whoever clears
        counters clears all. Packets that went on, and could have carried as much, are
        the witness.
        """
        round_by, packets, witness = 0, 0, False
        for kept, value, more, kind in zip(before, now, grew, self.kinds, strict=True):
            if value is None or value[1] != kept.bits:
                continue
            if value[0] >= kept.last:
                witness |= kind == PACKETS and kept.last > 0
                packets += (more or 0) if kind == PACKETS else 0
            elif more is None or kind != OCTETS:
                return True
            else:
                round_by = max(round_by, more)
        return round_by > 0 and not (witness and round_by <= packets * LARGEST_PACKET)
