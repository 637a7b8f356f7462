"""Finds out at which addresses a device answers, and by which credential."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community, Credential, User
from agent.sources.snmp.device import NoAnswerError, SnmpDevice, SnmpError
from agent.sources.snmp.greeting import CommunityGreeting, EngineGreeting, Greeting
from agent.sources.snmp.opening import open_device

Progress = Callable[[str, int, int], None]
"""Is told what goes on (a credential's name), how much is done, and of how much."""
Sweep = Callable[
    [Sequence[Address], Greeting, Callable[[int, int], None]], set[Address]
]
Connect = Callable[[Address, Credential], SnmpDevice]
In = TypeVar("In")
Out = TypeVar("Out")


class Means(msgspec.Struct, frozen=True):
    """By what devices are found: a sweep, and connections, so many at once."""

    sweep: Sweep
    connect: Connect
    at_once: int = 8


class Found(msgspec.Struct, frozen=True):
    """Who answers, each with the credential that it takes.

    *strangers* speak SNMPv3 and took none: why, by address.
    """

    devices: dict[Address, Credential]
    strangers: dict[Address, str]


def find(
    targets: Sequence[Address],
    credentials: Sequence[Credential],
    means: Means,
    *,
    progress: Progress = lambda _what, _done, _all: None,
) -> Found:
    """Return which of *targets* take which of *credentials*, tried in their order.

    Communities are asked for in a sweep, many addresses at a time. So is, once, who
    speaks SNMPv3; only these are asked for each user.

    Raises:
        ImportError: there is a user, and the extra ``switch`` is not installed.
    """
    devices: dict[Address, Credential] = {}
    strangers: dict[Address, str] = {}
    engines: set[Address] | None = None
    for credential in credentials:
        left = [target for target in targets if target not in devices]

        def told(done: int, of: int, name: str = credential.name) -> None:
            progress(name, done, of)

        if isinstance(credential, Community):
            taken = means.sweep(left, CommunityGreeting(credential), told)
        else:
            if engines is None:
                engines = means.sweep(left, EngineGreeting(), told)
            speaking = [target for target in left if target in engines]
            why = _try_user(speaking, credential, means)
            strangers.update({a: w for a, w in why.items() if w})
            taken = {address for address, refused in why.items() if not refused}
        devices.update((t, credential) for t in left if t in taken)
    left_over = {a: w for a, w in strangers.items() if a not in devices}
    return Found({t: devices[t] for t in targets if t in devices}, left_over)


def _try_user(
    targets: Iterable[Address], user: User, means: Means
) -> dict[Address, str]:
    """Return why each of *targets* does not take *user*; empty: it does."""

    def attempt(target: Address) -> str:
        try:
            opened = open_device([user], lambda one: means.connect(target, one))
        except NoAnswerError:
            return "no answer"
        except SnmpError as err:
            return str(err) or "refused"
        opened.device.close()
        return ""

    chosen = list(targets)
    return dict(zip(chosen, side_by_side(attempt, chosen, means.at_once), strict=True))


def side_by_side(
    work: Callable[[In], Out], items: Sequence[In], at_once: int
) -> Iterator[Out]:
    """Yield what *work* returns for each of *items*, in their order."""
    with _pool(min(at_once, len(items))) as pool:
        yield from pool.map(work, items)


@contextmanager
def _pool(size: int) -> Iterator[ThreadPoolExecutor]:
    """Lend threads; when the block is left early, what has not begun does not begin."""
    pool = ThreadPoolExecutor(max(size, 1), thread_name_prefix="discovery")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
