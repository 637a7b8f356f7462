"""A simulated switch whose ports count, for polls in a row."""

from agent.readers.snmp.rows import oid

IF = oid("1.3.6.1.2.1.2.2.1")
IFX = oid("1.3.6.1.2.1.31.1.1.1")
ETHERNET, VLAN = 6, 136
OLD = 3_000_000_000_000  # octets that were counted before anybody asked


class _Port:
    def __init__(self, name, index, kind, bps):
        self.name, self.index, self.kind, self.bps = name, index, kind, bps
        self.octets, self.packets = OLD, OLD // 500
        self.up = True
        self.discontinuity = 0
        self.changed = 500


class CountingDevice:
    """*wide*: with 64-bit counters; *stuck*: they stand at zero for ever."""

    def __init__(self, *, ports, virtual=0, bps=1_000_000_000, wide=True, stuck=False):
        self.uptime_s = 864_000.0
        self.wide, self.stuck, self.bps = wide, stuck, bps
        self.table_changed = 0
        self.serial = b""
        self.ports = [_Port(f"Gi{n}", n, ETHERNET, bps) for n in range(1, ports + 1)]
        self.ports += [_Port(f"Vl{n + 2}", 900 + n, VLAN, 0) for n in range(virtual)]

    def pass_(self, seconds):
        """Let time pass."""
        self.uptime_s += seconds

    def traffic(self, number, *, octets):
        """Let *octets* go through port *number*, in packets of 500."""
        port = self.ports[number - 1]
        port.octets += octets
        port.packets += octets // 500 or 1

    def restart(self, *, renumber=False):
        """Begin anew, with the ifIndexes the other way round if *renumber*."""
        self.uptime_s = 5.0
        numbers = [port.index for port in self.ports]
        for port, index in zip(self.ports, reversed(numbers), strict=True):
            port.octets = port.packets = 7
            port.index = index if renumber else port.index

    def discontinuity(self, number):
        """Tell that the counters of a port began anew."""
        self.ports[number - 1].discontinuity = int(self.uptime_s * 100)

    def link(self, number, *, up):
        """Let a link come or go."""
        port = self.ports[number - 1]
        port.up, port.changed = up, int(self.uptime_s * 100)

    def add_port(self):
        """Put a port in."""
        number = len(self.ports) + 1
        self.ports.append(_Port(f"Gi{number}", number, ETHERNET, self.bps))
        self.table_changed += 1

    def remove_port(self, number):
        """Take a port out."""
        del self.ports[number - 1]
        self.table_changed += 1

    def walk(self):
        """Return all that it says now, in order."""
        ticks = int(self.uptime_s * 100)
        found = {
            oid("1.3.6.1.2.1.1.2.0"): oid("1.3.6.1.4.1.99999.1"),
            oid("1.3.6.1.2.1.1.3.0"): ticks % (1 << 32),
            oid("1.3.6.1.2.1.1.5.0"): b"sw",
            oid("1.3.6.1.2.1.25.1.1.0"): ticks % (1 << 32),
            oid("1.3.6.1.2.1.31.1.5.0"): self.table_changed,
            oid("1.3.6.1.6.3.10.2.1.3.0"): int(self.uptime_s),
        }
        if self.serial:
            chassis = {5: 3, 4: 0, 7: b"chassis", 11: self.serial, 13: b"Model 1"}
            entity = oid("1.3.6.1.2.1.47.1.1.1.1")
            found |= {(*entity, arc, 1): value for arc, value in chassis.items()}
        for port in self.ports:
            found |= {(*column, port.index): v for column, v in self._cells(port)}
        return dict(sorted(found.items()))

    def _cells(self, port):
        slim = {10: port.octets, 16: port.octets, 11: port.packets, 17: port.packets}
        slim |= dict.fromkeys((13, 14, 19, 20), 0)
        slim = {arc: value % (1 << 32) for arc, value in slim.items()}
        said = {2: port.name.encode(), 3: port.kind, 7: 1, 8: 1 if port.up else 2}
        said |= {5: min(port.bps, (1 << 32) - 1), 9: port.changed} | slim
        more = {1: port.name.encode(), 15: port.bps // 1_000_000 if port.up else 0}
        more |= {17: 1 if port.kind == ETHERNET else 2, 18: b"", 19: port.discontinuity}
        if self.wide:
            known = {6: port.octets, 10: port.octets, 7: port.packets, 11: port.packets}
            known |= dict.fromkeys((8, 9, 12, 13), 0)
            more |= dict.fromkeys(known, 0) if self.stuck else known
        yield from (((*IF, arc), value) for arc, value in said.items())
        yield from (((*IFX, arc), value) for arc, value in more.items())
