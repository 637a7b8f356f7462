"""How often a device is asked that does not answer, and which credential is tried."""

TROUBLES = 2
"""So many polls in a row must fail before a device that answered counts as silent."""
FIRST_S, LONGEST_S = 60.0, 300.0
NEXT_CREDENTIAL_S = 1.0


class Patience:
    """One device's trouble, if it has any.

    A silent device is asked one small question at a time, with one credential after
    the other; after each round of them it is left alone for longer, up to five minutes.
    """

    def __init__(self) -> None:
        self.answered = False
        self.failures = 0
        self._tries = 0
        self._rounds = 0
        self._next_s = 0.0

    @property
    def silent(self) -> bool:
        """Whether the device is taken to be silent: not before that is sure."""
        return self._rounds > 0 or (self.answered and self.failures >= TROUBLES)

    @property
    def cheap(self) -> bool:
        """Whether to ask without retries: it has been silent for a while."""
        return self._rounds > 0 or self.silent

    def place(self, count: int) -> int:
        """Return which of *count* credentials is the next to try."""
        return self._tries % count if count else 0

    def waits_s(self, now_s: float) -> float:
        """Return for how long it shall be left alone yet."""
        return max(0.0, self._next_s - now_s)

    def answers(self) -> None:
        """Note that the device answered."""
        self.answered = True
        self.failures = self._tries = self._rounds = 0
        self._next_s = 0.0

    def fails(self, now_s: float, count: int) -> None:
        """Note that it did not answer to one of *count* credentials."""
        self.failures += 1
        if self.answered and self.failures < TROUBLES:
            return  # a packet or two may be lost: the regular poll asks again
        if self.answered and self.failures == TROUBLES:
            self._next_s = now_s + NEXT_CREDENTIAL_S
            self._tries = 1 if count > 1 else 0
            if count > 1:
                return
        else:
            self._tries += 1
            if self._tries % max(count, 1):
                self._next_s = now_s + NEXT_CREDENTIAL_S
                return
        self._next_s = now_s + min(LONGEST_S, FIRST_S * 2**self._rounds)
        self._rounds = min(self._rounds + 1, 10)
