"""Makers of switches as the simulated LAN knows them: how they name what they have."""

from typing import Literal, NamedTuple


class Vendor(NamedTuple):
    """One maker: its addresses, names of ports and what it announces.

    ``port_id`` is what it sends as its port ID: the ifName, the ifDescr, the port's
    MAC address, or its number.
    """

    name: str
    model: str
    oui: str
    short: str  # ifName
    long: str  # ifDescr
    first: int  # ifIndex of port 1
    speaks: tuple[str, ...]
    port_id: Literal["name", "description", "mac", "number"] = "name"
    stp: bool = True

    def index(self, port: int) -> int:
        """Return the ifIndex of *port*."""
        return self.first + port - 1


CISCO = Vendor(
    *("Cisco", "WS-C2960X-48TS-L", "00:1e:49"),
    *("Gi1/0/{}", "GigabitEthernet1/0/{}", 10101, ("cdp", "lldp")),
)
OLD_CISCO = CISCO._replace(model="WS-C2960-48TT-L", speaks=("cdp",), oui="00:1b:54")
HP = Vendor(
    *("HP", "ProCurve 2530-24G", "3c:d9:2b", "{}", "{}", 1, ("lldp",), "number")
)
TP_LINK = Vendor(
    *("TP-Link", "T2600G-28TS", "50:c7:bf"),
    *("gigabitEthernet 1/0/{}", "gigabitEthernet 1/0/{} : copper", 49153),
    ("lldp",),
    stp=False,
)
MIKROTIK = Vendor(
    *("MikroTik", "CRS326-24G-2S+", "4c:5e:0c", "ether{}", "ether{}", 2),
    ("lldp", "cdp"),
)
HUAWEI = Vendor(
    *("Huawei", "S5720-28P-LI", "44:6a:2e"),
    *("GigabitEthernet0/0/{}", "GigabitEthernet0/0/{}", 6, ("lldp",)),
)
H3C = Vendor(
    *("H3C", "S5130-52P", "58:6a:b1"),
    *("GigabitEthernet1/0/{}", "GigabitEthernet1/0/{}", 1, ("lldp",), "description"),
)
UBIQUITI = Vendor(
    *("Ubiquiti", "US-24", "80:2a:a8"),
    *("0/{}", "Slot: 0 Port: {} Gigabit - Level", 1, ("lldp",), "mac"),
    stp=False,
)
D_LINK = Vendor(
    *("D-Link", "DGS-1210-24", "1c:bd:b9", "{}", "D-Link Port {}", 1, ()), stp=False
)
ZYXEL = Vendor(
    *("Zyxel", "GS1900-8", "e8:37:7a", "Port{}", "GigabitEthernet{}", 1, ()), stp=False
)
PRINTER = Vendor(
    *("HP", "LaserJet M404dn", "84:a9:3e", "", "HP ETHERNET MULTI-ENVIRONMENT", 2, ()),
    stp=False,
)
SILENT = D_LINK  # for what needs numbers of ports only
