"""Makes a fleet out of a seed: sites, departments, PCs, switches and lines."""

import datetime as dt
from random import Random

from collector.simulator import cases, lan
from collector.simulator.hardware import SERVER
from collector.simulator.identities import identity, mac_of
from collector.simulator.names import SERVER_ROOM, departments_of, site_name
from collector.simulator.shapes import Fleet, Load, Pc, Site, Size
from collector.simulator.wans import make_lines

_PC_OUIS = ("d8:9e:f3", "b4:2e:99", "40:b0:76", "e0:d5:5e", "f8:b1:56")
_SYSTEMS = ("windows11",) * 6 + ("windows11e", "ubuntu")


def make_fleet(size: Size, today: dt.date) -> Fleet:
    """Return the fleet of *size*; the same of the same seed.

    Raises:
        SimulatorError: the size makes no sense.
    """
    size.check()
    draw = Random(f"fleet {size.seed}")
    sites = [Site(site_name(n), n, None) for n in range(size.sites)]
    pcs = _pcs(size, sites, draw, today)
    for site in sites:
        if size.switches:
            site.watcher = _watcher(size, site)
            lan.build(size, site, [pc for pc in pcs if pc.site == site.name], draw)
    heads: dict[tuple[str, str], int] = {}
    for pc in pcs:
        place = (pc.department, pc.site)
        heads[place] = heads.get(place, draw.choice((0, 0, 1))) + 1
    lines = make_lines(size, sites, draw, today)
    return Fleet(size, sites, pcs, lines, heads)


def _pcs(size: Size, sites: list[Site], draw: Random, today: dt.date) -> list[Pc]:
    dealt = cases.deal(size.pcs, draw, switches=bool(size.switches))
    at = _spread(size.pcs, len(sites))
    desks: dict[str, int] = {}
    made: list[Pc] = []
    for number, case in enumerate(dealt):
        site = sites[at[number]]
        department, short, _share = _department(site.number, number, draw)
        desks[short] = desks.get(short, 0) + 1
        model = draw.choice(case.models)
        pc = Pc(
            number=number,
            id=identity(size.seed, "pc", number),
            name=f"PC-{short}-{desks[short]:02d}",
            site=site.name,
            department=department,
            room=f"P.{1 + desks[short] % 4}{1 + desks[short] // 3 % 12:02d}",
            model=model,
            modules_gib=_usual_modules(model.year, model.slots, draw),
            disk="NVMe" if model.nvme else "SSD",
            disk_gb=500 if model.nvme else 240,
            system=draw.choice(_SYSTEMS),
            load=_usual_load(draw),
            mac=mac_of(draw.choice(_PC_OUIS), size.seed, number),
            address=f"10.{10 + site.number % 200}.{number // 250}.{number % 250 + 2}",
            gateway=f"10.{10 + site.number % 200}.255.1",
            role="laptop" if model.portable else "desktop",
            wears=draw.randint(3, 40),
            backup_days=draw.choice((0.3, 0.5, 0.8, 1.5, 20.0)),
        )
        pc.load.demand_gib = min(pc.load.demand_gib, 0.6 * pc.gib)
        case.make(pc, draw)
        pc.bought = min(
            dt.date(model.year, draw.randint(2, 11), draw.randint(1, 28)),
            today - dt.timedelta(days=60),
        )
        if pc.before is not None:
            pc.before.bought = pc.bought
        made.append(pc)
    return made


def _usual_modules(year: int, slots: int, draw: Random) -> tuple[int, ...]:
    one = 16 if year >= 2023 and draw.random() < 0.5 else 8
    filled = (one, 8) if draw.random() < 0.4 else (one,)
    return (*filled, *(0,) * (slots - len(filled)))


def _usual_load(draw: Random) -> Load:
    weight = draw.choice((0.6, 0.8, 1.0, 1.0, 1.2))
    return Load(
        cpu=draw.uniform(0.06, 0.2) * weight,
        demand_gib=draw.uniform(2.4, 4.2) * weight,
        wait_s=draw.uniform(0.0006, 0.003),
        operations=draw.uniform(6, 18),
        free=draw.uniform(0.3, 0.75),
        receive_bps=draw.uniform(0.4e6, 3e6) * weight,
        transmit_bps=draw.uniform(0.1e6, 0.8e6) * weight,
        weight=weight,
    )


def _spread(pcs: int, sites: int) -> list[int]:
    """Return the site of each PC: half of all at the first, where there are several."""
    if sites == 1:
        return [0] * pcs
    main = max(1, pcs // 2) if pcs >= 2 * sites else pcs - (sites - 1)
    return [0] * main + [1 + n % (sites - 1) for n in range(pcs - main)]


def _department(site: int, number: int, draw: Random) -> tuple[str, str, int]:
    known = departments_of(site)
    if number < len(known) and site == 0:
        return known[number]  # nobody is left out
    return draw.choices(known, [share for _n, _s, share in known])[0]


def _watcher(size: Size, site: Site) -> Pc:
    """Return the server of a site, whose agent reads the devices."""
    mark = "" if site.number == 0 else f"-{site.number + 1}"
    return Pc(
        number=size.pcs + site.number,
        id=identity(size.seed, "watcher", site.number),
        name=f"SRV-GIAMSAT{mark}",
        site=site.name,
        department=departments_of(site.number)[-1][0],
        room=SERVER_ROOM,
        model=SERVER,
        modules_gib=(16, 0, 0, 0),
        disk="NVMe",
        disk_gb=960,
        system="debian",
        load=Load(cpu=0.08, demand_gib=3.0),
        mac=mac_of("ac:1f:6b", size.seed, "watcher", site.number),
        address=f"10.{10 + site.number % 200}.255.10",
        gateway=f"10.{10 + site.number % 200}.255.1",
        role="server",
        bought=dt.date(2022, 6, 15),
    )
