"""The shape of ``ports.toml``: from which number on a rule about ports speaks."""

import datetime as dt
from typing import Annotated

import msgspec

from agent.shared.knowledge.support import Short

Days = Annotated[int, msgspec.Meta(ge=1, le=400)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]
Factor = Annotated[float, msgspec.Meta(gt=1, le=10_000)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=1e7)]
Bps = Annotated[int, msgspec.Meta(gt=0, le=2**53)]
Celsius = Annotated[float, msgspec.Meta(gt=0, le=200)]


class Watch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as watched: office hours in which something came in at the port."""

    window_days: Days = 30
    least_days: Days = 5
    recent_days: Days = 5
    least_hours: Annotated[int, msgspec.Meta(ge=1, le=24)] = 2
    active_use: Annotated[float, msgspec.Meta(ge=0, le=1)] = 5e-6


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Negotiated speed and duplex."""

    slow_below_bps: Bps = 1_000_000_000
    stable_seconds: Seconds = 3600.0
    confidence: Share = 0.6
    late_collisions_a_day: Count = 10
    late_collision_days: Days = 2


class Errors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Receive errors per packet received, of recent days."""

    ratio: Share = 0.0001
    ratio_high: Share = 0.001
    readings_a_day: Count = 10
    bad_days: Days = 3
    changed_factor: Factor = 2.0


class Discards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Packets thrown away before sending, per packet sent, of recent days."""

    ratio: Share = 0.001
    ratio_high: Share = 0.01
    readings_a_day: Count = 10
    bad_days: Days = 3


class Flaps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Links that are lost and come back at the same speed."""

    short_seconds: Seconds = 300.0
    a_day: Count = 10
    a_day_between_devices: Count = 3
    bad_days: Days = 2
    within_days: Days = 7


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Use of the negotiated speed, and access ports against their uplink."""

    ratio: Share = 0.7
    ratio_high: Share = 0.85
    oversubscribed_factor: Factor = 20.0
    oversubscribed_busy_ratio: Share = 0.5


class Broadcast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Broadcast of the packets received; ``use`` is of the negotiated speed."""

    storm_share: Share = 0.5
    storm_use: Share = 0.1
    storm_within_days: Days = 2
    high_share: Share = 0.2
    high_use: Share = 0.01
    high_days: Days = 3


class Poe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Power drawn of the PoE budget."""

    ratio: Share = 0.8
    ratio_high: Share = 0.95


class FreePorts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ports without a link; ``share`` is of all ports of a switch."""

    weeks: Days = 4
    least_ports: Count = 5
    share: Share = 0.1


class Stp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes of the spanning tree."""

    changes_a_day: Count = 200
    bad_days: Days = 3


class Device(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The device as a whole, and what UPS and printers say."""

    silent_seconds: Seconds = 900.0
    restarts: Count = 3
    restarts_within_days: Days = 7
    off_seconds: Seconds = 1800.0
    cpu_ratio: Share = 0.8
    cpu_ratio_high: Share = 0.95
    temperature_celsius: Celsius = 75.0
    temperature_high_celsius: Celsius = 85.0
    battery_low_ratio: Share = 0.3
    supply_low_ratio: Share = 0.1


class Ports(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    as_of: dt.date
    source: Short
    watch: Watch = Watch()
    link: Link = Link()
    errors: Errors = Errors()
    discards: Discards = Discards()
    flaps: Flaps = Flaps()
    use: Use = Use()
    broadcast: Broadcast = Broadcast()
    poe: Poe = Poe()
    free: FreePorts = FreePorts()
    stp: Stp = Stp()
    device: Device = Device()
