"""A network of our own: two namespaces and a cable that can be cut and slowed."""

import contextlib
import secrets
import subprocess
from collections.abc import Iterator

from tests.support.processes import need, need_root

SERVER = "10.203.0.1"
CLIENT = "10.203.0.2"


def _run(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stderr.strip()}")
    return result.stdout


class Cable:
    """The link between namespace ``server`` and namespace ``client``."""

    def __init__(self, server: str, client: str) -> None:
        self.server = server
        self.client = client

    def inside(self, side: str, command: list[str]) -> list[str]:
        """Return *command* as it runs in namespace *side*."""
        return ["ip", "netns", "exec", side, *command]

    def cut(self) -> None:
        """Pull the plug."""
        _run("ip", "-n", self.client, "link", "set", "lan", "down")

    def mend(self) -> None:
        """Put the plug back."""
        _run("ip", "-n", self.client, "link", "set", "lan", "up")

    def slow(self, rate: str) -> None:
        """Let the client send no faster than *rate* (``64kbit``)."""
        _run(
            *("tc", "-n", self.client, "qdisc", "replace", "dev", "lan", "root"),
            *("tbf", "rate", rate, "burst", "5kb", "latency", "400ms"),
        )

    def lose(self, percent: int) -> None:
        """Drop *percent* of the packets that reach the server; 0 ends it."""
        command = ("ip", "netns", "exec", self.server, "nft")
        subprocess.run(
            [*command, "delete", "table", "inet", "lab"],
            capture_output=True,
            check=False,
        )
        if percent:
            hook = "type filter hook input priority 0"
            for rule in (
                ("add", "table", "inet", "lab"),
                ("add", "chain", "inet", "lab", "in", "{", f"{hook};", "}"),
                (
                    "add",
                    "rule",
                    "inet",
                    "lab",
                    "in",
                    f"numgen random mod 100 < {percent} drop",
                ),
            ):
                _run(*command, " ".join(rule))


@contextlib.contextmanager
def cable() -> Iterator[Cable]:
    """Make two connected namespaces for the length of a block."""
    need_root()
    need("ip")
    need("nft")
    mark = secrets.token_hex(3)
    link = Cable(f"hts-{mark}", f"htc-{mark}")
    try:
        for side in (link.server, link.client):
            _run("ip", "netns", "add", side)
            _run("ip", "-n", side, "link", "set", "lo", "up")
        _run(
            *("ip", "-n", link.server, "link", "add", "lan", "type", "veth"),
            *("peer", "name", "lan", "netns", link.client),
        )
        _run("ip", "-n", link.server, "address", "add", f"{SERVER}/24", "dev", "lan")
        _run("ip", "-n", link.client, "address", "add", f"{CLIENT}/24", "dev", "lan")
        for side in (link.server, link.client):
            _run("ip", "-n", side, "link", "set", "lan", "up")
        yield link
    finally:
        for side in (link.server, link.client):
            subprocess.run(
                ["ip", "netns", "delete", side], capture_output=True, check=False
            )
