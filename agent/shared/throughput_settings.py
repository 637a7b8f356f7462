"""What the settings say of throughput tests of a line: against what, when, how much."""

from collections.abc import Iterable
from gettext import gettext as _
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

MOST_SERVERS = 6
Method = Literal["http", "librespeed", "iperf3"]
Reach = Literal["domestic", "international"]
Hours = Annotated[
    str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
]
Megabits = Annotated[float, msgspec.Meta(gt=0, le=400_000)]
Bytes = Annotated[int, msgspec.Meta(ge=1_000_000, le=10**13)]
_WEB = ("http", "https")


class ThroughputServer(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One server to test against.

    ``address`` is by ``method``: http, the URL of a large file; librespeed, the URL of
    the folder of its backend; iperf3, HOST[:PORT]. ``upload`` is the URL that takes a
    POST (http only); without it only the download is measured.
    """

    address: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    method: Method = "http"
    reach: Reach = "domestic"
    upload: Annotated[str, msgspec.Meta(max_length=1000)] = ""

    def __post_init__(self) -> None:
        if self.method == "iperf3":
            if "/" in self.address or self.address.startswith("-"):
                raise ValueError(_("an iperf3 server is named HOST or HOST:PORT"))
        else:
            _check_web(self.address)
        if self.upload:
            if self.method != "http":
                raise ValueError(_("upload stands only with the method http"))
            _check_web(self.upload)


class ThroughputSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """All of ``[lines.throughput]``; without servers nothing is ever tested.

    One test is all servers, down and up. ``seconds`` and ``most_bytes`` are caps of
    each direction of each server; ``daily_bytes`` and ``monthly_bytes`` of all tests of
    the line. Tests begin only in ``windows`` and never in ``never`` (local times),
    ``tests_a_night`` of them. ``down_mbps`` and ``up_mbps`` are what the line shall
    carry, in 10^6 bits a second: by them is judged whether more than ``busy_ratio`` of
    it is in use, on ``interface`` of this machine (empty: all), or at the port
    ``edge_port`` of the device ``edge_device`` of ``[switches]``.
    """

    servers: Annotated[
        tuple[ThroughputServer, ...], msgspec.Meta(max_length=MOST_SERVERS)
    ] = ()
    streams: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4
    seconds: Annotated[float, msgspec.Meta(ge=2, le=30)] = 10.0
    warm_up_s: Annotated[float, msgspec.Meta(ge=0, le=10)] = 2.0
    most_bytes: Bytes = 150_000_000
    daily_bytes: Bytes = 1_000_000_000
    monthly_bytes: Bytes = 15_000_000_000
    windows: Annotated[tuple[Hours, ...], msgspec.Meta(min_length=1, max_length=10)] = (
        "01:00-04:00",
    )
    never: Annotated[tuple[Hours, ...], msgspec.Meta(max_length=10)] = ("07:00-18:00",)
    tests_a_night: Annotated[int, msgspec.Meta(ge=0, le=4)] = 1
    down_mbps: Megabits | None = None
    up_mbps: Megabits | None = None
    busy_ratio: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.1
    interface: Annotated[str, msgspec.Meta(max_length=60)] = ""
    edge_device: Annotated[str, msgspec.Meta(max_length=200)] = ""
    edge_port: Annotated[str, msgspec.Meta(max_length=200)] = ""

    def __post_init__(self) -> None:
        if self.warm_up_s > self.seconds / 2:
            raise ValueError(_("warm_up_s is at most half of seconds"))
        if self.daily_bytes > self.monthly_bytes:
            raise ValueError(_("daily_bytes is at most monthly_bytes"))
        if bool(self.edge_device) != bool(self.edge_port):
            raise ValueError(_("edge_device and edge_port stand together"))
        for hours in self.windows:
            begin, _dash, end = hours.partition("-")
            if begin == end:
                raise ValueError(
                    _("{hours}: a window begins and ends at different times").format(
                        hours=hours
                    )
                )


def check_edge(line: str, settings: ThroughputSettings, devices: Iterable[str]) -> None:
    """Refuse an edge device that is none of *devices*: its line would never be tested.

    Raises:
        ValueError: with line and device.
    """
    if settings.edge_device and settings.edge_device not in devices:
        raise ValueError(
            _("line {line}: switches.devices has no {device}").format(
                line=line, device=settings.edge_device
            )
        )


def _check_web(url: str) -> None:
    """Refuse what is no web address.

    Raises:
        ValueError: with what is wrong.
    """
    parts = urlsplit(url)
    if parts.scheme not in _WEB or not parts.hostname:
        raise ValueError(
            _("{url}: an address that begins with http:// or https://").format(url=url)
        )
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.username or parts.password or not plain:
        raise ValueError(
            _("{url}: without name, password, spaces and foreign letters").format(
                url=url
            )
        )
    parts.port  # noqa: B018 - raises ValueError where it is none
