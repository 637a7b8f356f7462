"""BRIDGE-MIB of the Linux bridge around it, for snmpd's ``pass_persist``.

Debian's snmpd has none. This is a program of the test rig, not a part of the product; it
reads the live forwarding table by ``bridge`` and ``ip`` and knows nothing else.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import TextIO

BASE = (1, 3, 6, 1, 2, 1, 17)
_BRIDGE = "br0"
_OLDEST_S = 0.5
_LEARNED, _SELF = 3, 4

Oid = tuple[int, ...]
Cell = tuple[str, str]


def cells(links: list[dict], fdb: list[dict]) -> dict[Oid, Cell]:
    """Return the objects of the MIB from what ``ip`` and ``bridge`` say as JSON."""
    [bridge] = [link for link in links if link["ifname"] == _BRIDGE]
    ports = [link for link in links if link.get("master") == _BRIDGE]
    ports.sort(key=lambda link: link["ifindex"])
    number = {port["ifname"]: place for place, port in enumerate(ports, start=1)}
    found: dict[Oid, Cell] = {
        (*BASE, 1, 1, 0): ("octet", _octets(bridge["address"])),
        (*BASE, 1, 2, 0): ("integer", str(len(ports))),
        (*BASE, 1, 3, 0): ("integer", "2"),
    }
    for port in ports:
        place = number[port["ifname"]]
        found[(*BASE, 1, 4, 1, 1, place)] = ("integer", str(place))
        found[(*BASE, 1, 4, 1, 2, place)] = ("integer", str(port["ifindex"]))
    for row in fdb:
        port = number.get(row["ifname"])
        if port is None or row["mac"].startswith(("33:33", "01:")):
            continue
        status = _SELF if row.get("state") == "permanent" else _LEARNED
        mac = tuple(int(pair, 16) for pair in row["mac"].split(":"))
        found[(*BASE, 4, 3, 1, 1, *mac)] = ("octet", _octets(row["mac"]))
        found[(*BASE, 4, 3, 1, 2, *mac)] = ("integer", str(port))
        found[(*BASE, 4, 3, 1, 3, *mac)] = ("integer", str(status))
    return dict(sorted(found.items()))


def answers(questions: Iterator[str], read: "Reader") -> Iterator[list[str]]:
    """Yield the lines to answer each question of snmpd with."""
    for line in questions:
        word = line.strip()
        if word == "PING":
            yield ["PONG"]
        elif word in {"get", "getnext"}:
            name = tuple(int(part) for part in next(questions).strip(" .\n").split("."))
            found = read()
            if word == "getnext":
                name = next((known for known in found if known > name), ())
            cell = found.get(name)
            yield ["." + ".".join(map(str, name)), *cell] if cell else ["NONE"]
        elif word == "set":
            next(questions), next(questions)
            yield ["not-writable"]


class Reader:
    """Reads the bridge, at most twice a second."""

    def __init__(self) -> None:
        self._at = -1.0
        self._found: Mapping[Oid, Cell] = {}

    def __call__(self) -> Mapping[Oid, Cell]:
        """Return the objects as they are now."""
        if time.monotonic() - self._at > _OLDEST_S:
            links = _json("ip", "-json", "link", "show")
            self._found = cells(links, _json("bridge", "-json", "fdb", "show"))
            self._at = time.monotonic()
        return self._found


def _json(*command: str) -> list[dict]:
    said = subprocess.run(command, capture_output=True, check=True).stdout
    return json.loads(said or "[]")


def _octets(mac: str) -> str:
    return mac.replace(":", " ")


def main(source: TextIO, target: TextIO) -> None:
    """Answer snmpd until it goes."""
    for lines in answers(iter(source.readline, ""), Reader()):
        target.write("\n".join(lines) + "\n")
        target.flush()


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
