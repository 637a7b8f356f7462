"""placeholder until w-topo lands"""

from collector.topology.shapes import Hop, Topology


def way(topology: Topology, device: str) -> tuple[Hop, ...]:
    hops = []
    entered = None
    seen = set()
    while device not in seen:
        seen.add(device)
        up = topology.uplinks.get(device)
        if up is None:
            hops.append(Hop(device, entered, None))
            break
        hops.append(Hop(device, entered, up.port))
        nxt = None
        for l in topology.links:
            for a, b in ((l.a, l.b), (l.b, l.a)):
                if a.device == device and a.port == up.port:
                    nxt = b
        if nxt is None:
            break
        device, entered = nxt.device, nxt.port
    return tuple(hops)
