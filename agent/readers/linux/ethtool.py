"""ethtool: what a network card does, and the most it could do."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import boolean, first, pairs, to_text

_MODE = re.compile(r"\b(\d{1,7})base\w*/(?:Full|Half)")


class Link(msgspec.Struct, frozen=True):
    """One card; ``capable_bps`` is the fastest mode that it supports."""

    interface: str | None = None
    speed_bps: int | None = None
    duplex: str | None = None
    link: bool | None = None
    auto_negotiation: bool | None = None
    capable_bps: int | None = None
    port: str | None = None


def read_ethtool(content: bytes | str) -> Link:
    """Return what ``ethtool INTERFACE`` printed.

    Raises:
        ReadError: it is not its output.
    """
    text = to_text(content)
    found = pairs(text)
    head = re.search(r"^Settings for (\S{1,40}):\s*$", text, re.MULTILINE)
    if not head and not found.keys() & {"speed", "link detected"}:
        raise ReadError("no output of ethtool")
    speed = re.match(r"(\d{1,7}) ?Mb/s", first(found, "speed") or "")
    duplex = first(found, "duplex")
    port = first(found, "port")
    link = (first(found, "link detected") or "").split(" ")[0]
    return Link(
        interface=head[1] if head else None,
        speed_bps=int(speed[1]) * 1_000_000 if speed else None,
        duplex=duplex if duplex in {"Full", "Half"} else None,
        link=boolean(link),
        auto_negotiation=boolean(
            (first(found, "auto-negotiation") or "").split(" ")[0]
        ),
        capable_bps=_capable(text),
        port=port if port and not port.startswith("Unknown") else None,
    )


def _capable(text: str) -> int | None:
    said = re.search(
        r"Supported link modes:(.*?)(?=\n\s*[A-Z][\w -]+:)",
        text[:20_000] + "\n X:",
        re.DOTALL,
    )
    speeds = [int(mode) for mode in _MODE.findall(said[1])] if said else []
    return max(speeds) * 1_000_000 if speeds else None
