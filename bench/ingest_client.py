"""The load of ``bench.ingest``: many kept connections from one process."""

import asyncio
import gzip
import json
import ssl
import sys
import time

import msgspec
import uvloop


class Load(msgspec.Struct):
    """What to send: each connection goes through its share of ``requests``.

    ``sequence_mark`` is replaced by a number that counts from ``first``. ``tables``
    (JSON) go with the first batch of each connection. ``rate`` 0: as fast as it goes.
    """

    port: int
    requests: list[tuple[str, str, str, bytes]]
    tls: bool = False
    packed: bool = False
    sequence_mark: bytes = b""
    first: int = 1
    tables: bytes = b""
    seconds: float = 1.0
    rate: float = 0.0
    connections: int = 100


class _Connection:
    def __init__(self, load: Load, number: int) -> None:
        self.load = load
        self.mine = load.requests[number :: load.connections]
        self.took: list[float] = []
        self.failures = 0
        self.number = number

    async def open(self, tls: ssl.SSLContext | None) -> None:
        """Connect, so that the measured time holds requests only."""
        self.streams = await asyncio.open_connection(
            "127.0.0.1", self.load.port, ssl=tls
        )

    async def run(self, end: float) -> None:
        """Send until *end*."""
        load = self.load
        reader, writer = self.streams
        sequence = load.first
        gap = load.connections / load.rate if load.rate else 0.0
        due = time.perf_counter() + gap * self.number / load.connections
        while time.perf_counter() < end:
            if gap:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                due += gap
            request = self._request(sequence)
            begin = time.perf_counter()
            writer.write(request)
            status = await _answer(reader)
            self.took.append(time.perf_counter() - begin)
            self.failures += status not in {200, 202}
            sequence += 1
        writer.close()

    def _request(self, sequence: int) -> bytes:
        load = self.load
        method, path, bearer, body = self.mine[sequence % len(self.mine)]
        if load.sequence_mark:
            body = body.replace(load.sequence_mark, b"%9d" % sequence, 1)
        if load.tables and sequence == load.first:
            body = body[:-1] + b',"tables":' + load.tables + b"}"
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if bearer:
            head += f"Authorization: {bearer}\r\nContent-Type: application/json\r\n"
        if load.packed:
            body = gzip.compress(body, compresslevel=1)
            head += "Content-Encoding: gzip\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    length = int(lower[at + 15 : lower.index(b"\r\n", at)]) if at >= 0 else 0
    if length:
        await reader.readexactly(length)
    return int(head[9:12])


async def _main(load: Load) -> dict[str, float]:
    connections = [_Connection(load, number) for number in range(load.connections)]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if load.tls else None
    if tls is not None:
        tls.check_hostname = False
        tls.verify_mode = ssl.CERT_NONE
    for connection in connections:
        await connection.open(tls)
    begin = time.perf_counter()
    await asyncio.gather(*[c.run(begin + load.seconds) for c in connections])
    seconds = time.perf_counter() - begin
    took = sorted(t for c in connections for t in c.took)
    return {
        "requests": len(took),
        "seconds": seconds,
        "p50_ms": took[len(took) // 2] * 1e3,
        "p99_ms": took[int(len(took) * 0.99)] * 1e3,
        "failures": sum(c.failures for c in connections),
    }


if __name__ == "__main__":
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Load)
    print(json.dumps(uvloop.run(_main(asked))))
