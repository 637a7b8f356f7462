"""Hosts far away: a program behind a TUN device that answers ICMP as its plan says.

``python -m tests.support.far_host PLAN.json TRUTH.json`` runs in a network namespace. The
plan names for each address a delay, a jitter (both in seconds, the jitter uniform), the
share of requests that are lost, and outages in seconds after the start. The truth is
written when it is ended: when it began, what each address received and answered.
"""

import contextlib
import fcntl
import heapq
import json
import os
import random
import select
import signal
import struct
import sys
import time
from pathlib import Path

from agent.shared.clock import SystemClock
from agent.sources.echo.icmp import checksum

DEVICE = "far"
_SET_INTERFACE = 0x400454CA
_TUN_WITHOUT_HEAD = 0x0001 | 0x1000


def open_device(name):
    """Return the handle of a new TUN device of this namespace."""
    handle = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(
        handle, _SET_INTERFACE, struct.pack("16sH14x", name.encode(), _TUN_WITHOUT_HEAD)
    )
    return handle


def answer(packet):
    """Return the echo reply to an IPv4 *packet* and the address it went to, or None."""
    size = (packet[0] & 0x0F) * 4
    if packet[0] >> 4 != 4 or packet[9] != 1 or packet[size] != 8:
        return None
    head, body = bytearray(packet[:size]), bytearray(packet[size:])
    head[12:16], head[16:20] = packet[16:20], packet[12:16]
    head[8], head[10:12] = 64, b"\0\0"
    head[10:12] = checksum(bytes(head)).to_bytes(2, "big")
    body[0], body[2:4] = 0, b"\0\0"
    body[2:4] = checksum(bytes(body)).to_bytes(2, "big")
    return ".".join(map(str, packet[16:20])), bytes(head + body)


class FarHosts:
    """Answers by the plan, and counts."""

    def __init__(self, handle, plan):
        self._handle, self._plan = handle, plan
        self._draw = random.Random(4)
        self._waiting = []
        self.began, self._begun = SystemClock().now(), time.monotonic()
        self.counts = {address: [0, 0] for address in plan}

    def take(self, packet):
        """Take a request; its answer waits until it is due, or never comes."""
        found = answer(packet)
        if found is None or found[0] not in self._plan:
            return
        address, reply = found
        rules = self._plan[address]
        now = time.monotonic()
        since = now - self._begun
        self.counts[address][0] += 1
        out = any(begin <= since < end for begin, end in rules.get("outages", ()))
        if out or self._draw.random() < rules.get("loss", 0):
            return
        self.counts[address][1] += 1
        jitter = rules.get("jitter", 0)
        due = now + rules.get("delay", 0) + self._draw.uniform(-jitter, jitter)
        heapq.heappush(self._waiting, (due, len(self._waiting), reply))

    def send(self):
        """Send what is due; return how long nothing else is."""
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            os.write(self._handle, heapq.heappop(self._waiting)[2])
        if not self._waiting:
            return 0.05
        return max(0.0, min(0.05, self._waiting[0][0] - time.monotonic()))


def main():
    """Answer until somebody says TERM."""
    plan = json.loads(Path(sys.argv[1]).read_text())
    handle = open_device(DEVICE)
    hosts = FarHosts(handle, plan)
    ended = []
    signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
    while not ended:
        select.select([handle], [], [], hosts.send())
        with contextlib.suppress(BlockingIOError, OSError):
            while not ended:
                hosts.take(os.read(handle, 2048))
    Path(sys.argv[2]).write_text(
        json.dumps({"began": hosts.began, "counts": hosts.counts})
    )


if __name__ == "__main__":
    main()
