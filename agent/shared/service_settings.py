"""What the settings say of services that the work rests on: which, and what is right."""

from gettext import gettext as _
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

import msgspec

from agent.shared.twice import twice

Label = Annotated[
    str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f\"\\]+$")
]
Status = Annotated[int, msgspec.Meta(ge=100, le=599)]
MOST_SERVICES = 40

PORTS = {
    "http": 80,
    "https": 443,
    "tls": 443,
    "tcp": 0,
    "dns": 53,
    "smtp": 25,
    "imap": 143,
    "imaps": 993,
    "ldap": 389,
    "ldaps": 636,
    "postgresql": 5432,
    "mysql": 3306,
    "sqlserver": 1433,
}
"""Schemes, and the port where an address names none; 0: it must name one."""


class ServiceSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One service. ``url`` says how and where it is asked, by its scheme.

    ``status`` and ``text`` are what a right answer of HTTP has; ``text`` must stand in
    the first ``max_bytes`` of it. ``redirects`` may lead to the same ``host`` only, to
    any, or to none. ``ca_file`` holds a CA of one's own; ``insecure`` checks no
    certificate, and tells its end all the same.
    """

    name: Label
    url: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    status: Annotated[tuple[Status, ...], msgspec.Meta(min_length=1)] = (200,)
    text: Annotated[str, msgspec.Meta(max_length=500)] = ""
    redirects: Literal["host", "any", "none"] = "host"
    interval_s: Annotated[float, msgspec.Meta(ge=10, le=86400)] = 60.0
    timeout_s: Annotated[float, msgspec.Meta(gt=0, le=60)] = 10.0
    max_bytes: Annotated[int, msgspec.Meta(ge=1000, le=10_000_000)] = 1_000_000
    ca_file: Path | None = None
    insecure: bool = False

    def __post_init__(self) -> None:
        parts = split(self.url)
        if parts is None or parts.scheme not in PORTS or not parts.hostname:
            raise ValueError(
                _(
                    "service {name}: url is SCHEME://HOST[:PORT][/PATH] with {schemes}"
                ).format(name=self.name, schemes=", ".join(PORTS))
            )
        if parts.username or parts.password:
            raise ValueError(
                _("service {name}: no password belongs into an address").format(
                    name=self.name
                )
            )
        if not port_of(parts):
            raise ValueError(
                _("service {name}: the address needs a port").format(name=self.name)
            )
        if parts.scheme == "dns" and not parts.path.strip("/"):
            raise ValueError(
                _(
                    "service {name}: dns://RESOLVER/NAME needs the name to ask for"
                ).format(name=self.name)
            )


def split(url: str) -> SplitResult | None:
    """Return the parts of *url*; None if it is none."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return None
    return parts


def port_of(parts: SplitResult) -> int:
    """Return the port of an address, by its scheme where it names none."""
    return parts.port or PORTS.get(parts.scheme, 0)


def check_services(services: tuple[ServiceSettings, ...]) -> None:
    """Refuse services that cannot be told apart.

    Raises:
        ValueError: two have one name.
    """
    if (name := twice(one.name for one in services)) is not None:
        raise ValueError(_("two services are called {name}").format(name=name))
