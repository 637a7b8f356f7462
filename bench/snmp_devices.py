"""Many simulated switches in one process, answering from a prepared table.

``python -m bench.snmp_devices PORT COUNT [RECORDING]``: each on a UDP port of loopback
from PORT on. snmpsim takes 20 ms of CPU for each packet, too much for 200 of them. It
prints READY, and at the end of its standard input a JSON document: at which second each
device was asked for its sysUpTime, and how many packets there were in all.

It reads questions with the agent's own functions and writes replies with none of them.
"""

import bisect
import json
import select
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from agent.readers.snmp.rows import Oid, oid
from agent.sources.snmp.ber import decoded_oid, encoded_oid, header

PORTS = range(1, 53)
MOST_OCTETS = 1400
GET, NEXT, BULK = 0xA0, 0xA1, 0xA5
UPTIME = oid("1.3.6.1.2.1.1.3.0")
_IF, _IFX = "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1"
_SYSTEM = (
    ("1.3.6.1.2.1.1.1.0", 4, b"A simulated switch of 52 ports"),
    ("1.3.6.1.2.1.1.2.0", 6, "1.3.6.1.4.1.424242.52"),
    ("1.3.6.1.2.1.1.3.0", 67, 1),
    ("1.3.6.1.2.1.1.4.0", 4, b""),
    ("1.3.6.1.2.1.1.5.0", 4, b"switch"),
    ("1.3.6.1.2.1.1.6.0", 4, b"a rack"),
    ("1.3.6.1.2.1.1.7.0", 2, 2),
    ("1.3.6.1.2.1.2.1.0", 2, len(PORTS)),
    ("1.3.6.1.6.3.10.2.1.3.0", 2, 1),
)
Typed = tuple[Oid, int, object]


def made() -> Iterator[Typed]:
    """Yield names, types and values of a switch with all of ifTable and ifXTable."""
    yield from ((oid(name), tag, value) for name, tag, value in _SYSTEM)
    for port in PORTS:
        count = 123_456_789 * port
        cells = {
            f"{_IF}.1": (2, port),
            f"{_IF}.2": (4, f"GigabitEthernet1/0/{port}".encode()),
            f"{_IF}.3": (2, 6),
            f"{_IF}.4": (2, 1500),
            f"{_IF}.5": (66, 1_000_000_000),
            f"{_IF}.6": (4, bytes((2, 0, 0, 0, 0, port))),
            f"{_IF}.7": (2, 1),
            f"{_IF}.8": (2, 1 + port % 2),
            f"{_IF}.9": (67, 4200),
            **{f"{_IF}.{n}": (65, (count * n) % 2**32) for n in (10, 11, 16, 17)},
            **{f"{_IF}.{n}": (65, port % 7) for n in (12, 13, 14, 15, 18, 19, 20)},
            f"{_IF}.21": (66, 0),
            f"{_IF}.22": (6, "0.0"),
            f"{_IFX}.1": (4, f"Gi1/0/{port}".encode()),
            **{f"{_IFX}.{n}": (65, (count * n) % 2**32) for n in (2, 3, 4, 5)},
            **{f"{_IFX}.{n}": (70, count * n * 1000) for n in range(6, 14)},
            f"{_IFX}.14": (2, 1),
            f"{_IFX}.15": (66, 1000),
            f"{_IFX}.16": (2, 2),
            f"{_IFX}.17": (2, 1),
            f"{_IFX}.18": (4, f"room {port}".encode()),
            f"{_IFX}.19": (67, 0),
        }
        for column, (tag, value) in cells.items():
            yield (*oid(column), port), tag, value


def recorded(path: Path) -> Iterator[Typed]:
    """Yield names, types and values of a recording of snmpsim."""
    for line in path.read_text("iso-8859-1").splitlines():
        name, tag, text = (*line.split("|", 2), "", "")[:3]
        number = tag.removesuffix("x")
        if not number.isdigit():
            continue  # a variation module makes it
        raw = bytes.fromhex(text) if tag.endswith("x") else text.encode("iso-8859-1")
        value: object = raw
        if number in {"2", "65", "66", "67", "70"}:
            value = int(raw)
        elif number == "6":
            value = text.strip(".")
        elif number == "64" and not tag.endswith("x"):
            value = bytes(map(int, text.split(".")))
        yield oid(name), int(number), value


def _element(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes((size,)) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes((tag,)) + length + content


def _cell(name: Oid, tag: int, value: object) -> bytes:
    if tag == 6:
        content = encoded_oid(oid(str(value)))[2:]
    elif isinstance(value, int):
        size = value.bit_length() // 8 + 1
        content = value.to_bytes(size, "big", signed=True)
    else:
        content = bytes(value)  # type: ignore[call-overload]
    return _element(0x30, encoded_oid(name) + _element(tag, content))


class Table:
    """The objects of a device as octets, in their order."""

    def __init__(self, rows: Iterator[Typed]) -> None:
        cells = {name: _cell(name, tag, value) for name, tag, value in rows}
        self.names = sorted(cells)
        self._cells = [cells[name] for name in self.names]
        self._place = {encoded_oid(n)[2:]: p for p, n in enumerate(self.names)}
        self._began = time.monotonic()
        self._uptime = self.names.index(UPTIME)

    def cell(self, place: int, asked: bytes) -> tuple[bytes, bytes]:
        """Return the name and the row at *place*; behind the last, its end."""
        if place >= len(self._cells):
            return asked, _element(0x30, _element(6, asked) + b"\x82\0")
        if place == self._uptime:
            ticks = 360_000 + int((time.monotonic() - self._began) * 100)
            row = _cell(UPTIME, 67, ticks)
        else:
            row = self._cells[place]
        return b"", row

    def exact(self, asked: bytes) -> bytes:
        """Return the row of this very name."""
        place = self._place.get(asked)
        if place is None:
            return _element(0x30, _element(6, asked) + b"\x80\0")
        return self.cell(place, asked)[1]

    def after(self, asked: bytes) -> int:
        """Return the place of what follows a name."""
        place = self._place.get(asked)
        if place is None:
            return bisect.bisect_right(self.names, decoded_oid(asked))
        return place + 1

    def bulk(self, names: list[bytes], repetitions: int) -> list[bytes]:
        """Return rows in turn, as many as fit."""
        found, size = [], 0
        places = [self.after(name) for name in names]
        for step in range(repetitions):
            for place, name in zip(places, names, strict=True):
                row = self.cell(place + step, name)[1]
                size += len(row)
                if size > MOST_OCTETS:
                    return found
                found.append(row)
            if all(place + step >= len(self._cells) for place in places):
                break
        return found


_UPTIME_OCTETS = encoded_oid(UPTIME)[2:]


def answer(table: Table, packet: bytes) -> tuple[bytes, bool]:
    """Return the reply to *packet*, and whether it asks for sysUpTime by name."""
    _, at, end = header(packet, 0, len(packet))
    _, _, at = header(packet, at, end)
    _, _, at = header(packet, at, end)
    front, kind = packet[:at], packet[at]
    _, at, end = header(packet, at, end)
    front = front[header(packet, 0, len(packet))[1] :]
    _, _, stop = header(packet, at, end)
    number = packet[at:stop]
    _, _, at = header(packet, stop, end)
    _, start, at = header(packet, at, end)
    repetitions = int.from_bytes(packet[start:at], "big")
    _, at, end = header(packet, at, end)
    names = []
    while at < end:
        _, start, at_next = header(packet, at, end)
        _, first, last = header(packet, start, at_next)
        names.append(packet[first:last])
        at = at_next
    if kind == GET:
        rows = [table.exact(name) for name in names]
    else:
        rows = table.bulk(names, repetitions if kind == BULK else 1)
    body = number + b"\2\1\0\2\1\0" + _element(0x30, b"".join(rows))
    reply = _element(0x30, front + _element(0xA2, body))
    return reply, kind == GET and _UPTIME_OCTETS in names


def serve(first: int, count: int, table: Table) -> None:
    """Answer until standard input ends, then print what was asked."""
    sockets = {}
    ready = select.epoll()
    for place in range(count):
        each = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        each.bind(("127.0.0.1", first + place))
        sockets[each.fileno()] = (place, each)
        ready.register(each, select.EPOLLIN)
    ready.register(0, select.EPOLLIN | select.EPOLLHUP)
    asked: list[list[float]] = [[] for _ in range(count)]
    packets = 0
    print("READY", flush=True)
    while True:
        for number, _ in ready.poll():
            if number == 0:
                print(json.dumps({"asked": asked, "packets": packets}), flush=True)
                return
            place, each = sockets[number]
            packet, sender = each.recvfrom(65535)
            reply, begins = answer(table, packet)
            packets += 1
            if begins:
                asked[place].append(round(time.monotonic(), 2))
            each.sendto(reply, sender)


def main(arguments: list[str]) -> None:
    """Serve as the command line says."""
    rows = recorded(Path(arguments[2])) if len(arguments) > 2 else made()
    serve(int(arguments[0]), int(arguments[1]), Table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
