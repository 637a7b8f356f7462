"""Token buckets: how often one sender may come, in bounded memory."""

from collections import OrderedDict

MOST_SENDERS = 50_000


class RateLimit:
    """Allows each key *per_minute* requests, a minute's worth of them at once."""

    def __init__(self, per_minute: float, *, most_keys: int = MOST_SENDERS) -> None:
        self._rate = per_minute / 60.0
        self._burst = max(1.0, per_minute)
        self._most = most_keys
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str, now: float) -> float:
        """Count one request of *key*; return 0, or the seconds until it may come.

        *now* is an uptime. The sender that came longest ago is forgotten first.
        """
        level, last = self._buckets.pop(key, (self._burst, now))
        level = min(self._burst, level + max(0.0, now - last) * self._rate)
        wait = 0.0 if level >= 1.0 else (1.0 - level) / self._rate
        self._buckets[key] = (level if wait else level - 1.0, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return wait
