"""How long to wait after a failure: longer each time, and never all at once."""

import random
from datetime import UTC
from email.utils import parsedate_to_datetime

FIRST_S = 5.0
MOST_S = 300.0
LONGEST_RETRY_AFTER_S = 3600.0


class Backoff:
    """Waiting times that double from 5 s to 5 min, with jitter.

    Each is drawn between half of it and the whole, so that ten thousand agents do not
    come back in the same second.
    """

    def __init__(
        self,
        rng: random.Random,
        *,
        first_s: float = FIRST_S,
        most_s: float = MOST_S,
    ) -> None:
        self._rng = rng
        self._first_s = first_s
        self._most_s = most_s
        self._failures = 0

    def worked(self) -> None:
        """Begin again at the first waiting time."""
        self._failures = 0

    def failed(self, asked_s: float | None = None) -> float:
        """Return how many seconds to wait now, at least what the server *asked*."""
        ceiling: float = min(self._most_s, self._first_s * 2 ** min(self._failures, 20))
        self._failures += 1
        wait = ceiling * self._rng.uniform(0.5, 1.0)
        if asked_s is None:
            return wait
        return max(wait, min(asked_s, LONGEST_RETRY_AFTER_S)) + self._rng.uniform(0, 2)


def retry_after(header: str | None, *, now: float) -> float | None:
    """Return the seconds that a Retry-After *header* asks for; None if it is no such.

    Both of its forms are read: seconds, and a date (relative to *now*).
    """
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - now)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
