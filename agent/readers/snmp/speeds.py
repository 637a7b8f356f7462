"""What a port's speed is, where devices state it in the wrong unit or not at all."""

from typing import NamedTuple

from agent.readers.snmp.interface_types import ETHERNET

_MEGA = 1_000_000
_ISO_88023 = 7  # said by print servers, which state bit/s
_FASTEST_MBPS = 10_000_000  # 10 Tbit/s: nobody makes such a port
_SPEED_LIMIT = (1 << 32) - 2  # ifSpeed says no more; some stop one below its end
_FASTEST_IN_BPS = 4_000_000_000  # of a 32-bit gauge that holds bit/s
_MBPS_OF_ETHERNET = frozenset({10, 100, 1000, 2500, 5000, 10000})


class Speed(NamedTuple):
    """The speed in bit/s as stated, as it is (None: not known), and why they differ."""

    stated_bps: int | None
    sane_bps: int | None
    flag: str | None


def speed(
    if_speed: int | None, if_high_speed: int | None, if_type: int | None
) -> Speed:
    """Return the speed of a port with these three values.

    ifHighSpeed (Mbit/s) counts where it is not zero, else ifSpeed (bit/s); where only
    ifHighSpeed is there, its zero says that there is no speed.
    """
    if if_high_speed:
        return _by_high_speed(if_high_speed)
    if if_speed is None:
        return Speed(if_high_speed, if_high_speed, None)
    if if_speed >= _SPEED_LIMIT:
        return Speed(if_speed, None, "ifSpeed-saturated")
    if if_speed < 0:
        return Speed(if_speed, None, "speed-implausible")
    ethernet = if_type is None or if_type in ETHERNET - {_ISO_88023}
    if ethernet and if_speed in _MBPS_OF_ETHERNET:
        return Speed(if_speed, if_speed * _MEGA, "ifSpeed-in-mbps")
    return Speed(if_speed, if_speed, None)


def _by_high_speed(high: int) -> Speed:
    stated = high * _MEGA
    if 0 < high <= _FASTEST_MBPS:
        return Speed(stated, stated, None)
    if 0 < high < _FASTEST_IN_BPS and high % _MEGA == 0:
        return Speed(stated, high, "ifHighSpeed-in-bps")
    return Speed(stated, None, "speed-implausible")
