"""A bad line for UDP: loses, delays, doubles and forges what goes through it.

The kernel here has no netem, and a relay needs no rights.
"""

import heapq
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable, Sequence

from agent.sources.snmp.address import Address

Forge = Callable[[bytes], Sequence[bytes]]


class UdpRelay:
    """Passes packets of one client to *target* and back, for the length of a block.

    *loss* is the share that gets lost in each direction; a reply comes after *delay_s*
    and up to *jitter_s* more, so that it may overtake others. *copies* is how often
    each reply comes. *forge* makes packets that come before a reply; those that
    *foreign* makes come from another address. *dead* lets nothing through.
    """

    def __init__(
        self,
        target: Address,
        *,
        loss: float = 0.0,
        delay_s: float = 0.0,
        jitter_s: float = 0.0,
        copies: int = 1,
        forge: Forge = lambda _: (),
        foreign: Forge = lambda _: (),
        seed: int = 1,
    ) -> None:
        self._target = (target.host, target.port)
        self._loss, self._delay_s, self._jitter_s = loss, delay_s, jitter_s
        self._copies, self._forge, self._foreign = copies, forge, foreign
        self._random = random.Random(seed)
        self._near, self._far, self._other = (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(3)
        )
        for host, each in (
            ("127.0.0.1", self._near),
            ("127.0.0.1", self._far),
            ("127.0.0.3", self._other),
        ):
            each.bind((host, 0))
        self.address = Address("127.0.0.1", int(self._near.getsockname()[1]))
        self.asked: list[bytes] = []
        self.lost = 0
        self.dead = False
        self._client: object = None
        self._waiting: list[tuple[float, int, socket.socket, bytes]] = []
        self._count = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._near, selectors.EVENT_READ, self._ask)
            ready.register(self._far, selectors.EVENT_READ, self._answer)
            while not self._ended.is_set():
                for key, _ in ready.select(self._send_due()):
                    key.data()

    def _send_due(self) -> float:
        """Send what has waited long enough; return how long the next one waits."""
        now = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now:
            _, _, sender, packet = heapq.heappop(self._waiting)
            sender.sendto(packet, self._client)
        return min(0.1, self._waiting[0][0] - now) if self._waiting else 0.1

    def _is_lost(self) -> bool:
        lost = self.dead or self._random.random() < self._loss
        self.lost += lost
        return lost

    def _ask(self) -> None:
        packet, self._client = self._near.recvfrom(65535)
        self.asked.append(packet)
        if not self._is_lost():
            self._far.sendto(packet, self._target)

    def _answer(self) -> None:
        packet = self._far.recv(65535)
        for sender, forged in ((self._near, self._forge), (self._other, self._foreign)):
            for each in forged(packet):
                sender.sendto(each, self._client)
        for _ in range(self._copies):
            if not self._is_lost():
                self._count += 1
                due = self._delay_s + self._random.uniform(0, self._jitter_s)
                item = (time.monotonic() + due, self._count, self._near, packet)
                heapq.heappush(self._waiting, item)

    def __enter__(self) -> "UdpRelay":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        for each in (self._near, self._far, self._other):
            each.close()
