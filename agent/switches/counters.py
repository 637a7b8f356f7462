"""What a port has counted since the agent first read it: proved differences only.

A device's own counters begin anew, go round at 32 bits, change their width, or jump.
What is exported begins at 0 and grows by a difference only where the time that passed
and the speed of the link prove it. What cannot be proved is left out, never guessed:
a rate that is missing for a minute is honest, a peak that never was is not.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

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


class PortCounters:
    """The counters of one port; *kinds* says what each counts."""

    __slots__ = ("_bits", "_kinds", "_last", "_skipped", "_totals", "at_s")

    def __init__(self, kinds: Sequence[int]) -> None:
        count = len(kinds)
        self._kinds = kinds
        self._last = array("Q", bytes(8 * count))
        self._totals = array("Q", bytes(8 * count))
        self._bits = bytearray(count)  # 0: what it counted last is not known
        self._skipped = 0
        self.at_s: float | None = None

    @property
    def narrow_octets(self) -> bool:
        """Whether octets are counted in 32 bits here."""
        return any(
            bits == 32 and kind == OCTETS
            for bits, kind in zip(self._bits, self._kinds, strict=True)
        )

    def forget(self) -> None:
        """Begin anew at the next reading: what happens until then is not known."""
        self._bits = bytearray(len(self._kinds))
        self.at_s = None

    def read(self, counts: Sequence[Count], at_s: float, passed: Span) -> Step:
        """Take a reading; *passed* is what can have come since the last one.

        A reading that lacks counters which were there before changes nothing, unless
        they stay away.
        """
        now = [chosen(count) for count in counts]
        gone = any(
            bits and value is None for bits, value in zip(self._bits, now, strict=True)
        )
        if gone and self._skipped < PATIENCE:
            self._skipped += 1
            return Step([None] * len(now), lost=False)
        self._skipped = 0
        grew = self._grown(now, passed)
        lost = False
        totals: list[int | None] = []
        for place, (value, more) in enumerate(zip(now, grew, strict=True)):
            bits, kind = self._bits[place], self._kinds[place]
            if more is not None:
                self._totals[place] += more
            elif bits and (bits == 64 or passed.certain[kind] < ROUND):
                lost = True
            begins = not bits and not self._totals[place] and value is not None
            known = more is not None or begins
            totals.append(self._totals[place] if known else None)
            self._last[place], self._bits[place] = value or (0, 0)
        self.at_s = at_s
        return Step(totals, lost)

    def _grown(
        self, now: Sequence[tuple[int, int] | None], passed: Span
    ) -> list[int | None]:
        """Return the proved difference of each counter."""
        found: list[int | None] = []
        for place, value in enumerate(now):
            last, kind = self._last[place], self._kinds[place]
            if value is None or value[1] != self._bits[place]:
                found.append(None)
                continue
            found.append(
                grown(last, *value, passed.plausible[kind], passed.certain[kind])
            )
        if self._cleared(now, found):
            return [None] * len(now)
        return found

    def _cleared(
        self, now: Sequence[tuple[int, int] | None], grew: Sequence[int | None]
    ) -> bool:
        """Return whether somebody set the counters of the port back.

        A counter of octets that goes round takes no other with it; whoever clears
        counters clears all. Packets that went on, and could have carried as much, are
        the witness.
        """
        round_by, packets, witness = 0, 0, False
        for place, value in enumerate(now):
            last, kind = self._last[place], self._kinds[place]
            if value is None or value[1] != self._bits[place]:
                continue
            if value[0] >= last:
                witness |= kind == PACKETS and last > 0
                packets += (grew[place] or 0) if kind == PACKETS else 0
            elif grew[place] is None or kind != OCTETS:
                return True
            else:
                round_by = max(round_by, grew[place] or 0)
        return round_by > 0 and not (witness and round_by <= packets * LARGEST_PACKET)
