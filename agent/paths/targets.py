"""Which hosts are asked, how, and what each stands for. Pure."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from agent.shared.path_settings import LineSettings, PathSettings

Role = Literal[
    "gateway", "collector", "operator", "domestic", "international", "dns", "peer"
]
MOST_TARGETS = 40
HTTPS = 443


class Target(NamedTuple):
    """One host to ask; two equal ones are one.

    ``method`` is ``auto`` (ICMP, else a TCP handshake with ``port``), ``icmp``, ``tcp``
    or ``dns`` (asked for ``name``).
    """

    host: str
    role: Role
    line: str = ""
    method: str = "auto"
    port: int = HTTPS
    name: str = ""
    source: str | None = None
    interval_s: float = 5.0


class Around(NamedTuple):
    """What this machine knows of its surroundings now."""

    gateway: str | None
    resolvers: tuple[str, ...] = ()


def targets(
    paths: PathSettings,
    lines: Iterable[LineSettings],
    collectors: Iterable[str],
    around: Around,
) -> list[Target]:
    """Return what is to be asked; *collectors* are the addresses of the collector."""
    found = [one for line in lines for one in of_line(line, around)]
    if paths.enabled:
        found += of_lan(paths, collectors, around)
    return list(dict.fromkeys(found))[:MOST_TARGETS]


def of_lan(
    paths: PathSettings, collectors: Iterable[str], around: Around
) -> Iterator[Target]:
    """Yield what every machine asks; a collector on this machine is no way."""
    if around.gateway:
        yield Target(around.gateway, "gateway", interval_s=paths.interval_s)
    for url in collectors:
        parts = urlsplit(url)
        host = parts.hostname
        if host and not _is_here(host):
            yield Target(
                host,
                "collector",
                port=parts.port or HTTPS,
                interval_s=paths.interval_s,
            )
    for address in around.resolvers:
        yield Target(
            address, "dns", method="dns", name=".", interval_s=paths.interval_s
        )
    for peer in paths.peers:
        yield Target(peer, "peer", interval_s=paths.interval_s)


def of_line(line: LineSettings, around: Around) -> Iterator[Target]:
    """Yield what is asked of one line: its gateway first."""
    gateway = line.gateway or around.gateway
    if gateway:
        yield _of(line, gateway, "gateway")
    for host in line.operator:
        yield _of(line, host, "operator")
    for host in line.domestic:
        yield _of(line, host, "domestic")
    for host in line.international:
        yield _of(line, host, "international")
    for address in line.dns:
        yield _of(line, address, "dns")._replace(method="dns", name=line.dns_name)


def _of(line: LineSettings, host: str, role: Role) -> Target:
    return Target(
        host,
        role,
        line.id,
        line.method,
        line.tcp_port,
        source=line.source,
        interval_s=line.interval_s,
    )


def _is_here(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"
