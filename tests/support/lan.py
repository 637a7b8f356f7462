"""Simulated LANs with their truth: a department's, and random ones of any size."""

import random
from collections.abc import Iterator
from itertools import count

from collector.topology.shapes import Inputs, Seen
from tests.support import lan_vendors as vendors
from tests.support.lan_model import FAST, TIME, Node, NodeKind, Plan
from tests.support.lan_surveys import survey_of
from tests.support.lan_vendors import Vendor

VM_OUIS = ("52:54:00", "00:50:56", "bc:24:11")
PC_OUIS = ("d8:9e:f3", "b4:2e:99", "40:b0:76", "e0:d5:5e", "f8:b1:56")
ROOMS = (
    "Phòng Kế toán",
    "Phòng Hành chính",
    "Văn thư",
    "Phòng Giám đốc",
    "Hội trường tầng 3",
    "Phòng máy chủ",
    "Một cửa",
    "Thanh tra",
)


class Lan(Plan):
    """A LAN that can be looked at from both sides: ``inputs`` and ``truth``."""

    @property
    def inputs(self) -> Inputs:
        """What the collector is told of it."""
        draw = random.Random(self.seed)
        return Inputs(
            devices=tuple(
                Seen(node.id, node.site, TIME, survey_of(self, node, draw))
                for node in self.nodes
                if node.managed
            ),
            hosts=tuple(self.hosts()),
        )


class Maker:
    """Adds nodes with addresses of their own to a LAN; one site at a time."""

    def __init__(self, lan: Lan, site: str = "Sở", number: int = 0) -> None:
        self.lan = lan
        self._site = site
        self._number = number
        self._count = count(1)
        self.mark = f"-{number}"  # of names, so that they differ between sites

    def _next(self, oui: str, step: int = 1) -> tuple[str, str]:
        for _ in range(step - 1):
            next(self._count)
        number = next(self._count)
        mac = f"{oui}:{self._number:02x}:{number >> 8:02x}:{number & 255:02x}"
        return mac, f"10.{self._number}.{number // 250}.{number % 250 + 2}"

    def device(
        self, name: str, kind: NodeKind, vendor: Vendor, ports: int, **more: object
    ) -> Node:
        """Add something that answers SNMP; its ports' MACs follow its own."""
        mac, address = self._next(vendor.oui)
        for _ in range(ports):
            next(self._count)
        return self.lan.add(
            Node(
                *(name, kind, mac, address),
                site=self._site,
                vendor=vendor,
                ports=ports,
                **{"vlan": 99, **more},  # type: ignore[arg-type]
            )
        )

    def thing(
        self,
        name: str,
        kind: NodeKind,
        oui: str = PC_OUIS[0],
        *,
        mac: str = "",
        **more: object,
    ) -> Node:
        """Add something that does not answer SNMP."""
        own, address = self._next(oui)
        silent = kind in {"unmanaged_switch", "unmanaged_access_point"}
        return self.lan.add(
            Node(
                name,
                kind,
                mac=mac or ("" if silent else own),
                address="" if silent else address,
                site=self._site,
                **{"vlan": 10, **more},  # type: ignore[arg-type]
            )
        )


def office_lan(*, fill: float = 0.95, seed: int = 1, roamed: bool = False) -> Lan:
    """Return the LAN of one department: 12 switches, 60 PCs, and what else hangs there.

    *roamed*: a laptop has gone from one access point to the other.
    """
    lan = Lan(fill=fill, seed=seed)
    make = Maker(lan)
    switches = _switches(make)
    access = switches[2:]
    free = {node: iter(range(1, node.ports - 1)) for node in access}
    _phones_with_pcs(make, access[1], free[access[1]])
    _unmanaged(make, access[1], free[access[1]])
    _virtual(make, access[4], free[access[4]])
    printer = make.device("mayin-p201", "printer", vendors.PRINTER, 1, vlan=10)
    lan.join(access[2], next(free[access[2]]), printer, 1, speed_bps=FAST)
    _wireless(make, access[0], access[5], free, roamed=roamed)
    _pcs(make, access, free)
    return lan


def _switches(make: Maker) -> list[Node]:
    lan = make.lan
    core1 = make.device("sw-loi-1", "switch", vendors.CISCO, 24, lag=(23, 24))
    core2 = make.device("sw-loi-2", "switch", vendors.CISCO, 24, lag=(23, 24))
    router = make.device("router-so", "router", vendors.MIKROTIK, 5)
    lan.join(router, 2, core1, 1)
    lan.join(core1, 23, core2, 23)
    lan.join(core1, 24, core2, 24)
    access = [
        make.device(f"sw-{name}", "switch", vendor, ports, bridge_mib=mib)
        for name, vendor, ports, mib in (
            ("t1-ketoan", vendors.OLD_CISCO, 48, True),
            ("t1-hanhchinh", vendors.HP, 24, True),
            ("t2-vanthu", vendors.TP_LINK, 24, True),
            ("t2-giamdoc", vendors.D_LINK, 24, True),
            ("t3-maychu", vendors.MIKROTIK, 24, True),
            ("t3-hoitruong", vendors.OLD_CISCO, 48, True),
            ("t4-motcua", vendors.HUAWEI, 28, True),
            ("t4-nhonho", vendors.ZYXEL, 8, False),
            ("t5-thanhtra", vendors.H3C, 52, True),
            ("t5-cuoi", vendors.D_LINK, 16, True),
        )
    ]
    for number, node in enumerate(access[:9]):
        slow = {"speed_bps": FAST} if node.name == "sw-t4-motcua" else {}
        core, port = (core1, 2 + number) if number < 5 else (core2, number)
        lan.join(core, port, node, node.ports, **slow)  # type: ignore[arg-type]
        core.aliases[port] = f"Xuống {node.name}"
        node.aliases[node.ports] = f"Lên {core.name}"
    lan.join(access[8], 51, access[9], 16)
    return [core1, core2, *access]


def _phones_with_pcs(make: Maker, switch: Node, free: Iterator[int]) -> None:
    for number in range(1, 7):
        phone = make.thing(
            f"dienthoai-{number}", "phone", "80:5e:c0", vlan=20, announces=True
        )
        make.lan.join(switch, next(free), phone, 1)
        pc = make.thing(f"PC-VP-{number:02}", "pc", agent=True)
        make.lan.join(phone, 2, pc)


def _unmanaged(make: Maker, switch: Node, free: Iterator[int]) -> None:
    dumb = make.thing("hop-chia", "unmanaged_switch", ports=8)
    make.lan.join(switch, next(free), dumb, 1)
    for number in range(1, 5):
        pc = make.thing(f"PC-HC-{number:02}", "pc", PC_OUIS[number], agent=number < 3)
        make.lan.join(dumb, number + 1, pc)


def _virtual(make: Maker, switch: Node, free: Iterator[int]) -> None:
    host = make.thing("maychu-ao", "hypervisor", "ac:1f:6b")
    make.lan.join(switch, next(free), host, 1)
    for number in range(1, 5):
        guest = make.thing(
            f"vm-{number}", "vm", VM_OUIS[number % len(VM_OUIS)], agent=number == 1
        )
        make.lan.join(host, number + 1, guest)


def _wireless(
    make: Maker,
    wired: Node,
    cheap: Node,
    free: dict[Node, Iterator[int]],
    *,
    roamed: bool,
) -> None:
    """One access point that answers SNMP, one that does not; a laptop between them."""
    known = make.device("ap-tang1", "access_point", vendors.UBIQUITI, 2)
    make.lan.join(wired, next(free[wired]), known, 1)
    unknown = make.thing("wifi-hoitruong", "unmanaged_access_point")
    make.lan.join(cheap, next(free[cheap]), unknown, 1)
    for number in range(1, 13):
        point = known if number <= 6 else unknown
        phone = make.thing(
            f"wifi-{number}",
            "wifi",
            mac=f"{number % 4 * 4 + 2:x}a:31:7f:00:10:{number:02x}",
        )
        make.lan.join(point, 2, phone)
    laptop = make.thing("LAPTOP-GD", "wifi", "a4:c3:f0", agent=True)
    make.lan.join(unknown if roamed else known, 2, laptop)


def _pcs(make: Maker, access: list[Node], free: dict[Node, Iterator[int]]) -> None:
    for number in range(50):
        switch = access[number % len(access)]
        pc = make.thing(
            f"PC-{number + 11:02}",
            "pc",
            PC_OUIS[number % len(PC_OUIS)],
            agent=number % 4 != 3,
            on=number % 9 != 8,
        )
        port = next(free[switch])
        room = ROOMS[number % len(ROOMS)]
        switch.aliases[port] = f"P.{number // 10 + 1}0{number % 10} {room}"
        make.lan.join(
            *(switch, port, pc, 1),
            speed_bps=FAST if number == 12 else 10**9,
            duplex="half" if number == 12 else "full",
        )


SPEAKERS = (vendors.CISCO, vendors.HUAWEI, vendors.H3C, vendors.MIKROTIK, vendors.HP)
MUTE = (vendors.D_LINK, vendors.ZYXEL)


def random_lan(
    seed: int,
    *,
    switches: int = 8,
    pcs: int = 40,
    sites: int = 1,
    fill: float = 0.8,
    lldp: float = 0.5,
    unmanaged: float = 0.1,
    router: bool = True,
    opaque: float = 0.0,
    shared: float = 0.0,
) -> Lan:
    """Return a random tree of switches in each of *sites*, with stations on them.

    *lldp* is the share of switches that speak it, *unmanaged* the share of cables
    to PCs that an unmanaged switch shares. *opaque* is the share of switches without
    BRIDGE-MIB, *shared* that of cables between switches with an unmanaged one in
    between. *switches* and *pcs* are of one site.
    """
    lan = Lan(fill=fill, seed=seed)
    draw = random.Random(seed)
    for number in range(sites):
        make = Maker(lan, f"site-{number}", number)
        free = _tree(make, draw, switches, (lldp, opaque, shared))
        gateway = make.device("gw" + make.mark, "router", vendors.MIKROTIK, 5)
        gateway.vendor = vendors.MIKROTIK if router else None
        first = next(iter(free))
        lan.join(first, next(free[first]), gateway, 1)
        _stations(make, draw, free, pcs, unmanaged)
    return lan


def _tree(
    make: Maker,
    draw: random.Random,
    switches: int,
    shares: tuple[float, float, float],
) -> dict[Node, Iterator[int]]:
    """Add a random tree of switches; return the free ports of each."""
    lldp, opaque, shared = shares
    free: dict[Node, Iterator[int]] = {}
    for number in range(switches):
        vendor = draw.choice(SPEAKERS if draw.random() < lldp else MUTE)
        mib = draw.random() >= opaque
        name = f"sw{number}{make.mark}"
        node = make.device(name, "switch", vendor, 48, bridge_mib=mib)
        own = iter(range(1, 49))
        port = None
        while free and port is None:
            # Mostly to one of the first, sometimes in a chain: an office's tree.
            nodes = list(free)
            near = nodes[: max(1, len(nodes) // 5)]
            parent = draw.choice(near if draw.random() < 0.8 else nodes)
            port = next(free[parent], None)
        if port is not None and draw.random() < shared:
            between = make.thing(f"between{number}{make.mark}", "unmanaged_switch")
            make.lan.join(parent, port, between, 1)
            make.lan.join(between, 2, node, next(own))
            for extra in range(draw.randint(1, 3)):
                pc = make.thing(f"middle{number}.{extra}{make.mark}", "pc")
                make.lan.join(between, 3 + extra, pc)
        elif port is not None:
            make.lan.join(parent, port, node, next(own))
        free[node] = own
    return free


def _stations(
    make: Maker,
    draw: random.Random,
    free: dict[Node, Iterator[int]],
    pcs: int,
    unmanaged: float,
) -> None:
    placed = 0
    while placed < pcs:
        at = draw.choice(list(free))
        first = next(free[at], None)
        if first is None:
            continue
        shared = draw.randint(2, 5) if draw.random() < unmanaged else 1
        if shared > 1:
            dumb = make.thing(f"dumb{placed}{make.mark}", "unmanaged_switch")
            make.lan.join(at, first, dumb, 1)
            at, first = dumb, 2
        for extra in range(min(shared, pcs - placed)):
            oui = draw.choice(PC_OUIS)
            agent = draw.random() < 0.7
            pc = make.thing(f"pc{placed}{make.mark}", "pc", oui, agent=agent)
            make.lan.join(at, first + extra, pc)
            placed += 1
