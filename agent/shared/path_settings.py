"""What the settings say of the ways that are watched: the LAN path, broadband lines."""

import ipaddress
from gettext import gettext as _
from typing import Annotated, Literal

import msgspec

from agent.shared.throughput_settings import ThroughputSettings
from agent.shared.twice import twice

Label = Annotated[
    str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f\"\\]+$")
]
Host = Annotated[
    str,
    msgspec.Meta(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9._:%-]+$"),
]
DnsName = Annotated[
    str, msgspec.Meta(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9._-]+$")
]
Hosts = Annotated[tuple[Host, ...], msgspec.Meta(max_length=8)]
MOST_LINES = 8


class PathSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The LAN path: gateway, collector and the system's DNS resolvers.

    ``peers`` are other hosts of the LAN that the work of this machine rests on.
    """

    enabled: bool = True
    interval_s: Annotated[float, msgspec.Meta(ge=0.5, le=60)] = 5.0
    peers: Hosts = ()


class LineSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One broadband line that this agent measures.

    ``id`` is that of the line in the collector's register. ``operator`` is the first
    hop of the operator, ``domestic`` and ``international`` are hosts beyond it that
    always answer, ``dns`` resolvers that are asked for ``dns_name``. ``source`` is the
    address that probes leave from, where several lines are behind one machine.
    """

    id: Label
    gateway: Host | None = None
    operator: Hosts = ()
    domestic: Hosts = ()
    international: Hosts = ()
    dns: Hosts = ()
    dns_name: DnsName = "."
    source: Host | None = None
    method: Literal["auto", "icmp", "tcp"] = "auto"
    tcp_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 443
    interval_s: Annotated[float, msgspec.Meta(ge=0.5, le=10)] = 1.0
    metered: bool = False
    throughput: ThroughputSettings = ThroughputSettings()

    def __post_init__(self) -> None:
        if not (self.operator or self.domestic or self.international or self.dns):
            raise ValueError(
                _(
                    "line {line} needs hosts to ask: operator, domestic, international"
                    " or dns"
                ).format(line=self.id)
            )
        for name, host in (
            ("source", self.source),
            *(("dns", one) for one in self.dns),
        ):
            if host is not None and not is_address(host):
                raise ValueError(
                    _("line {line}: {name} is an address, not a name: {host}").format(
                        line=self.id, name=name, host=host
                    )
                )


def is_address(text: str) -> bool:
    """Return whether *text* is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def check_lines(lines: tuple[LineSettings, ...]) -> None:
    """Refuse lines that cannot be told apart.

    Raises:
        ValueError: two have one id.
    """
    if (line := twice(line.id for line in lines)) is not None:
        raise ValueError(_("two lines are called {line}").format(line=line))
