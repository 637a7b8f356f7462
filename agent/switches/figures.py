"""How the polls of one device go: what its ``switch_poll`` readings say."""

import math

from agent.shared.clock import Clock
from agent.shared.metric import Sample
from agent.switches import metrics


class Figures:
    """Counts since the agent started; ``missed`` polls are those that were left out."""

    def __init__(self, clock: Clock) -> None:
        self.polls = 0
        self.failures = 0
        self.missed = 0
        self.lost = 0
        self._clock = clock
        self._booted: tuple[float, float] | None = None

    def boot(self, booted_s: float | None) -> None:
        """Note when the device started, on the uptime clock.

        Its Unix time is made once: a wall clock that is set restarts no device.
        """
        if booted_s is None or (self._booted and self._booted[0] == booted_s):
            return
        started = self._clock.now() - (self._clock.uptime() - booted_s)
        self._booted = (booted_s, round(started))

    def samples(self, duration_s: float | None, more_lost: int) -> list[Sample]:
        """Return what to say of a poll that took *duration_s*; None: no answer.

        What is not known is no number, so that the table stays the same.
        """
        up = duration_s is not None
        booted = self._booted[1] if up and self._booted else math.nan
        return [
            metrics.UP.sample(int(up)),
            metrics.POLLS.sample(self.polls),
            metrics.POLL_FAILURES.sample(self.failures),
            metrics.POLLS_MISSED.sample(self.missed),
            metrics.DISCONTINUITIES.sample(self.lost + more_lost),
            metrics.POLL_DURATION.sample(
                math.nan if duration_s is None else round(duration_s, 3)
            ),
            metrics.BOOT.sample(booted),
        ]
