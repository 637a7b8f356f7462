"""Builds a site's LAN: a tree of switches under a router, and who hangs where."""

from random import Random
from typing import NamedTuple

from collector.devices import device_id
from collector.simulator.identities import mac_of
from collector.simulator.names import SERVER_ROOM
from collector.simulator.shapes import (
    Device,
    Pc,
    Port,
    Problem,
    SimulatorError,
    Site,
    Size,
)

FAST, GIGABIT = 10**8, 10**9
FAN = 16  # switches below one


class Make(NamedTuple):
    """A maker's switch: names of ports, their ifIndex, whether it speaks LLDP."""

    vendor: str
    model: str
    oui: str
    key: str
    first: int
    speaks: bool
    fast: bool = False  # its ports do 100 Mb/s
    uplink: int = GIGABIT
    year: int = 2020


CORE = Make(
    "Cisco", "WS-C2960X-48TS-L", "00:1e:49", "Gi1/0/{}", 10101, speaks=True, year=2018
)
GIGABITS = (
    Make(
        "Cisco",
        "WS-C2960X-24TS-L",
        "00:1e:49",
        "Gi1/0/{}",
        10101,
        speaks=True,
        year=2018,
    ),
    Make("HP", "ProCurve 2530-24G", "3c:d9:2b", "{}", 1, speaks=True, year=2017),
    Make(
        "TP-Link",
        "T2600G-28TS",
        "50:c7:bf",
        "gigabitEthernet 1/0/{}",
        49153,
        speaks=True,
        year=2021,
    ),
    Make(
        "Huawei",
        "S5720-28P-LI",
        "44:6a:2e",
        "GigabitEthernet0/0/{}",
        6,
        speaks=True,
        year=2020,
    ),
    Make("D-Link", "DGS-1210-24", "1c:bd:b9", "{}", 1, speaks=False, year=2019),
)
FASTS = (
    Make(
        "Cisco",
        "WS-C2960-24TT-L",
        "00:1b:54",
        "Fa0/{}",
        10001,
        speaks=True,
        fast=True,
        year=2011,
    ),
    Make(
        "D-Link", "DES-1210-28", "1c:bd:b9", "{}", 1, speaks=False, fast=True, year=2013
    ),
)
OLDEST = Make(
    "Cisco",
    "WS-C2950-24",
    "00:0d:bc",
    "Fa0/{}",
    1,
    speaks=True,
    fast=True,
    uplink=FAST,
    year=2006,
)
ROUTER = Make(
    "MikroTik", "RB4011iGS+", "4c:5e:0c", "ether{}", 2, speaks=True, year=2020
)


def build(size: Size, site: Site, pcs: list[Pc], draw: Random) -> None:
    """Add router, switches and what hangs at them to *site*.

    Raises:
        SimulatorError: there are not enough ports.
    """
    count = size.switches // size.sites + (site.number < size.switches % size.sites)
    access = [n for n in range(count) if n * FAN + 1 >= count] if count > 1 else [0]
    most = -(-len(pcs) // len(access))
    switches = _switches(size, site, count, draw, 48 if most > 18 else 24)
    for below in switches[1:]:
        _join(below, switches[(switches.index(below) - 1) // FAN])
    router = _device(size, site, f"router{_mark(site)}", ROUTER, 10, 0, SERVER_ROOM)
    first = switches[0]
    _link(router, 1, first, len(first.ports))
    first.above, first.uplink = router.key, len(first.ports)
    site.devices = [router, *switches]
    _hang(pcs, [switches[n] for n in access], draw)
    if site.watcher is not None:
        free = _free(first)
        if free is None:
            raise SimulatorError("--switches: too few ports; have more switches")
        free.pc, free.speed_bps = site.watcher, GIGABIT
    _trouble(site, [switches[n] for n in access if n], draw)


def _mark(site: Site) -> str:
    return "" if site.number == 0 else f"{site.number + 1}"


def _switches(
    size: Size, site: Site, count: int, draw: Random, ports: int
) -> list[Device]:
    """Return the switches; every seventh or so is slow, one is very old."""
    parents = max(1, (count + FAN - 2) // FAN)
    mark = _mark(site)
    made = []
    for number in range(count):
        name = (
            f"sw-t{number}{f'-{mark}' if mark else ''}" if number else f"sw-loi{mark}"
        )
        make = CORE if number < parents else draw.choice(GIGABITS)
        if number >= parents and number % 7 == 3:
            make = draw.choice(FASTS)
        if number >= parents and number % 11 == 6:
            make = OLDEST
        room = SERVER_ROOM if number == 0 else f"Tủ mạng tầng {1 + number % 5}"
        wide = 48 if number < parents else ports
        made.append(_device(size, site, name, make, wide, number + 1, room))
    return made


def _device(  # noqa: PLR0913, PLR0917 - what it is made of
    size: Size, site: Site, key: str, make: Make, ports: int, number: int, room: str
) -> Device:
    """Return a device; *number* counts those of its site, the router is 0."""
    net = f"10.{10 + site.number % 200}"
    reader = site.watcher.id if site.watcher else ""
    address = f"{net}.{254 - number // 250}.{number % 250 + 1}"
    device = Device(
        key=key,
        id=device_id(reader, key),
        site=site.name,
        room=room,
        kind="switch" if number else "router",
        vendor=make.vendor,
        model=make.model,
        mac=mac_of(make.oui, size.seed, "device", site.number, key),
        address=address if number else f"{net}.255.1",
        first_index=make.first,
        speaks=make.speaks,
        year=make.year,
    )
    ways_up = 1 if make.uplink == FAST else 2
    for n in range(1, ports + 1):
        is_way_up = n > ports - ways_up
        name = make.key.format(n)
        if make.fast and is_way_up and ways_up == 2 and make.key.startswith("Fa"):
            name = f"Gi0/{n - ports + 2}"
        capable = make.uplink if is_way_up or not make.fast else FAST
        device.ports.append(Port(n, name, capable))
    return device


def _link(a: Device, a_port: int, b: Device, b_port: int) -> None:
    one, other = a.port(a_port), b.port(b_port)
    speed = min(one.capable_bps, other.capable_bps)
    one.speed_bps = other.speed_bps = speed
    one.other, one.far, other.other, other.far = b.key, b_port, a.key, a_port


def _join(below: Device, above: Device) -> None:
    """Put a cable from the last port of *below* to the last free one of *above*."""
    port = _free(above, last=True)
    if port is None:  # FAN is less than the ports of a core
        raise SimulatorError("--switches: too few ports; have more switches")
    below.above, below.uplink = above.key, len(below.ports)
    _link(below, below.uplink, above, port.number)


def _free(device: Device, *, last: bool = False) -> Port | None:
    """Return a port without a link; the last two of a switch are its ways up."""
    ports = [p for p in device.ports[:-2] if not p.speed_bps]
    if not ports:
        return None
    return ports[-1] if last else ports[0]


def _hang(pcs: list[Pc], access: list[Device], draw: Random) -> None:
    """Hang departments at switches, one after the other, and cables with them."""
    ordered = sorted(pcs, key=lambda pc: (pc.department, pc.number))
    for place, pc in enumerate(ordered):
        switch = access[place * len(access) // len(ordered)]
        port = _free(switch)
        if port is None:
            raise SimulatorError("--switches: too few ports; have more switches")
        port.pc = pc
        port.speed_bps = min(GIGABIT, port.capable_bps)
        kinds = {problem.kind for problem in pc.problems}
        if "slow_link_cable" in kinds:
            port.speed_bps = FAST
        if "half_duplex" in kinds:
            port.speed_bps, port.full_duplex, port.late = FAST, False, 25.0
            port.errors = 0.004
        if "port_errors" in kinds:
            port.errors = draw.uniform(0.004, 0.02)
        if port.capable_bps == FAST:
            _on_slow_port(pc, switch, draw)


def _on_slow_port(pc: Pc, switch: Device, draw: Random) -> None:
    """Let a third of those on a slow switch need more than it gives."""
    for problem in [p for p in pc.problems if p.kind == "slow_link_cable"]:
        pc.problems.remove(problem)  # what a better cable would not cure
        pc.load.receive_bps = 2e6
    pain = round(draw.uniform(0.55, 1.0), 2)
    if draw.random() < 0.34:
        pc.load.receive_bps = 50e6 + 35e6 * pain
        where = f"device:{switch.id}"
        pc.problems.append(Problem("slow_link_switch", pain, ("switch",), where))
    elif pc.look_alike is None and not pc.problems:
        pc.look_alike = "idle_slow_port"


def _trouble(site: Site, access: list[Device], draw: Random) -> None:
    """Fill the uplinks of the oldest switches, and break the cable of another's."""
    slow = [d for d in access if d.port(d.uplink).capable_bps == FAST]
    for device in slow:
        pain = round(draw.uniform(0.6, 1.0), 2)
        device.port(device.uplink).receive = 0.5 + 0.2 * pain
        device.problems.append(Problem("uplink_saturated", pain, ("switch",)))
    fast = [d for d in access if d not in slow]
    for device in fast[4::10]:
        port = device.port(device.uplink)
        port.speed_bps = FAST
        above = next(d for d in site.devices if d.key == device.above)
        above.port(port.far).speed_bps = FAST
        pain = round(draw.uniform(0.6, 1.0), 2)
        port.receive = 0.4 + 0.15 * pain
        device.problems.append(Problem("uplink_cable", pain, ("cable",)))
