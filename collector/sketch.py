"""Quantiles of many values in few bytes, right to one percent.

The buckets are DDSketch's logarithmic ones (Masson, Rim, Lee: VLDB 2019): bucket k
holds values in (γ^(k-1), γ^k]. Sketches of parts merge to the sketch of the whole.
"""

import math
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache

from collector.varint import (
    VarintError,
    get_signed,
    get_varint,
    put_signed,
    put_varint,
)

RELATIVE_ERROR = 0.01
MAX_BUCKETS = 2048  # of either sign; 1 % from a nanosecond to a year takes 1,900
_GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)
_PER_E = 1 / math.log(_GAMMA)
_MIDDLE = 2 / (1 + _GAMMA)
_TINY = 1e-12  # what is nearer to zero counts as zero
_LARGEST_KEY = 100_000
_EDGES = struct.Struct("<ddd")


class SketchError(ValueError):
    """The bytes are not those of a sketch."""


class Sketch:
    """Counts of values by logarithmic buckets, with exact sum, minimum, maximum."""

    __slots__ = (
        "count",
        "maximum",
        "minimum",
        "negative",
        "positive",
        "sum",
        "zeros",
    )

    def __init__(self, values: Iterable[float] = ()) -> None:
        self.positive: dict[int, int] = {}
        self.negative: dict[int, int] = {}
        self.zeros = 0
        self.count = 0
        self.sum = 0.0
        self.minimum = math.inf
        self.maximum = -math.inf
        for value in values:
            self.add(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sketch) and self.encode() == other.encode()

    __hash__ = None  # type: ignore[assignment]

    def add(self, value: float) -> None:
        """Count *value*; what is not a finite number is passed over."""
        if not math.isfinite(value):
            return
        self.count += 1
        self.sum += value
        # Half the time of min() and max(), on the hottest path of a roll-up.
        if value < self.minimum:  # noqa: PLR1730
            self.minimum = value
        if value > self.maximum:  # noqa: PLR1730
            self.maximum = value
        size = abs(value)
        if size < _TINY:
            self.zeros += 1
            return
        key = math.ceil(math.log(size) * _PER_E)
        buckets = self.positive if value > 0 else self.negative
        buckets[key] = buckets.get(key, 0) + 1
        if len(buckets) > MAX_BUCKETS:
            _collapse(buckets)

    def merge(self, other: "Sketch") -> None:
        """Add everything that *other* has counted."""
        self.zeros += other.zeros
        self.count += other.count
        self.sum += other.sum
        self.minimum = min(self.minimum, other.minimum)
        self.maximum = max(self.maximum, other.maximum)
        for mine, theirs in (
            (self.positive, other.positive),
            (self.negative, other.negative),
        ):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
            if len(mine) > MAX_BUCKETS:
                _collapse(mine)

    def scaled(self, factor: float) -> "Sketch":
        """Return the sketch of all values times *factor* > 0; up to 1 % is added."""
        if not 0 < factor < math.inf:
            raise ValueError(f"a factor is a number above 0, not {factor}")
        found = Sketch()
        shift = math.log(factor) * _PER_E
        for mine, theirs in (
            (found.positive, self.positive),
            (found.negative, self.negative),
        ):
            for key, count in theirs.items():
                moved = round(key + shift)
                mine[moved] = mine.get(moved, 0) + count
        found.zeros, found.count = self.zeros, self.count
        found.sum = self.sum * factor
        found.minimum, found.maximum = self.minimum * factor, self.maximum * factor
        return found

    @property
    def mean(self) -> float | None:
        """The exact mean; None of nothing."""
        return self.sum / self.count if self.count else None

    def quantile(self, q: float) -> float | None:
        """Return the value below which the part *q* (0 to 1) of all lies.

        It is within one percent of the value of that rank; None of nothing.
        """
        if not 0 <= q <= 1:
            raise ValueError(f"a quantile is between 0 and 1, not {q}")
        if not self.count:
            return None
        rank = q * (self.count - 1)
        return min(max(self._of_rank(rank), self.minimum), self.maximum)

    def _of_rank(self, rank: float) -> float:
        seen = 0
        for key in sorted(self.negative, reverse=True):
            seen += self.negative[key]
            if seen > rank:
                return -_middle(key)
        seen += self.zeros
        if seen > rank:
            return 0.0
        for key in sorted(self.positive):
            seen += self.positive[key]
            if seen > rank:
                return _middle(key)
        return self.maximum

    def share_above(self, limit: float) -> float | None:
        """Return about which part of the values is greater than *limit* >= 0."""
        if not self.count:
            return None
        above = sum(n for key, n in self.positive.items() if _middle(key) > limit)
        return above / self.count

    def parts(self) -> Iterator[tuple[float, int]]:
        """Yield values, each within one percent, and how many there are, unordered."""
        if self.zeros:
            yield 0.0, self.zeros
        for sign, buckets in ((1, self.positive), (-1, self.negative)):
            for key, count in buckets.items():
                yield sign * _middle(key), count

    def encode(self) -> bytes:
        """Return the sketch as bytes: 24 for the edges, then about 1 per bucket."""
        out = bytearray()
        put_varint(out, self.count)
        if not self.count:
            return bytes(out)
        out += _EDGES.pack(self.sum, self.minimum, self.maximum)
        put_varint(out, self.zeros)
        for buckets in (self.positive, self.negative):
            put_varint(out, len(buckets))
            last = None
            for key in sorted(buckets):
                # Most counts are 1: a bit says whether a count follows.
                count = buckets[key]
                if last is None:
                    put_signed(out, key << 1 | (count > 1))
                else:
                    put_varint(out, (key - last) << 1 | (count > 1))
                if count > 1:
                    put_varint(out, count)
                last = key
        return bytes(out)

    @classmethod
    def decode(cls, data: bytes) -> "Sketch":
        """Return the sketch that *data* holds.

        Raises:
            SketchError: these are not the bytes of a sketch.
        """
        sketch = cls()
        try:
            count, at = get_varint(data, 0)
            if count:
                edges = _EDGES.unpack_from(data, at)
                sketch.sum, sketch.minimum, sketch.maximum = edges
                sketch.zeros, at = get_varint(data, at + _EDGES.size)
                sketch.positive, at = _get_buckets(data, at)
                sketch.negative, at = _get_buckets(data, at)
        except (VarintError, IndexError, struct.error) as err:
            raise SketchError("the sketch ends too early") from err
        sketch.count = count
        counted = sum(sketch.positive.values()) + sum(sketch.negative.values())
        if at != len(data) or counted + sketch.zeros != count:
            raise SketchError("the sketch does not add up")
        if count and not all(map(math.isfinite, edges)):
            raise SketchError("the sketch has edges that are no numbers")
        return sketch


@lru_cache(maxsize=4096)
def _middle(key: int) -> float:
    """Return the value that is within one percent of all in bucket *key*."""
    try:
        return float(_MIDDLE * _GAMMA**key)
    except OverflowError:
        return math.inf


def _collapse(buckets: dict[int, int]) -> None:
    """Put the smallest buckets together, so that high quantiles stay right."""
    keys = sorted(buckets)
    surplus = keys[: len(keys) - MAX_BUCKETS]
    heir = keys[len(surplus)]
    for key in surplus:
        buckets[heir] += buckets.pop(key)


def _get_buckets(data: bytes, at: int) -> tuple[dict[int, int], int]:
    """Return the buckets at *at*, and where they end; most numbers are of one byte."""
    length, at = get_varint(data, at)
    if length > MAX_BUCKETS:
        raise SketchError("the sketch has too many buckets")
    buckets: dict[int, int] = {}
    key = 0
    for place in range(length):
        if place:
            step = data[at]
            at += 1
            if step > 127:
                step, at = get_varint(data, at - 1)
            if step < 2:
                raise SketchError(_DISORDER)
        else:
            step, at = get_signed(data, at)
        key += step >> 1
        count = 1
        if step & 1:
            count, at = get_varint(data, at)
            if not count:
                raise SketchError(_DISORDER)
        buckets[key] = count
    if length and (key > _LARGEST_KEY or next(iter(buckets)) < -_LARGEST_KEY):
        raise SketchError(_DISORDER)
    return buckets, at


_DISORDER = "the buckets of the sketch are not in order"
