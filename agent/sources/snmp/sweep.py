"""Asks many addresses one small question, never faster than it may."""

import secrets
from collections.abc import Callable, Iterable, Sequence

from agent.sources.snmp.address import Address
from agent.sources.snmp.datagrams import Datagrams
from agent.sources.snmp.greeting import Greeting

Progress = Callable[[int, int], None]
"""Is told how many questions were sent, and of how many."""
_NUMBERS = 1 << 31


class Pace:
    """At most *per_s* questions a second, over all sweeps that share it."""

    def __init__(self, per_s: float, monotonic: Callable[[], float]) -> None:
        self._gap_s = 1 / per_s
        self._monotonic = monotonic
        self._next = monotonic()

    def wait_s(self) -> float:
        """Return for how many seconds nothing may be sent yet; 0: now."""
        return max(0.0, self._next - self._monotonic())

    def spend(self) -> None:
        """Count one question, which is sent now."""
        self._next = max(self._next, self._monotonic()) + self._gap_s


class Sweeper:
    """Sends greetings over *datagrams* in its *pace*, and hears who says yes.

    An address is asked *tries* times at most, each time with *timeout_s* to answer.
    """

    def __init__(
        self,
        datagrams: Datagrams,
        pace: Pace,
        monotonic: Callable[[], float],
        *,
        timeout_s: float,
        tries: int = 2,
    ) -> None:
        self._datagrams = datagrams
        self._pace = pace
        self._monotonic = monotonic
        self._timeout_s = timeout_s
        self._tries = tries
        self.questions = 0

    def sweep(
        self,
        targets: Sequence[Address],
        greeting: Greeting,
        progress: Progress = lambda _done, _all: None,
    ) -> set[Address]:
        """Return those of *targets* that say yes to *greeting*."""
        round_ = _Round(greeting)
        for _ in range(self._tries):
            silent = [target for target in targets if target not in round_.found]
            for position, target in enumerate(silent):
                while (wait_s := self._pace.wait_s()) > 0:
                    round_.hear(self._datagrams.receive(wait_s))
                self._pace.spend()
                self.questions += 1
                packet = greeting.packet(round_.number_for(target))
                self._datagrams.send(packet, target)
                round_.hear(self._datagrams.receive(0))
                progress(position + 1, len(silent))
            end = self._monotonic() + self._timeout_s
            while (left_s := end - self._monotonic()) > 0 and not round_.complete:
                round_.hear(self._datagrams.receive(left_s))
        return round_.found


class _Round:
    """Who was asked under which number, and who has answered."""

    def __init__(self, greeting: Greeting) -> None:
        self._greeting = greeting
        self._asked: dict[int, Address] = {}
        self._waiting: set[Address] = set()
        self.found: set[Address] = set()

    @property
    def complete(self) -> bool:
        """Whether everybody has answered."""
        return not self._waiting

    def number_for(self, target: Address) -> int:
        """Return a number that nobody can guess, by which *target* is known again."""
        number = secrets.randbelow(_NUMBERS)
        self._asked[number] = target
        self._waiting.add(target)
        return number

    def hear(self, packets: Iterable[tuple[bytes, Address]]) -> None:
        """Take answers; only the address that was asked may answer."""
        for packet, sender in packets:
            number = self._greeting.number(packet)
            if number is not None and self._asked.get(number) == sender:
                self.found.add(sender)
                self._waiting.discard(sender)
